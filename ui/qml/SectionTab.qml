import QtQuick

// One of a few lists that share a place; filled with the text colour when it is shown.
Rectangle {
    id: root

    required property string text
    required property bool chosen

    signal pressed

    height: Theme.touch
    radius: root.height / 2
    color: root.chosen ? Theme.text : Theme.tile
    Accessible.role: Accessible.PageTab
    Accessible.name: root.text
    Accessible.selected: root.chosen
    Accessible.onPressAction: root.pressed()

    Phrase {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - Theme.s2)
        text: root.text
        font.pixelSize: Theme.small
        color: root.chosen ? Theme.inverse : Theme.text
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
