import QtQuick
import Chargedeck

// The way into the search, above the left column.
Rectangle {
    id: root

    required property Glass glass

    objectName: "search.bar"
    height: 80 * Theme.dp
    radius: root.height / 2
    color: Theme.cardSolid
    border.width: Theme.hair
    border.color: Theme.line
}
