import QtQuick

// One figure of the network, then and now: a number, what it was, and how much came.
Rectangle {
    id: root

    required property string key
    required property string name
    required property string now
    required property string then
    required property string growth
    required property string note
    required property real shareNow
    required property real shareThen

    objectName: "network.tile_" + root.key
    radius: Theme.radiusTile
    color: Theme.tile

    Phrase {
        id: label

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: Theme.s3
            rightMargin: Theme.s2
            topMargin: 12 * Theme.dp
        }
        text: root.name
        font.pixelSize: Theme.small
        color: Theme.text2
    }

    Phrase {
        id: number

        anchors {
            left: label.left
            top: label.bottom
        }
        text: root.now
        font.pixelSize: 56 * Theme.dp
        font.bold: true
    }

    Phrase {
        anchors {
            left: number.right
            right: parent.right
            leftMargin: Theme.s1
            rightMargin: Theme.s2
            baseline: number.baseline
        }
        text: root.note
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    Item {
        id: bars

        anchors {
            left: label.left
            right: parent.right
            bottom: before.top
            rightMargin: Theme.s3
            bottomMargin: 4 * Theme.dp
        }
        height: 16 * Theme.dp

        Rectangle {
            width: parent.width * root.shareThen
            height: 6 * Theme.dp
            radius: height / 2
            color: Theme.bars[1]
        }

        Rectangle {
            y: 9 * Theme.dp
            width: parent.width * root.shareNow
            height: 6 * Theme.dp
            radius: height / 2
            color: Theme.text
        }
    }

    Phrase {
        id: before

        anchors {
            left: label.left
            bottom: parent.bottom
            bottomMargin: 12 * Theme.dp
        }
        text: root.then
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    Phrase {
        anchors {
            right: bars.right
            baseline: before.baseline
        }
        text: root.growth
        font.pixelSize: Theme.smallest
    }
}
