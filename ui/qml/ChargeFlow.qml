pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// While energy flows: time left, power, energy, cost, curve or details.
Item {
    id: root

    required property Glass glass
    required property bool detailed
    readonly property ChargeController charge: root.glass.charge

    Phrase {
        id: label

        text: root.charge.time_label
        font.pixelSize: Theme.primary
        color: Theme.text2
    }

    TimeLeft {
        id: time

        anchors {
            left: parent.left
            right: parent.right
            top: label.bottom
            topMargin: -8 * Theme.dp
        }
        charge: root.charge
    }

    Row {
        id: facts

        anchors {
            top: time.bottom
            topMargin: Theme.s1
        }
        spacing: 96 * Theme.dp

        Fact {
            id: power

            objectName: "charge.power"
            name: qsTr("Power")
            value: root.charge.power
            known: root.charge.power_known
            write: shown => root.glass.settings.power(shown)
            unit: "kW"
            ink: root.glass.car.charging ? Theme.energy : Theme.text2
        }

        Fact {
            objectName: "charge.energy"
            name: qsTr("Energy")
            value: root.charge.energy
            write: shown => root.glass.settings.number(shown, 1)
            unit: "kWh"
        }

        Fact {
            objectName: "charge.cost"
            name: root.charge.price_text === "" ? qsTr("Cost") : qsTr("Cost · %1").arg(root.charge.price_text)
            value: root.charge.cost
            known: root.charge.cost_known
            write: shown => root.glass.settings.money(shown)
        }
    }

    Phrase {
        id: reason

        objectName: "charge.reason"
        anchors {
            left: parent.left
            right: parent.right
            top: facts.bottom
            topMargin: Theme.s2
        }
        visible: !root.detailed
        height: 40 * Theme.dp
        text: root.charge.limit_line === "" ? "" : root.charge.limit_line_beside(power.shown)
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallest
        color: Theme.text2
    }

    PowerCurve {
        objectName: "charge.curve"
        anchors {
            left: parent.left
            right: parent.right
            top: reason.bottom
            bottom: parent.bottom
            topMargin: 44 * Theme.dp
        }
        visible: !root.detailed
        settings: root.glass.settings
        points: root.charge.points
        expected: root.charge.expected_points
        linesKw: root.charge.lines_kw
        limit: root.glass.car.limit
        limitText: root.glass.settings.percent(root.glass.car.limit)
        nowText: root.glass.car.known ? root.glass.car.soc_text : ""
        live: root.glass.car.charging
    }

    ChargeDetails {
        objectName: "charge.details"
        anchors {
            left: parent.left
            right: parent.right
            top: facts.bottom
            topMargin: Theme.s2
        }
        visible: root.detailed
        glass: root.glass
    }
}
