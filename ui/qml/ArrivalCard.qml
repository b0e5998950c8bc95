import QtQuick
import Chargedeck

// The way to a station: when one is there and with how much, what is free, what to do there.
Card {
    id: root

    required property ArrivalController arrival
    property bool wide: false
    readonly property real inner: root.width - 2 * Theme.s4
    readonly property real part: root.wide ? (root.inner - Theme.s4) / 2 : root.inner

    height: content.height + 2 * Theme.s3

    Grid {
        id: content

        x: Theme.s4
        y: Theme.s3
        columns: root.wide ? 2 : 1
        columnSpacing: Theme.s4
        rowSpacing: Theme.s2

        ArrivalFacts {
            width: root.part
            arrival: root.arrival
        }

        ArrivalPlace {
            width: root.part
            arrival: root.arrival
        }
    }
}
