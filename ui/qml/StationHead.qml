import QtQuick
import Chargedeck

// Name, operator and way, and how a charge starts here.
Column {
    id: root

    required property StationController station

    spacing: Theme.s1

    Phrase {
        objectName: "station.name"
        width: parent.width - 64 * Theme.dp
        height: 60 * Theme.dp
        text: root.station.name
        font.pixelSize: Theme.title
        font.bold: true
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.secondary
    }

    Phrase {
        width: parent.width
        text: root.station.summary
        color: Theme.text2
    }

    Row {
        width: parent.width
        spacing: 12 * Theme.dp

        Icon {
            id: bolt

            anchors.verticalCenter: parent.verticalCenter
            name: root.station.plug_and_charge ? "bolt" : "plug"
            size: 30 * Theme.dp
        }

        Phrase {
            objectName: "station.way"
            width: parent.width - bolt.width - parent.spacing
            text: root.station.way_text
        }
    }

    // Whom an open list names must be named wherever its records are shown.
    Phrase {
        objectName: "station.source"
        width: parent.width
        visible: text !== ""
        text: root.station.source_text
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }
}
