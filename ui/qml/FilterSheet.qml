import QtQuick
import Chargedeck

// Every way to narrow the map.
Card {
    id: root

    required property Glass glass
    property bool wide: false

    objectName: "filters.sheet"
    clip: true
}
