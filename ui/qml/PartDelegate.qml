import QtQuick

// One part of a receipt.
Item {
    id: root

    required property string name
    required property string amount
    required property string cost
    // A price period repeats what the parts above it sum up.
    required property bool detail

    height: 56 * Theme.dp

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Phrase {
        anchors.verticalCenter: parent.verticalCenter
        text: root.name
        color: root.detail ? Theme.text2 : Theme.text
    }

    Phrase {
        anchors {
            right: cost.left
            rightMargin: Theme.s3
            verticalCenter: parent.verticalCenter
        }
        text: root.amount
        color: Theme.text2
    }

    Phrase {
        id: cost

        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        width: 190 * Theme.dp
        horizontalAlignment: Text.AlignRight
        text: root.cost
        color: root.detail ? Theme.text2 : Theme.text
    }
}
