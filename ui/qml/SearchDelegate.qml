pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// One line of the search: a heading, a place, a station, or a sentence.
Item {
    id: root

    required property string key
    required property string role
    required property string icon
    required property string name
    required property string spoken
    required property string detail
    required property string distance
    required property string action
    required property string power
    required property string free
    required property string state_name
    required property string price
    required property string price_note
    required property string arrival
    required property bool warned
    required property bool dimmed
    readonly property bool found: root.role === "place" || root.role === "station"

    signal pressed
    signal acted

    height: root.role === "station" ? 152 * Theme.dp : root.role === "place" ? 92 * Theme.dp
        : root.role === "note" ? 240 * Theme.dp : root.action !== "" ? Theme.touch : 56 * Theme.dp

    // Only what a line needs is made: lines come and go with every key.
    Loader {
        anchors.fill: parent
        sourceComponent: root.found ? find : root.role === "note" ? note : head
    }

    Component {
        id: head

        SearchHead {
            icon: root.icon
            word: root.spoken
            action: root.action
            onActed: root.acted()
        }
    }

    Component {
        id: note

        Phrase {
            padding: Theme.s2
            text: root.spoken
            verticalAlignment: Text.AlignTop
            wrapMode: Text.Wrap
            color: Theme.text2
        }
    }

    Component {
        id: find

        Rectangle {
            objectName: "search.row_" + root.key
            radius: Theme.radiusTile
            color: tap.pressed && !root.dimmed ? Theme.tileHigh : Theme.tile
            Accessible.role: Accessible.ListItem
            Accessible.name: root.spoken
            Accessible.onPressAction: root.pressed()

            Loader {
                anchors.fill: parent
                sourceComponent: root.role === "station" ? station : place
            }

            TapHandler {
                id: tap

                gesturePolicy: TapHandler.ReleaseWithinBounds
                onTapped: root.pressed()
            }
        }
    }

    Component {
        id: place

        SearchPlace {
            icon: root.icon
            name: root.name
            detail: root.detail
            distance: root.distance
            dimmed: root.dimmed
        }
    }

    Component {
        id: station

        SearchStation {
            name: root.name
            operator: root.detail
            distance: root.distance
            power: root.power
            free: root.free
            state_name: root.state_name
            price: root.price
            price_note: root.price_note
            arrival: root.arrival
            warned: root.warned
        }
    }
}
