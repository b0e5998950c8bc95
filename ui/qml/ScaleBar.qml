import QtQuick
import Chargedeck

// How long a stretch of the map is on the ground.
Item {
    id: root

    required property ChargerMap view

    width: 210 * Theme.dp
    height: 44 * Theme.dp
    Accessible.role: Accessible.StaticText
    Accessible.name: root.view.scaleText

    Text {
        anchors {
            left: parent.left
            leftMargin: Theme.s1
            bottom: bar.top
        }
        text: root.view.scaleText
        color: Theme.text2
        style: Text.Outline
        styleColor: Theme.land
        font {
            family: Theme.family
            pixelSize: Theme.smallest
            features: Theme.features
        }
    }

    Rectangle {
        id: bar

        anchors {
            left: parent.left
            bottom: parent.bottom
        }
        width: root.view.scaleLength
        height: 4 * Theme.dp
        color: Theme.text2
        border.width: Theme.hair
        border.color: Theme.land
    }

    component End: Rectangle {
        anchors.bottom: parent?.bottom
        width: 4 * Theme.dp
        height: 12 * Theme.dp
        color: Theme.text2
    }

    End {}

    End {
        x: bar.width - width
    }
}
