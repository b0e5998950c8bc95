pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Pictures, what there is to say of the place, and what else there is.
Column {
    id: root

    required property StationPlace place

    spacing: Theme.s2

    ListView {
        width: parent.width
        height: 200 * Theme.dp
        visible: root.place.photo_count > 0
        orientation: ListView.Horizontal
        spacing: Theme.s2
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentWidth > width
        model: root.place.photos
        delegate: PhotoItem {
            id: photo

            required property string note
            required image

            width: 356 * Theme.dp
            height: ListView.view.height

            Phrase {
                anchors {
                    left: parent.left
                    right: parent.right
                    bottom: parent.bottom
                    margins: Theme.s1
                }
                visible: text !== ""
                text: photo.note
                font.pixelSize: Theme.smallest
                color: "#FFFFFF"
                style: Text.Outline
                styleColor: "#11181F"
            }
        }
    }

    Repeater {
        model: root.place.rows

        PlaceLine {
            width: root.width
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.s3

        Repeater {
            model: root.place.facilities

            Row {
                id: facility

                required property string icon
                required property string word

                spacing: 10 * Theme.dp

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: facility.icon
                    size: 32 * Theme.dp
                    color: Theme.text2
                }

                Phrase {
                    text: facility.word
                    font.pixelSize: Theme.small
                }
            }
        }
    }
}
