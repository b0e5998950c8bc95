import QtQuick
import Chargedeck

// One line that concerns the whole glass; a tap takes it away.
Rectangle {
    id: root

    required property Glass glass

    objectName: "glass.notice"
    visible: root.glass.notice !== ""
    implicitWidth: line.implicitWidth + 3 * Theme.s4 + mark.width
    height: Theme.touch
    radius: root.height / 2
    color: Theme.cardSolid
    border.width: Theme.hair
    border.color: Theme.wait
    Accessible.role: Accessible.Button
    Accessible.name: root.glass.notice
    Accessible.onPressAction: root.glass.dismiss_notice()

    Icon {
        id: mark

        anchors {
            left: parent.left
            leftMargin: Theme.s4
            verticalCenter: parent.verticalCenter
        }
        name: "warning"
        size: 30 * Theme.dp
        color: Theme.wait
    }

    Phrase {
        id: line

        anchors {
            left: mark.right
            right: parent.right
            leftMargin: Theme.s2
            rightMargin: Theme.s4
            verticalCenter: parent.verticalCenter
        }
        text: root.glass.notice
        font.pixelSize: Theme.small
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.glass.dismiss_notice()
    }
}
