pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Which car file is in use, how the buses are, and what arms them.
Item {
    id: root

    required property Glass glass
    readonly property ServiceController service: root.glass.service
    readonly property real split: root.width - 128 * Theme.dp - pad.width - Theme.s4

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    GlassButton {
        id: back

        objectName: "service.back"
        x: 48 * Theme.dp
        y: 40 * Theme.dp
        width: Theme.touch
        height: Theme.touch
        kind: "bare"
        iconName: "back"
        accessibleName: qsTr("Back")
        onPressed: root.glass.open("settings")
    }

    Phrase {
        anchors {
            left: back.right
            leftMargin: Theme.s1
            verticalCenter: back.verticalCenter
        }
        text: qsTr("Service")
        font.pixelSize: 50 * Theme.dp
        font.bold: true
    }

    Column {
        id: facts

        x: 64 * Theme.dp
        y: 148 * Theme.dp
        width: pad.visible ? root.split : root.width - 128 * Theme.dp
        spacing: Theme.s3

        Card {
            width: parent.width
            height: files.height + 2 * Theme.s3

            Column {
                id: files

                x: 40 * Theme.dp
                y: Theme.s3
                width: parent.width - 80 * Theme.dp
                spacing: Theme.s1

                NamedLine {
                    width: parent.width
                    name: qsTr("Car file")
                    value: root.service.car_file
                }

                NamedLine {
                    width: parent.width
                    name: qsTr("Signals (DBC)")
                    value: root.service.dbc_file
                }
            }
        }

        Repeater {
            model: root.service.bus_rows

            BusCard {
                required property var modelData

                width: facts.width
                row: modelData
            }
        }

        Card {
            width: parent.width
            height: sending.height + 2 * Theme.s3

            Column {
                id: sending

                x: 40 * Theme.dp
                y: Theme.s3
                width: parent.width - 80 * Theme.dp
                spacing: Theme.s2

                Phrase {
                    text: qsTr("Sending")
                    font.pixelSize: 36 * Theme.dp
                }

                Phrase {
                    objectName: "service.sending"
                    width: parent.width
                    text: root.service.sending_text
                    wrapMode: Text.Wrap
                    color: Theme.text2
                }

                GlassButton {
                    objectName: "service.disarm"
                    visible: root.service.arm.armed && root.service.arm.needs_arming
                    height: 80 * Theme.dp
                    kind: "quiet"
                    text: qsTr("Send no more")
                    onPressed: root.service.arm.disarm()
                }
            }
        }
    }

    PinPad {
        id: pad

        anchors {
            right: parent.right
            rightMargin: 64 * Theme.dp
        }
        y: facts.y
        visible: root.service.pad_shown
        service: root.service
    }
}
