import QtQuick

// One page in the dock: icon and word.
Rectangle {
    id: root

    required property string word
    required property string iconName
    property bool chosen: false
    readonly property color ink: root.chosen ? Theme.text : Theme.text2

    signal pressed

    width: 160 * Theme.dp
    height: 100 * Theme.dp
    radius: Theme.radiusTile
    color: root.chosen ? Theme.tileHigh : tap.pressed ? Theme.tile : "transparent"
    opacity: root.enabled ? 1 : 0.38
    Accessible.role: Accessible.PageTab
    Accessible.name: root.word
    Accessible.selected: root.chosen
    Accessible.onPressAction: root.pressed()

    Icon {
        id: icon

        anchors {
            horizontalCenter: parent.horizontalCenter
            top: parent.top
            topMargin: 12 * Theme.dp
        }
        name: root.iconName
        color: root.ink
    }

    Phrase {
        anchors {
            left: parent.left
            right: parent.right
            top: icon.bottom
            bottom: parent.bottom
            bottomMargin: 4 * Theme.dp
        }
        horizontalAlignment: Text.AlignHCenter
        text: root.word
        font.pixelSize: Theme.small
        color: root.ink
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
