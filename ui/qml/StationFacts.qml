pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Free places by power, the ground lock, the price.
Column {
    id: root

    required property StationController station

    spacing: Theme.s2

    ListView {
        id: tiles

        readonly property real fitting: (width - (Math.min(3, count) - 1) * spacing) / Math.max(1, Math.min(3, count))

        width: parent.width
        height: 112 * Theme.dp
        orientation: ListView.Horizontal
        spacing: Theme.s2
        interactive: contentWidth > width
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: root.station.tiles
        delegate: PowerTile {
            width: tiles.fitting
            height: tiles.height
        }
    }

    StationLockRow {
        width: parent.width
        visible: root.station.lock.shown
        lock: root.station.lock
    }

    StationPrices {
        width: parent.width
        price: root.station.price
    }
}
