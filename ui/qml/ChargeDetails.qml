pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Figures and the standards' terms, for the engineer; a stale one is grey.
Grid {
    id: root

    required property Glass glass
    readonly property real cellWidth: (root.width - (root.columns - 1) * root.spacing) / root.columns

    columns: 4
    spacing: 12 * Theme.dp

    Repeater {
        model: root.glass.charge.details

        Rectangle {
            id: cell

            required property var modelData

            width: root.cellWidth
            height: 106 * Theme.dp
            radius: Theme.radiusTile
            color: cell.modelData.is_stale ? "transparent" : Theme.tile
            border.width: cell.modelData.is_stale ? Theme.hair : 0
            border.color: Theme.line

            Phrase {
                x: Theme.s2
                y: 10 * Theme.dp
                width: parent.width - 2 * x
                text: cell.modelData.name
                font.pixelSize: Theme.smallest
                color: Theme.text2
            }

            Phrase {
                x: Theme.s2
                anchors.bottom: parent.bottom
                anchors.bottomMargin: 8 * Theme.dp
                width: parent.width - 2 * x
                text: cell.modelData.value
                font.pixelSize: 34 * Theme.dp
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.smallest
                color: cell.modelData.is_stale ? Theme.text2 : Theme.text
            }
        }
    }
}
