import QtQuick

// Free and all connectors of one power.
Rectangle {
    id: root

    required property string power
    required property int free
    required property int total

    radius: Theme.radiusTile
    color: Theme.tile

    Phrase {
        id: label

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 20 * Theme.dp
            topMargin: 8 * Theme.dp
        }
        text: root.power
        font.pixelSize: Theme.small
        color: Theme.text2
    }

    Phrase {
        id: free

        anchors {
            left: label.left
            bottom: parent.bottom
            bottomMargin: 2 * Theme.dp
        }
        text: root.free
        font.pixelSize: 44 * Theme.dp
        font.bold: true
        color: root.free > 0 ? Theme.energy : Theme.wait
    }

    Phrase {
        anchors {
            left: free.right
            leftMargin: Theme.s1
            baseline: free.baseline
        }
        text: "/ " + root.total
        color: Theme.text2
    }
}
