pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The connectors, 76 dp a row; whole rows only.
Item {
    id: root

    required property StationController station
    readonly property real fitting: Math.max(1, Math.floor((height + Theme.s1) / (Theme.touch + Theme.s1)))
    // What is left over goes between the rows.
    readonly property real gap: root.fitting > 1 ? Math.min(Theme.s2, (height - root.fitting * Theme.touch) / (root.fitting - 1)) : Theme.s1

    ListView {
        objectName: "station.connectors"
        width: parent.width
        height: root.fitting * (Theme.touch + root.gap) - root.gap
        spacing: root.gap
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: root.station.chosen_index
        highlightMoveDuration: Theme.quick
        model: root.station.connectors
        delegate: ConnectorDelegate {
            width: ListView.view.width
            onPressed: root.station.choose(connector_id)
        }
    }
}
