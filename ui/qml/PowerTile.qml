import QtQuick

// Free and all connectors of one power; where nobody tells what is free, an edge of dashes.
Rectangle {
    id: root

    required property string power
    required property string free
    required property int total
    required property string state_name

    radius: Theme.radiusTile
    color: Theme.tile

    DashedEdge {
        anchors.fill: parent
        visible: root.state_name === "unknown"
        radius: root.radius
    }

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
        color: Theme.stateColor(root.state_name)
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
