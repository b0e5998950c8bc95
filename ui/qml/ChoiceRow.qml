pragma ComponentBehavior: Bound
import QtQuick

// A setting with a few values, of which one holds.
Card {
    id: root

    required property string name
    required property string key
    required property string chosen
    required property var choices

    signal picked(choice: string)

    height: 140 * Theme.dp

    Phrase {
        anchors {
            left: parent.left
            leftMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        text: root.name
        font.pixelSize: 36 * Theme.dp
    }

    Row {
        anchors {
            right: parent.right
            rightMargin: Theme.s4
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.s2

        Repeater {
            model: root.choices

            GlassButton {
                required property var modelData

                objectName: root.key + "_" + modelData.key
                width: Math.max(implicitWidth, 240 * Theme.dp)
                kind: root.chosen === modelData.key ? "main" : "plain"
                text: modelData.word
                Accessible.role: Accessible.RadioButton
                Accessible.checked: root.chosen === modelData.key
                onPressed: root.picked(modelData.key)
            }
        }
    }
}
