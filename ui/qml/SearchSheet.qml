import QtQuick
import Chargedeck

// What was found, and what is near.
Card {
    id: root

    required property Glass glass
    property bool wide: false

    objectName: "search.sheet"
    clip: true
}
