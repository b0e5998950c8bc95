import QtQuick

// An operator on the filter card: mark, name, and how much it would leave.
Rectangle {
    id: root

    required property string key
    required property string word
    required property string amount
    required property bool chosen
    required property bool empty
    required property string mark
    required property string colour

    signal pressed

    objectName: "filters." + root.key
    height: Theme.touch
    radius: Theme.radiusTile
    color: root.chosen ? Theme.text : tap.pressed ? Theme.tileHigh : root.empty ? "transparent" : Theme.tile
    border.width: root.empty && !root.chosen ? Theme.hair : 0
    border.color: Theme.line
    Accessible.role: Accessible.CheckBox
    Accessible.name: [root.word, root.amount].join(", ")
    Accessible.checkable: true
    Accessible.checked: root.chosen
    Accessible.onPressAction: root.pressed()

    Rectangle {
        id: disc

        anchors {
            left: parent.left
            leftMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        width: 48 * Theme.dp
        height: width
        radius: width / 2
        color: root.colour || Theme.track
        opacity: root.empty && !root.chosen ? 0.5 : 1

        Phrase {
            anchors.centerIn: parent
            text: root.mark
            color: "#FFFFFF"
            font.pixelSize: Theme.small
            font.bold: true
        }
    }

    Phrase {
        anchors {
            left: disc.right
            right: amount.left
            leftMargin: Theme.s2
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        text: root.word
        color: root.chosen ? Theme.inverse : root.empty ? Theme.text2 : Theme.text
        font.bold: root.chosen
    }

    Phrase {
        id: amount

        anchors {
            right: parent.right
            rightMargin: 20 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        text: root.amount
        font.pixelSize: Theme.smallest
        color: root.chosen ? Theme.inverse : Theme.text2
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
