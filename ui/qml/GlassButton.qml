import QtQuick

// A pill to press. `kind` is plain, main, stop, quiet (outlined) or bare.
Rectangle {
    id: root

    property string kind: "plain"
    property string text: ""
    property string iconName: ""
    property string accessibleName: root.text
    property real textSize: Theme.primary
    // Air beside the text.
    property real padding: 40 * Theme.dp
    readonly property color ink: root.kind === "main" ? Theme.inverse : root.kind === "stop" ? Theme.stop : Theme.text

    signal pressed

    implicitHeight: Theme.button
    implicitWidth: Math.max(root.height, content.implicitWidth + 2 * (root.text ? root.padding : 0))
    radius: root.height / 2
    opacity: root.enabled ? 1 : 0.45
    color: root.kind === "main" ? Theme.text : root.kind === "stop" ? Theme.stopFill : root.kind === "quiet" || root.kind === "bare" ? "transparent" : Theme.tile
    border.width: root.kind === "stop" ? 2 * Theme.dp : root.kind === "quiet" ? Theme.hair : 0
    border.color: root.kind === "stop" ? Theme.stop : Theme.line
    Accessible.role: Accessible.Button
    Accessible.name: root.accessibleName
    Accessible.onPressAction: root.pressed()

    Rectangle {
        anchors.fill: parent
        radius: root.radius
        color: Theme.pressed
        visible: tap.pressed
    }

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.s2

        Icon {
            visible: root.iconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName || "plus"
            size: 34 * Theme.dp
            color: root.ink
        }

        Phrase {
            visible: root.text !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width > 0 ? root.width - (root.iconName ? 98 : 48) * Theme.dp : implicitWidth)
            text: root.text
            color: root.ink
            font.pixelSize: root.textSize
            font.bold: root.kind === "main" || root.kind === "stop"
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
