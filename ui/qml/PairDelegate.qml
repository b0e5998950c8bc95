import QtQuick

// One line of a list: a name, two bars, then and now in figures.
Item {
    id: root

    required property string key
    required property string name
    required property string now
    required property string growth
    required property string note
    required property real share_now
    required property real share_then
    required property string mark
    required property string colour
    property real nameWidth: 250 * Theme.dp

    height: 64 * Theme.dp

    Rectangle {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        visible: root.mark !== ""
        width: root.mark !== "" ? 44 * Theme.dp : 0
        height: 44 * Theme.dp
        radius: 12 * Theme.dp
        color: root.colour || "transparent"

        Phrase {
            anchors.centerIn: parent
            text: root.mark
            color: "#FFFFFF"
            font.pixelSize: Theme.smallest
        }
    }

    Phrase {
        id: label

        anchors {
            left: badge.right
            leftMargin: badge.visible ? Theme.s2 : 0
            verticalCenter: parent.verticalCenter
        }
        width: root.nameWidth - x
        text: root.name
    }

    Item {
        id: bars

        anchors {
            left: label.right
            right: numbers.left
            leftMargin: Theme.s2
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        height: 22 * Theme.dp

        Rectangle {
            width: Math.max(height, parent.width * root.share_then)
            height: 8 * Theme.dp
            radius: height / 2
            color: Theme.bars[1]
            visible: root.share_then > 0
        }

        Rectangle {
            y: 12 * Theme.dp
            width: Math.max(height, parent.width * root.share_now)
            height: 8 * Theme.dp
            radius: height / 2
            color: Theme.text
        }
    }

    Item {
        id: numbers

        anchors.right: parent.right
        width: 270 * Theme.dp
        height: parent.height

        Phrase {
            anchors {
                right: more.left
                rightMargin: Theme.s2
                verticalCenter: parent.verticalCenter
            }
            text: root.now
        }

        Phrase {
            id: more

            anchors {
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            width: 130 * Theme.dp
            horizontalAlignment: Text.AlignRight
            text: root.note || root.growth
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }
}
