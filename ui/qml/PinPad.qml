pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Ten digits that arm; what was entered is shown as dots.
Card {
    id: root

    required property ServiceController service
    readonly property ArmController arm: root.service.arm
    readonly property bool waiting: root.arm.wait_s > 0
    readonly property bool ready: !root.waiting && !root.arm.busy
    readonly property real key: 120 * Theme.dp

    // Not "Key": PySide takes an item of that name for Qt.Key and crashes (measured, 6.11.3).
    component PadKey: GlassButton {
        width: 1.4 * root.key
        height: root.key
        radius: Theme.radiusTile
        textSize: Theme.title
    }

    width: keys.width + 2 * Theme.s4
    height: keys.y + keys.height + Theme.s4

    Phrase {
        id: title

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.s3
        text: root.waiting ? qsTr("Wait %1 s").arg(root.arm.wait_s) : qsTr("Service PIN")
        font.pixelSize: Theme.title
        font.bold: true
        color: root.waiting ? Theme.wait : Theme.text
    }

    Phrase {
        id: told

        objectName: "service.message"
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            margins: Theme.s3
            topMargin: Theme.s1
        }
        height: 72 * Theme.dp
        horizontalAlignment: Text.AlignHCenter
        text: root.arm.message
        wrapMode: Text.Wrap
        font.pixelSize: Theme.small
        color: Theme.wait
    }

    Row {
        id: dots

        objectName: "service.dots"
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: told.bottom
            topMargin: Theme.s2
        }
        height: 2 * Math.round(11 * Theme.dp)
        spacing: Theme.s2

        Repeater {
            model: Math.max(4, root.service.entered)

            Rectangle {
                required property int index

                width: parent.height
                height: width
                radius: width / 2
                antialiasing: true
                color: index < root.service.entered ? Theme.text : "transparent"
                border.width: 2 * Theme.dp
                border.color: Theme.text2
            }
        }
    }

    Grid {
        id: keys

        anchors {
            horizontalCenter: parent.horizontalCenter
            top: dots.bottom
            topMargin: Theme.s3
        }
        columns: 3
        spacing: Theme.s2

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

            PadKey {
                required property string modelData

                objectName: "service.key_" + modelData
                enabled: root.ready
                text: modelData
                onPressed: root.service.press(modelData)
            }
        }

        PadKey {
            objectName: "service.key_back"
            enabled: root.ready && root.service.entered > 0
            iconName: "back"
            accessibleName: qsTr("Delete")
            onPressed: root.service.erase()
        }

        PadKey {
            objectName: "service.key_0"
            enabled: root.ready
            text: "0"
            onPressed: root.service.press("0")
        }

        PadKey {
            objectName: "service.key_enter"
            enabled: root.ready && root.service.can_confirm
            kind: enabled ? "main" : "plain"
            iconName: "check"
            accessibleName: qsTr("Arm")
            onPressed: root.service.confirm()
        }
    }
}
