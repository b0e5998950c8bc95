import QtQuick

// One operator: how fresh its stations are, and what keeps them from being fresher.
Item {
    id: root

    required property string name
    required property string mark
    required property string colour
    required property string condition
    required property bool cut_off
    required property real share
    required property string updated
    required property string trouble
    required property string next_try
    required property string taken
    required property string aside

    height: 88 * Theme.dp

    Rectangle {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        width: 48 * Theme.dp
        height: 48 * Theme.dp
        radius: 12 * Theme.dp
        color: root.colour || Theme.tileHigh

        Phrase {
            anchors.centerIn: parent
            text: root.mark
            color: "#FFFFFF"
            font.pixelSize: Theme.smallest
        }
    }

    Column {
        id: said

        anchors {
            left: badge.right
            right: fresh.left
            leftMargin: Theme.s2
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }

        Phrase {
            width: parent.width
            text: root.name
        }

        Phrase {
            width: parent.width
            visible: text !== ""
            text: root.trouble || root.aside || root.next_try
            font.pixelSize: Theme.smallest
            color: root.trouble ? Theme.wait : Theme.text2
        }
    }

    Column {
        id: fresh

        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }

        Phrase {
            anchors.right: parent.right
            text: root.updated
            font.pixelSize: Theme.small
            color: root.condition === "failing" ? Theme.wait : Theme.text2
        }

        Phrase {
            anchors.right: parent.right
            visible: text !== ""
            text: root.taken
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }

    Rectangle {
        anchors {
            left: said.left
            bottom: parent.bottom
        }
        visible: root.condition === "fetching"
        width: (parent.width - said.x) * root.share
        height: 3 * Theme.dp
        radius: height / 2
        color: Theme.text2
    }
}
