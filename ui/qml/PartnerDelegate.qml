import QtQuick

// One line: whose piles, and how many connectors.
Item {
    id: root

    required property string key
    required property string mark
    required property string colour
    required property string name
    required property string now

    height: 72 * Theme.dp

    Rectangle {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        width: 48 * Theme.dp
        height: 48 * Theme.dp
        radius: 12 * Theme.dp
        color: root.colour || Theme.tileHigh

        Phrase {
            anchors.centerIn: parent
            visible: root.mark !== ""
            text: root.mark
            color: "#FFFFFF"
            font.pixelSize: Theme.smallest
        }

        Icon {
            anchors.centerIn: parent
            visible: root.mark === ""
            name: "bolt"
            size: 28 * Theme.dp
            color: Theme.text
        }
    }

    Phrase {
        anchors {
            left: badge.right
            right: number.left
            leftMargin: Theme.s2
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        text: root.name
    }

    Phrase {
        id: number

        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        text: root.now
        font.bold: true
    }
}
