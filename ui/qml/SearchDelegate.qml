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
    readonly property bool found: root.role === "place" || root.role === "station"

    signal pressed
    signal acted

    height: root.role === "station" ? 152 * Theme.dp : root.role === "place" ? 92 * Theme.dp
        : root.role === "note" ? sentence.height + 2 * Theme.s3 : root.action !== "" ? Theme.touch : 56 * Theme.dp

    Row {
        visible: root.role === "head"
        anchors {
            left: parent.left
            leftMargin: Theme.s1
            verticalCenter: parent.verticalCenter
        }
        spacing: 12 * Theme.dp

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.icon
            size: 28 * Theme.dp
            color: Theme.text2
        }

        Phrase {
            text: root.spoken
            font.pixelSize: Theme.small
            color: Theme.text2
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
    }

    GlassButton {
        objectName: "search.clear_recent"
        visible: root.action !== ""
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        width: 180 * Theme.dp
        height: Theme.touch
        kind: "bare"
        textSize: Theme.small
        text: root.action
        onPressed: root.acted()
    }

    Phrase {
        id: sentence

        visible: root.role === "note"
        anchors {
            left: parent.left
            right: parent.right
            margins: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        text: root.role === "note" ? root.spoken : ""
        wrapMode: Text.Wrap
        color: Theme.text2
    }

    Rectangle {
        objectName: "search.row_" + root.key
        anchors.fill: parent
        visible: root.found
        radius: Theme.radiusTile
        color: tap.pressed ? Theme.tileHigh : Theme.tile
        Accessible.role: Accessible.ListItem
        Accessible.name: root.spoken
        Accessible.onPressAction: root.pressed()

        SearchPlace {
            anchors.fill: parent
            visible: root.role === "place"
            icon: root.icon
            name: root.name
            detail: root.detail
            distance: root.distance
        }

        SearchStation {
            anchors.fill: parent
            visible: root.role === "station"
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

        TapHandler {
            id: tap

            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: root.pressed()
        }
    }
}
