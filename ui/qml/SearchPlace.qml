import QtQuick
import Chargedeck

// A place, an expressway or an operator in the search's list.
Item {
    id: root

    required property string icon
    required property string name
    required property string detail
    required property string distance
    required property bool dimmed

    Icon {
        id: sign

        anchors {
            left: parent.left
            leftMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        name: root.icon || "place"
        size: 36 * Theme.dp
        color: Theme.text2
    }

    Column {
        anchors {
            left: sign.right
            leftMargin: Theme.s2
            right: far.left
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }

        Phrase {
            width: parent.width
            text: root.name
            textFormat: Text.StyledText
            font.pixelSize: Theme.primary
            color: root.dimmed ? Theme.text2 : Theme.text
        }

        Phrase {
            width: parent.width
            visible: text !== ""
            text: root.detail
            font.pixelSize: Theme.small
            color: Theme.text2
        }
    }

    Phrase {
        id: far

        anchors {
            right: parent.right
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        text: root.distance
        color: Theme.text2
    }
}
