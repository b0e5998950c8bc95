pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Ten digits that arm; what was entered is shown as dots.
Card {
    id: root

    required property ArmController arm
    property string entered: ""
    readonly property bool waiting: root.arm.wait_s > 0
    readonly property bool ready: !root.waiting && !root.arm.busy
    readonly property real key: 120 * Theme.dp

    function press(name: string): void {
        if (name === "back") {
            root.entered = root.entered.slice(0, -1);
        } else if (name === "enter") {
            root.arm.enter(root.entered);
            root.entered = "";
        } else if (root.entered.length < 12) {
            root.entered += name;
        }
    }

    width: keys.width + 2 * Theme.s4
    height: keys.y + keys.height + Theme.s4
    onVisibleChanged: root.entered = ""

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
            model: Math.max(4, root.entered.length)

            Rectangle {
                required property int index

                width: parent.height
                height: width
                radius: width / 2
                antialiasing: true
                color: index < root.entered.length ? Theme.text : "transparent"
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
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "back", "0", "enter"]

            GlassButton {
                id: digit

                required property string modelData
                readonly property bool isDigit: digit.modelData.length === 1

                objectName: "service.key_" + digit.modelData
                width: 1.4 * root.key
                height: root.key
                radius: Theme.radiusTile
                kind: digit.modelData === "enter" && digit.enabled ? "main" : "plain"
                enabled: root.ready && (digit.isDigit || root.entered.length >= (digit.modelData === "enter" ? 4 : 1))
                text: digit.isDigit ? digit.modelData : ""
                iconName: digit.isDigit ? "" : digit.modelData === "enter" ? "check" : "back"
                accessibleName: digit.isDigit ? digit.modelData : digit.modelData === "enter" ? qsTr("Arm") : qsTr("Delete")
                textSize: Theme.title
                onPressed: digit.enabled && root.press(digit.modelData)
            }
        }
    }
}
