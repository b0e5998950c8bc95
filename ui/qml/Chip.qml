import QtQuick

// A filter above the map; filled with the text colour when chosen, dim when it would leave nothing.
Rectangle {
    id: root

    required property string key
    required property string word
    required property string amount
    required property bool chosen
    required property bool empty
    required property string icon

    signal pressed
    signal held

    objectName: "map.chip_" + root.key
    height: 80 * Theme.dp
    width: content.implicitWidth + 56 * Theme.dp
    radius: root.height / 2
    color: root.chosen ? Theme.text : Theme.cardSolid
    border.width: root.chosen ? 0 : Theme.hair
    border.color: Theme.line
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.word
    Accessible.checkable: true
    Accessible.checked: root.chosen
    Accessible.onPressAction: root.pressed()

    Rectangle {
        anchors.fill: parent
        radius: root.radius
        color: Theme.pressed
        visible: tap.pressed
    }

    Row {
        id: content

        anchors.centerIn: parent
        spacing: 12 * Theme.dp

        Icon {
            visible: root.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: root.icon || "filter"
            size: 28 * Theme.dp
            color: label.color
        }

        Phrase {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            text: root.word
            color: root.chosen ? Theme.inverse : root.empty ? Theme.text2 : Theme.text
        }

        Phrase {
            visible: root.amount !== ""
            anchors.baseline: label.baseline
            text: root.amount
            font.pixelSize: Theme.smallest
            color: root.chosen ? Theme.inverse : Theme.text2
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
        onLongPressed: root.held()
    }
}
