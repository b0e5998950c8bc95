import QtQuick
import Chargedeck

// The running charge in one line above the dock, with Stop.
Rectangle {
    id: root

    required property Glass glass

    objectName: "strip"
    height: Theme.strip
    color: Theme.cardSolid
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Show charge")
    Accessible.onPressAction: root.glass.open("charge")

    MouseArea {
        anchors.fill: parent
        onClicked: root.glass.open("charge")
    }

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Rectangle {
        anchors.bottom: parent.bottom
        visible: root.glass.car.known
        width: parent.width * root.glass.car.soc / 100
        height: 4 * Theme.dp
        color: root.glass.car.charging ? Theme.energy : Theme.text2
    }

    Row {
        id: facts

        anchors {
            left: parent.left
            leftMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        spacing: 40 * Theme.dp

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            // A silent car is what the warning beside it is about.
            visible: !root.glass.car.stale
            text: root.glass.charge.title
            font.pixelSize: Theme.primary
            font.bold: true
        }

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            text: root.glass.car.soc_text
            font.pixelSize: Theme.title
            font.bold: true
            color: root.glass.car.known ? Theme.text : Theme.text2
        }

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glass.car.known
            text: root.glass.car.power_text
            font.pixelSize: Theme.title
            font.bold: true
            color: root.glass.car.charging ? Theme.energy : Theme.text2
        }

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: root.glass.charge.time_text
            font.pixelSize: Theme.title
        }

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glass.car.stale
            text: root.glass.car.age_text
            color: Theme.text2
        }
    }

    Phrase {
        anchors {
            left: facts.right
            leftMargin: 40 * Theme.dp
            right: stop.left
            rightMargin: Theme.s3
            verticalCenter: parent.verticalCenter
        }
        text: root.glass.charge.warning || root.glass.charge.place
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallest
        color: root.glass.charge.warning === "" ? Theme.text2 : root.glass.charge.grave ? Theme.stop : Theme.wait
    }

    GlassButton {
        id: stop

        objectName: "strip.stop"
        anchors {
            right: parent.right
            rightMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        height: Theme.touch
        enabled: root.glass.charge.can_stop
        kind: "stop"
        iconName: "stop"
        text: qsTr("Stop")
        onPressed: root.glass.charge.stop()
    }
}
