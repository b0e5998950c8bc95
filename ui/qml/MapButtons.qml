import QtQuick

// Zoom in, zoom out, find the car.
Card {
    id: root

    signal zoomInPressed
    signal zoomOutPressed
    signal locatePressed

    width: 108 * Theme.dp
    height: 3 * 100 * Theme.dp
    // No number of the map may read as one of the buttons.
    color: Theme.cardSolid

    Column {
        anchors.fill: parent

        MapButton {
            objectName: "map.zoom_in"
            accessibleName: qsTr("Zoom in")
            iconName: "plus"
            onPressed: root.zoomInPressed()
        }

        MapButton {
            objectName: "map.zoom_out"
            accessibleName: qsTr("Zoom out")
            iconName: "minus"
            onPressed: root.zoomOutPressed()
        }

        MapButton {
            objectName: "map.locate"
            accessibleName: qsTr("Go to the car")
            iconName: "locate"
            ink: Theme.info
            onPressed: root.locatePressed()
        }
    }
}
