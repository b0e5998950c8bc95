import QtQuick

// A filter above the map; filled with the text colour when chosen.
Rectangle {
    id: root

    required property string key
    required property string word
    required property bool chosen

    signal pressed

    objectName: "map.chip_" + root.key
    height: 80 * Theme.dp
    width: label.implicitWidth + 60 * Theme.dp + (bolt.visible ? bolt.width + Theme.s1 : 0)
    radius: root.height / 2
    color: root.chosen ? Theme.text : Theme.card
    border.width: root.chosen ? 0 : Theme.hair
    border.color: Theme.line
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.word
    Accessible.checkable: true
    Accessible.checked: root.chosen
    Accessible.onPressAction: root.pressed()

    Row {
        anchors.centerIn: parent
        spacing: Theme.s1

        Icon {
            id: bolt

            visible: root.key === "plug_and_charge"
            anchors.verticalCenter: parent.verticalCenter
            name: "bolt"
            size: 28 * Theme.dp
            color: label.color
        }

        Phrase {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            text: root.word
            color: root.chosen ? Theme.inverse : Theme.text
        }
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
