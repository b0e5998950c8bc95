import QtQuick
import Chargedeck

// One line that concerns the whole glass; a tap takes it away.
Rectangle {
    id: root

    required property Glass glass

    objectName: "glass.notice"
    visible: root.glass.notice !== ""
    height: Theme.touch
    color: Theme.cardSolid
    Accessible.role: Accessible.Button
    Accessible.name: root.glass.notice
    Accessible.onPressAction: root.glass.dismiss_notice()

    Icon {
        id: mark

        anchors {
            left: parent.left
            leftMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        visible: root.glass.notice_grave
        name: "warning"
        size: 30 * Theme.dp
        color: Theme.wait
    }

    Phrase {
        id: line

        anchors {
            left: mark.visible ? mark.right : parent.left
            right: cross.left
            leftMargin: mark.visible ? Theme.s2 : 40 * Theme.dp
            rightMargin: Theme.s4
            verticalCenter: parent.verticalCenter
        }
        text: root.glass.notice
    }

    Icon {
        id: cross

        anchors {
            right: parent.right
            rightMargin: 48 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        name: "close"
        size: 36 * Theme.dp
    }

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.glass.dismiss_notice()
    }
}
