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

    Phrase {
        id: time

        objectName: "charge.time_left"
        anchors {
            top: label.bottom
            topMargin: -8 * Theme.dp
        }
        height: 170 * Theme.dp
        text: root.charge.time_value
        font.pixelSize: Theme.hero2
        font.bold: true
    }

    Phrase {
        id: unit

        anchors {
            left: time.right
            leftMargin: Theme.s2
            baseline: time.baseline
        }
        visible: root.charge.done_text !== ""
        text: root.charge.time_unit
        font.pixelSize: 48 * Theme.dp
        color: Theme.text2
    }

    Phrase {
        anchors {
            left: unit.right
            leftMargin: 72 * Theme.dp
            right: parent.right
            baseline: time.baseline
        }
        text: root.charge.done_text
        font.pixelSize: 50 * Theme.dp
    }

    Row {
        id: facts

        anchors {
            top: time.bottom
            topMargin: Theme.s1
        }
        spacing: 96 * Theme.dp

        Fact {
            objectName: "charge.power"
            name: qsTr("Power")
            value: root.charge.power
            known: root.charge.power_known
            write: shown => root.glass.settings.number(shown, 0)
            unit: "kW"
            ink: Theme.energy
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

    PowerCurve {
        objectName: "charge.curve"
        anchors {
            left: parent.left
            right: parent.right
            top: facts.bottom
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
    }

    Grid {
        objectName: "charge.details"
        anchors {
            left: parent.left
            right: parent.right
            top: facts.bottom
            topMargin: Theme.s4
        }
        visible: root.detailed
        columns: 2
        spacing: Theme.s2

        Repeater {
            model: root.glass.car.details

            Rectangle {
                id: cell

                required property var modelData

                width: (root.width - Theme.s2) / 2
                height: 120 * Theme.dp
                radius: Theme.radiusTile
                color: Theme.tile

                Phrase {
                    x: Theme.s3
                    y: 12 * Theme.dp
                    text: cell.modelData.name
                    font.pixelSize: Theme.small
                    color: Theme.text2
                }

                Phrase {
                    x: Theme.s3
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: 8 * Theme.dp
                    width: parent.width - 2 * Theme.s3
                    text: cell.modelData.value
                    font.pixelSize: Theme.title
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.smallest
                }
            }
        }
    }
}
