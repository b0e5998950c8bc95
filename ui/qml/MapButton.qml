import QtQuick

// One of the map's buttons. `chosen` says that what it stands for goes on now.
Item {
    id: root

    required property string accessibleName
    property string iconName: ""
    property color ink: Theme.text
    property color fill: Theme.text
    property bool chosen: false
    default property alias content: face.data

    signal pressed

    width: 108 * Theme.dp
    height: 100 * Theme.dp
    Accessible.role: Accessible.Button
    Accessible.name: root.accessibleName
    Accessible.checked: root.chosen
    Accessible.onPressAction: root.pressed()

    Rectangle {
        anchors {
            fill: parent
            margins: Theme.s1
        }
        radius: Theme.radiusTile
        color: root.fill
        visible: root.chosen
    }

    Rectangle {
        anchors {
            fill: parent
            margins: Theme.s1
        }
        radius: Theme.radiusTile
        color: Theme.pressed
        visible: tap.pressed
    }

    Item {
        id: face

        anchors.centerIn: parent
        width: 40 * Theme.dp
        height: width
    }

    Icon {
        anchors.centerIn: parent
        name: root.iconName
        visible: root.iconName !== ""
        color: root.chosen ? Theme.inverse : root.ink
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
