import QtQuick
import Chargedeck

// Which way is up, zoom in, zoom out, find the car and stay with it.
Card {
    id: root

    required property ChargerMap view

    width: 108 * Theme.dp
    height: column.height
    // No number of the map may read as one of the buttons.
    color: Theme.cardSolid

    Column {
        id: column

        MapButton {
            objectName: "map.compass"
            accessibleName: root.view.headingUp ? qsTr("Turn north up") : qsTr("Turn the way ahead up")
            chosen: root.view.headingUp
            onPressed: root.view.turn()

            Item {
                anchors.centerIn: parent
                width: 60 * Theme.dp
                height: width
                rotation: -root.view.turnDeg

                Icon {
                    name: "north"
                    size: parent.width
                    color: root.view.headingUp ? Theme.inverse : Theme.text
                }

                Icon {
                    name: "south"
                    size: parent.width
                    color: Theme.text2
                    opacity: 0.6
                }
            }
        }

        MapButton {
            objectName: "map.zoom_in"
            accessibleName: qsTr("Zoom in")
            iconName: "plus"
            onPressed: root.view.zoomIn()
        }

        MapButton {
            objectName: "map.zoom_out"
            accessibleName: qsTr("Zoom out")
            iconName: "minus"
            onPressed: root.view.zoomOut()
        }

        MapButton {
            objectName: "map.locate"
            accessibleName: root.view.following ? qsTr("The map stays with the car") : qsTr("Go to the car")
            iconName: "locate"
            ink: root.view.carKnown ? Theme.info : Theme.text2
            fill: root.view.carKnown ? Theme.info : Theme.text2
            chosen: root.view.following
            onPressed: root.view.recentre()
        }
    }
}
