pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The map under search, chips, map buttons and the left column's card.
Item {
    id: root

    required property Glass glass
    readonly property bool carded: root.glass.column.shown !== ""
    readonly property real sheetHeight: 664 * Theme.dp

    ChargerMap {
        id: map

        objectName: "map.map"
        anchors.fill: parent
        focus: true
        feed: root.glass.map.feed
        theme: Theme.name
        language: root.glass.settings.language
        dp: Theme.dp
        online: root.glass.online
        selectedRow: root.glass.map.selected_row
        goalRow: root.glass.map.goal_row
        carLat: root.glass.car.latitude
        carLon: root.glass.car.longitude
        carHeading: root.glass.car.heading
        carKnown: root.glass.car.position_known
        carSeen: root.glass.car.position_seen
        route: root.glass.station.arrival.line
        leftInset: root.carded && !Theme.narrow ? Theme.column + Theme.s4 : 0
        bottomInset: root.carded && Theme.narrow ? root.sheetHeight + Theme.s3 : 0
        // The dock begins below.
        chrome: [
            Qt.rect(search.x, search.y, search.width, search.height),
            Qt.rect(buttons.x, buttons.y, buttons.visible ? buttons.width : 0, buttons.height),
            Qt.rect(scale.x, scale.y, scale.visible ? scale.width : 0, scale.height),
            Qt.rect(chips.x, chips.y, chips.covered, chips.height),
            Qt.rect(cards.x, cards.y, root.carded ? cards.width : 0, cards.height),
            Qt.rect(keyboard.x, keyboard.y, keyboard.visible ? keyboard.width : 0, keyboard.height),
            Qt.rect(0, root.height, root.width, root.height)
        ]
        onStationTapped: row => root.glass.map.tap(row)
        onGroundTapped: root.glass.station.close()
    }

    Connections {
        target: root.glass.station

        function onRouteWanted(lat: real, lon: real, zoom: real) {
            map.flyTo(lat, lon, zoom);
        }
    }

    Connections {
        target: root.glass.search

        function onPlaceWanted(lat: real, lon: real, zoom: real) {
            map.flyTo(lat, lon, zoom);
        }
    }

    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged() {
            map.takeKeys();
        }
    }

    SearchBar {
        id: search

        anchors {
            left: parent.left
            top: parent.top
            leftMargin: Theme.s4
            topMargin: Theme.s4
        }
        width: Theme.narrow ? root.width - 2 * Theme.s4 : Theme.column
        glass: root.glass
    }

    Binding {
        target: root.glass.filters
        property: "view"
        value: map.seen
    }

    FilterChips {
        id: chips

        anchors {
            left: Theme.narrow ? parent.left : search.right
            right: parent.right
            top: Theme.narrow ? search.bottom : parent.top
            leftMargin: Theme.narrow ? Theme.s4 : Theme.s2
            topMargin: Theme.narrow ? Theme.s2 : Theme.s4
        }
        glass: root.glass
    }

    MapCredit {
        anchors {
            right: parent.right
            bottom: parent.bottom
            rightMargin: 2 * Theme.s4 + 108 * Theme.dp
            bottomMargin: Theme.s1 + (root.carded && Theme.narrow ? root.sheetHeight + Theme.s3 : 0)
        }
        credit: root.glass.online.attribution
        widest: root.width / 3
    }

    MapButtons {
        id: buttons

        view: map
        anchors {
            right: parent.right
            bottom: parent.bottom
            rightMargin: Theme.s4
            bottomMargin: Theme.s3 + (root.carded && Theme.narrow ? root.sheetHeight + Theme.s3 : 0)
        }
        // On a low glass a sheet leaves them no place.
        visible: !Theme.narrow || y >= chips.y + chips.height
    }

    MapNote {
        objectName: "map.car_note"
        anchors {
            right: buttons.left
            bottom: buttons.bottom
            rightMargin: Theme.s2
        }
        sentence: root.glass.car.position_note
    }

    ScaleBar {
        id: scale

        objectName: "map.scale"
        visible: Theme.narrow || !root.glass.search.keyboard_shown
        view: map
        anchors {
            left: parent.left
            leftMargin: Theme.s4 + (root.carded && !Theme.narrow ? Theme.column + Theme.s3 : 0)
            bottom: buttons.bottom
            bottomMargin: Theme.s1
        }
    }

    ColumnCards {
        id: cards

        anchors {
            left: parent.left
            bottom: parent.bottom
            leftMargin: Theme.s4
            bottomMargin: Theme.s3
        }
        width: search.width
        height: Theme.narrow ? root.sheetHeight : root.height - search.height - Theme.s4 - Theme.s2 - Theme.s3
        wide: Theme.narrow
        glass: root.glass
    }

    Keyboard {
        id: keyboard

        x: Theme.narrow ? cards.x + cards.width - width - Theme.s2 : cards.x + cards.width + Theme.s3
        y: cards.y + cards.height - height - (Theme.narrow ? Theme.s2 : 0)
        width: Theme.narrow ? cards.width / 2 - Theme.s2 : 1020 * Theme.dp
        visible: root.glass.search.keyboard_shown
        onTyped: sign => root.glass.search.press(sign)
        onErased: root.glass.search.erase()
        onEntered: root.glass.search.pick_first()
        onHidden: root.glass.search.show_keyboard(false)
    }
}
