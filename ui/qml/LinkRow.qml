import QtQuick

// A row that leads to another page.
Rectangle {
    id: root

    required property string name
    required property string value

    signal pressed

    height: 140 * Theme.dp
    radius: Theme.radiusCard
    color: tap.pressed ? Theme.tileHigh : Theme.card
    border.width: Theme.hair
    border.color: Theme.line
    Accessible.role: Accessible.Button
    Accessible.name: root.name
    Accessible.onPressAction: root.pressed()

    Phrase {
        id: label

        anchors {
            left: parent.left
            leftMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        text: root.name
        font.pixelSize: 36 * Theme.dp
    }

    Phrase {
        anchors {
            left: label.right
            leftMargin: Theme.s4
            right: arrow.left
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        horizontalAlignment: Text.AlignRight
        text: root.value
        color: Theme.text2
    }

    Icon {
        id: arrow

        anchors {
            right: parent.right
            rightMargin: Theme.s4
            verticalCenter: parent.verticalCenter
        }
        name: "forward"
        size: 36 * Theme.dp
        color: Theme.text2
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
