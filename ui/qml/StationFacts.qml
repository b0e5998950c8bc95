pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Free places by power, the price now, the cost for this car, the day's prices.
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

    Item {
        width: parent.width
        height: 48 * Theme.dp

        Phrase {
            id: price

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            objectName: "station.price"
            text: root.station.price_text
            font.pixelSize: 36 * Theme.dp
            font.bold: true
        }

        Phrase {
            anchors {
                left: price.right
                leftMargin: Theme.s2
                right: parent.right
                baseline: price.baseline
            }
            objectName: "station.cost"
            horizontalAlignment: Text.AlignRight
            text: root.station.cost_text
            color: Theme.text2
        }
    }

    TariffBars {
        width: parent.width
        visible: root.station.bars.length > 0
        bars: root.station.bars
    }
}
