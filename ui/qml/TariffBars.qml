pragma ComponentBehavior: Bound
import QtQuick

// The day's prices, one bar an hour: grey by level, the present hour in the text colour.
Item {
    id: root

    required property var bars

    height: 122 * Theme.dp

    Row {
        id: row

        height: 86 * Theme.dp
        width: parent.width
        spacing: 4 * Theme.dp

        Repeater {
            model: root.bars

            Rectangle {
                required property var modelData

                anchors.bottom: parent?.bottom
                width: (row.width - 23 * row.spacing) / 24
                height: row.height * modelData.height
                radius: 4 * Theme.dp
                color: modelData.now ? Theme.text : Theme.bars[modelData.level]
            }
        }
    }

    Repeater {
        model: [
            { text: qsTr("0:00"), at: 0 },
            { text: qsTr("12:00"), at: 0.5 },
            { text: qsTr("24:00"), at: 1 }
        ]

        Phrase {
            required property var modelData

            x: (root.width - width) * modelData.at
            anchors.bottom: parent?.bottom
            text: modelData.text
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }
}
