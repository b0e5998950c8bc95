import QtQuick

// One line about a place, with its icon.
Item {
    id: root

    required property string key
    required property string icon
    required property string text

    objectName: "place." + root.key
    height: words.implicitHeight

    Icon {
        id: sign

        y: 2 * Theme.dp
        name: root.icon
        size: 32 * Theme.dp
        color: Theme.text2
    }

    Phrase {
        id: words

        anchors {
            left: sign.right
            leftMargin: Theme.s2
            right: parent.right
        }
        text: root.text
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        maximumLineCount: 3
    }
}
