import QtQuick

// One receipt in the list.
Rectangle {
    id: root

    required property string seq
    required property string place
    required property string when
    required property string energy
    required property string cost
    required property bool disputed
    property bool chosen: false

    signal pressed

    objectName: "receipts.row_" + root.seq
    height: 124 * Theme.dp
    radius: Theme.radiusTile
    color: root.chosen ? Theme.tileHigh : Theme.tile
    Accessible.role: Accessible.ListItem
    Accessible.name: [root.place, root.when, root.cost].join(", ")
    Accessible.selected: root.chosen
    Accessible.onPressAction: root.pressed()

    Phrase {
        anchors {
            left: parent.left
            right: cost.left
            top: parent.top
            leftMargin: Theme.s3
            rightMargin: Theme.s2
            topMargin: 14 * Theme.dp
        }
        text: root.place
        font.pixelSize: Theme.primary
    }

    Phrase {
        anchors {
            left: parent.left
            bottom: parent.bottom
            leftMargin: Theme.s3
            bottomMargin: 14 * Theme.dp
        }
        text: root.when
        font.pixelSize: Theme.small
        color: Theme.text2
    }

    Phrase {
        id: cost

        anchors {
            right: parent.right
            top: parent.top
            rightMargin: Theme.s3
            topMargin: 10 * Theme.dp
        }
        text: root.cost
        font.pixelSize: 36 * Theme.dp
        font.bold: true
        color: root.disputed ? Theme.wait : Theme.text
    }

    Phrase {
        anchors {
            right: parent.right
            bottom: parent.bottom
            rightMargin: Theme.s3
            bottomMargin: 14 * Theme.dp
        }
        text: root.energy
        font.pixelSize: Theme.small
        color: Theme.text2
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
