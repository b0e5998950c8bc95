pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The heading of a part of the search's list; what it holds may be cleared.
Item {
    id: root

    required property string icon
    required property string word
    required property string action

    signal acted

    Row {
        anchors {
            left: parent.left
            leftMargin: Theme.s1
            verticalCenter: parent.verticalCenter
        }
        spacing: 12 * Theme.dp

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.icon || "place"
            size: 28 * Theme.dp
            color: Theme.text2
        }

        Phrase {
            text: root.word
            font.pixelSize: Theme.small
            color: Theme.text2
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
    }

    Loader {
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        active: root.action !== ""
        sourceComponent: GlassButton {
            objectName: "search.clear_recent"
            width: 180 * Theme.dp
            height: Theme.touch
            kind: "bare"
            textSize: Theme.small
            text: root.action
            onPressed: root.acted()
        }
    }
}
