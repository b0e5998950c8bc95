pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// What to do on arrival, and the ends of the guidance.
Column {
    id: root

    required property ArrivalController arrival

    spacing: Theme.s2

    Repeater {
        model: root.arrival.rows

        PlaceLine {
            width: root.width
        }
    }

    Phrase {
        width: parent.width
        text: qsTr("Schematic route, not turn-by-turn")
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    Row {
        width: parent.width
        spacing: Theme.s2

        GlassButton {
            objectName: "arrival.end"
            width: (parent.width - parent.spacing) / 2
            textSize: Theme.secondary
            text: qsTr("End route")
            onPressed: root.arrival.end()
        }

        GlassButton {
            objectName: "arrival.station"
            width: (parent.width - parent.spacing) / 2
            textSize: Theme.secondary
            text: qsTr("Show station")
            onPressed: root.arrival.open_station()
        }
    }
}
