pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The way to the filter card, then kept and quick filters in a row that scrolls.
Item {
    id: root

    required property Glass glass
    readonly property FilterController filters: root.glass.filters
    // What of its width is covered.
    readonly property real covered: row.x + Math.min(row.width, row.contentWidth)

    height: 80 * Theme.dp

    Chip {
        id: entry

        objectName: "map.filters"
        key: "filters"
        word: qsTr("Filters")
        amount: root.filters.active > 0 ? root.filters.active : ""
        icon: "filter"
        empty: false
        chosen: root.filters.active > 0
        Accessible.role: Accessible.Button
        onPressed: root.glass.column.toggle("filters")
    }

    ListView {
        id: row

        objectName: "map.chips"
        anchors {
            left: entry.right
            right: parent.right
            top: parent.top
            bottom: parent.bottom
            leftMargin: Theme.s2
        }
        clip: true
        orientation: ListView.Horizontal
        spacing: Theme.s2
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentWidth > width
        model: root.filters.chips
        delegate: Chip {
            onPressed: root.filters.press_chip(key)
            onHeld: {
                root.filters.hold_chip(key);
                if (root.filters.naming)
                    root.glass.column.open("filters");
            }
        }
    }
}
