import QtQuick
import Chargedeck

// How the ground lock of the chosen bay stands, and the button that lowers it.
Rectangle {
    id: root

    required property StationLock lock

    objectName: "station.lock_row"
    height: Math.max(Theme.touch, word.implicitHeight + Theme.s2)
    radius: Theme.radiusTile
    color: Theme.tile

    StateMark {
        id: mark

        anchors {
            left: parent.left
            leftMargin: 20 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        state_name: root.lock.state_name
    }

    Phrase {
        id: word

        objectName: "station.lock_word"
        anchors {
            left: mark.right
            leftMargin: Theme.s2
            right: lower.visible ? lower.left : parent.right
            rightMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        text: root.lock.word
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        maximumLineCount: 4
    }

    GlassButton {
        id: lower

        objectName: "station.lower_lock"
        anchors.right: parent.right
        anchors.rightMargin: Theme.s1
        visible: root.lock.can_lower
        enabled: !root.lock.moving
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.touch
        textSize: Theme.secondary
        iconName: "lock"
        text: qsTr("Lower")
        onPressed: root.lock.lower()
    }
}
