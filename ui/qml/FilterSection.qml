pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Choices of one kind under their title.
Column {
    id: root

    required property string title
    required property string note
    required property int across
    required property RowsModel tiles
    property bool wide: false
    readonly property int columns: root.wide && root.across === 1 ? 3 : root.across
    readonly property real tileWidth: (root.width - (root.columns - 1) * Theme.s1) / root.columns

    signal picked(key: string)

    spacing: 12 * Theme.dp

    Item {
        width: root.width
        height: 40 * Theme.dp

        Phrase {
            id: title

            anchors.verticalCenter: parent.verticalCenter
            text: root.title
            font.bold: true
        }

        Phrase {
            anchors {
                left: title.right
                right: parent.right
                leftMargin: Theme.s2
                baseline: title.baseline
            }
            horizontalAlignment: Text.AlignRight
            text: root.note
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }

    Grid {
        columns: root.columns
        spacing: Theme.s1

        Repeater {
            model: root.tiles
            delegate: root.across === 1 ? operator : tile
        }
    }

    Component {
        id: tile

        FilterTile {
            width: root.tileWidth
            onPressed: root.picked(key)
        }
    }

    Component {
        id: operator

        FilterOperator {
            width: root.tileWidth
            onPressed: root.picked(key)
        }
    }
}
