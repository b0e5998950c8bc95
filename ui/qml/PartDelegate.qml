import QtQuick

// One part of a receipt.
Item {
    id: root

    required property string name
    required property string amount
    required property string cost

    height: 56 * Theme.dp

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Phrase {
        anchors.verticalCenter: parent.verticalCenter
        text: root.name
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
    }
}
