import QtQuick

// A floating card; it keeps taps from what lies under it.
Rectangle {
    color: Theme.card
    radius: Theme.radiusCard
    border.width: Theme.hair
    border.color: Theme.line

    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onWheel: wheel => wheel.accepted = true
    }
}
