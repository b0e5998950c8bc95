pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The connectors, 76 dp a row; whole rows only.
Item {
    id: root

    required property StationController station
    readonly property real pitch: Theme.touch + Theme.s1

    ListView {
        objectName: "station.connectors"
        width: parent.width
        height: Math.max(1, Math.floor((parent.height + Theme.s1) / root.pitch)) * root.pitch - Theme.s1
        spacing: Theme.s1
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.station.connectors
        delegate: ConnectorDelegate {
            width: ListView.view.width
            onPressed: root.station.choose(connector_id)
        }
    }
}
