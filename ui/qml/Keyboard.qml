pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Letters and digits for a glass without a keyboard: pinyin and initials need no more.
Card {
    id: root

    readonly property real gap: 8 * Theme.dp
    readonly property real key: (root.width - 2 * Theme.s2 - 9 * root.gap) / 10

    property string enterIcon: "search"
    property string enterName: qsTr("Choose the first")

    signal typed(sign: string)
    signal erased
    signal entered
    signal hidden

    // Not "Key": PySide takes an item of that name for Qt.Key and crashes (measured, 6.11.3).
    component BoardKey: GlassButton {
        width: root.key
        height: 84 * Theme.dp
        radius: Theme.radiusTile
        textSize: Theme.primary
    }

    component SignRow: Row {
        id: line

        required property string signs

        spacing: root.gap

        Repeater {
            model: line.signs.split("")

            BoardKey {
                required property string modelData

                objectName: "keyboard.key_" + modelData
                text: modelData
                onPressed: root.typed(modelData)
            }
        }
    }

    objectName: "search.keyboard"
    height: keys.height + 2 * Theme.s2

    Column {
        id: keys

        x: Theme.s2
        y: Theme.s2
        spacing: root.gap

        SignRow {
            signs: "1234567890"
        }

        SignRow {
            signs: "qwertyuiop"
        }

        Row {
            spacing: root.gap

            SignRow {
                signs: "asdfghjkl"
            }

            BoardKey {
                objectName: "keyboard.erase"
                iconName: "erase"
                accessibleName: qsTr("Delete")
                onPressed: root.erased()
            }
        }

        Row {
            spacing: root.gap

            BoardKey {
                objectName: "keyboard.hide"
                iconName: "keyboard_down"
                accessibleName: qsTr("Hide the keyboard")
                onPressed: root.hidden()
            }

            SignRow {
                signs: "zxcvbnm"
            }

            BoardKey {
                objectName: "keyboard.space"
                text: "␣"
                accessibleName: qsTr("Space")
                onPressed: root.typed(" ")
            }

            BoardKey {
                objectName: "keyboard.enter"
                kind: "main"
                iconName: root.enterIcon
                accessibleName: root.enterName
                onPressed: root.entered()
            }
        }
    }
}
