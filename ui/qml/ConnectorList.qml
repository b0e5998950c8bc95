pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The connectors, 76 dp a row; a row that is cut says that more follow.
Item {
    id: root

    required property StationController station
    // Whether there is an "All n" that shows the rest; without one a cut row says that more follow.
    property bool whole: false
    readonly property real pitch: Theme.touch + Theme.s1
    readonly property bool cut: !root.whole && list.count > Math.floor((height + Theme.s1) / root.pitch)
    // Rows in sight; what is left over goes between them.
    readonly property real fitting: Math.max(1, Math.floor((height + Theme.s1) / root.pitch - (root.cut ? 0.5 : 0)))
    readonly property real shown: root.fitting + (root.cut ? 0.5 : 0)
    readonly property real gaps: Math.ceil(root.shown) - 1
    readonly property real spare: root.gaps > 0 ? (height - root.shown * Theme.touch) / root.gaps : Theme.s1
    readonly property real gap: root.cut ? root.spare : Math.min(Theme.s2, root.spare)

    ListView {
        id: list

        objectName: "station.connectors"
        width: parent.width
        height: root.shown * Theme.touch + root.gaps * root.gap
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
