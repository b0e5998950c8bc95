import QtQuick

// One of the map's buttons.
Item {
    id: root

    required property string iconName
    required property string accessibleName
    property color ink: Theme.text

    signal pressed

    width: 108 * Theme.dp
    height: 100 * Theme.dp
    Accessible.role: Accessible.Button
    Accessible.name: root.accessibleName
    Accessible.onPressAction: root.pressed()

    Rectangle {
        anchors {
            fill: parent
            margins: Theme.s1
        }
        radius: Theme.radiusTile
        color: Theme.pressed
        visible: tap.pressed
    }

    Icon {
        anchors.centerIn: parent
        name: root.iconName
        color: root.ink
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
