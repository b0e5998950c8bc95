import QtQuick
import Chargedeck

// Mark and name, operator and way, and how a charge starts here.
Column {
    id: root

    required property StationController station
    // Room for the buttons beside the name.
    property real margin: 0

    spacing: Theme.s1

    Item {
        width: parent.width - root.margin
        height: 60 * Theme.dp

        Rectangle {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            width: 52 * Theme.dp
            height: width
            radius: 14 * Theme.dp
            visible: root.station.mark !== ""
            color: root.station.mark_colour

            Phrase {
                anchors.centerIn: parent
                text: root.station.mark
                color: "#FFFFFF"
                font.bold: true
            }
        }

        Phrase {
            objectName: "station.name"
            anchors {
                left: mark.visible ? mark.right : parent.left
                leftMargin: mark.visible ? Theme.s2 : 0
                right: parent.right
            }
            height: parent.height
            text: root.station.name
            font.pixelSize: Theme.title
            font.bold: true
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.secondary
        }
    }

    Phrase {
        objectName: "station.summary"
        width: parent.width
        text: root.station.summary
        color: Theme.text2
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallest
    }

    WarningLine {
        objectName: "station.reach"
        width: parent.width
        sentence: root.station.reach_text
    }

    Item {
        width: parent.width
        height: way.height

        Icon {
            id: bolt

            y: 3 * Theme.dp
            name: root.station.plug_and_charge ? "bolt" : "plug"
            size: 30 * Theme.dp
        }

        Phrase {
            id: way

            objectName: "station.way"
            anchors {
                left: bolt.right
                leftMargin: 12 * Theme.dp
                right: parent.right
            }
            text: root.station.way_text
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
            maximumLineCount: 2
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
