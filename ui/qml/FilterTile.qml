import QtQuick

// A choice on the filter card: its word, and under it how much it would leave.
Rectangle {
    id: root

    required property string key
    required property string word
    required property string amount
    required property bool chosen
    required property bool empty
    required property bool bolt

    signal pressed

    objectName: "filters." + root.key
    height: 88 * Theme.dp
    radius: Theme.radiusTile
    color: root.chosen ? Theme.text : tap.pressed ? Theme.tileHigh : root.empty ? "transparent" : Theme.tile
    border.width: root.empty && !root.chosen ? Theme.hair : 0
    border.color: Theme.line
    Accessible.role: Accessible.CheckBox
    Accessible.name: [root.word, root.amount].join(", ")
    Accessible.checkable: true
    Accessible.checked: root.chosen
    Accessible.onPressAction: root.pressed()

    Column {
        anchors.centerIn: parent
        spacing: 2 * Theme.dp

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.s1

            Icon {
                visible: root.bolt
                anchors.verticalCenter: parent.verticalCenter
                name: "bolt"
                size: 24 * Theme.dp
                color: label.color
            }

            Phrase {
                id: label

                text: root.word
                color: root.chosen ? Theme.inverse : root.empty ? Theme.text2 : Theme.text
                font.pixelSize: Theme.small
                font.bold: root.chosen
            }
        }

        Phrase {
            anchors.horizontalCenter: parent.horizontalCenter
            text: root.amount || " "
            font.pixelSize: Theme.smallest
            color: root.chosen ? Theme.inverse : Theme.text2
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
