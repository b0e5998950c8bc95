import QtQuick
import Chargedeck

// One card at a time below the search; a sheet at the bottom of a narrow glass.
Item {
    id: root

    required property Glass glass
    property bool wide: false

    component Fading: NumberAnimation {
        duration: Theme.quick
        easing.type: Easing.OutQuad
    }

    StationCard {
        objectName: "station.card"
        anchors.fill: parent
        wide: root.wide
        glass: root.glass
        opacity: root.glass.column.shown === "station" ? 1 : 0
        visible: opacity > 0

        Behavior on opacity {
            Fading {}
        }
    }

    ArrivalCard {
        objectName: "arrival.card"
        y: root.wide ? root.height - height : 0
        width: root.width
        wide: root.wide
        arrival: root.glass.station.arrival
        opacity: root.glass.column.shown === "arrival" ? 1 : 0
        visible: opacity > 0

        Behavior on opacity {
            Fading {}
        }
    }

    SearchSheet {
        anchors.fill: parent
        wide: root.wide
        glass: root.glass
        opacity: root.glass.column.shown === "search" ? 1 : 0
        visible: opacity > 0

        Behavior on opacity {
            Fading {}
        }
    }

    FilterSheet {
        anchors.fill: parent
        wide: root.wide
        glass: root.glass
        opacity: root.glass.column.shown === "filters" ? 1 : 0
        visible: opacity > 0

        Behavior on opacity {
            Fading {}
        }
    }
}
