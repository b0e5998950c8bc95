pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// What stands below the head of a station's card: price, a few connectors, the place; or all
// connectors, 76 dp a row.
Item {
    id: root

    required property StationController station
    // Whether price and lock stand above the connectors; on a sheet they have a column of their own.
    property bool headed: true

    Flickable {
        id: overview

        objectName: "station.overview"
        anchors.fill: parent
        visible: !root.station.whole
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: column.height
        // The software renderer draws a shape that a clip hides whole as if there were no clip.
        layer.enabled: true
        onContentHeightChanged: overview.showEnd()

        // What is being reported stays in sight while reasons and answer come and go.
        function showEnd() {
            if (root.station.fault.choosing || root.station.fault.answer !== "")
                overview.contentY = Math.max(0, overview.contentHeight - overview.height);
            else
                overview.returnToBounds();
        }

        Column {
            id: column

            width: parent.width
            spacing: Theme.s2

            StationFacts {
                width: parent.width
                visible: root.headed
                station: root.station
            }

            Column {
                width: parent.width
                spacing: Theme.s1

                Repeater {
                    model: root.station.whole ? null : root.station.connectors
                    delegate: ConnectorDelegate {
                        width: overview.width
                        onPressed: root.station.choose(connector_id)
                    }
                }
            }

            StationPlaceList {
                width: parent.width
                place: root.station.place
            }

            StationReport {
                width: parent.width
                onHeightChanged: overview.showEnd()
                fault: root.station.fault
                connectorName: root.station.connector_name
            }
        }
    }

    // More follows below.
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 44 * Theme.dp
        visible: overview.visible && !overview.atYEnd && overview.contentHeight > overview.height
        gradient: Gradient {
            GradientStop {
                position: 0
                color: "transparent"
            }
            GradientStop {
                position: 0.7
                color: Theme.cardSolid
            }
        }

        Icon {
            anchors {
                horizontalCenter: parent.horizontalCenter
                bottom: parent.bottom
            }
            name: "unfold"
            size: 26 * Theme.dp
            color: Theme.text2
        }
    }

    ListView {
        objectName: "station.connectors"
        anchors.fill: parent
        visible: root.station.whole
        clip: true
        spacing: Theme.s1
        boundsBehavior: Flickable.StopAtBounds
        model: root.station.whole ? root.station.connectors : null
        delegate: ConnectorDelegate {
            width: ListView.view.width
            onPressed: root.station.choose(connector_id)
        }
    }

    Connections {
        target: root.station

        function onShownAnew() {
            overview.contentY = 0;
        }
    }
}
