import QtQuick
import Chargedeck

// The network in figures and pictures.
Rectangle {
    id: root

    required property Glass glass

    color: Theme.ground
}
