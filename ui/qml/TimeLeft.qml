pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The time left in large numbers with small units, and the clock time of its end.
Item {
    id: root

    required property ChargeController charge
    readonly property real line: 138 * Theme.dp

    height: 170 * Theme.dp

    Row {
        id: parts

        spacing: Theme.s2

        Repeater {
            id: words

            model: root.charge.time_parts

            Phrase {
                required property int index
                required property string modelData
                readonly property bool isUnit: index % 2 === 1

                objectName: isUnit ? "charge.time_unit" : "charge.time_left"
                y: root.line - baselineOffset
                rightPadding: isUnit && index < words.count - 1 ? Theme.s1 : 0
                text: modelData
                font.pixelSize: isUnit ? 48 * Theme.dp : Theme.hero2
                font.bold: !isUnit
                color: isUnit || words.count === 1 ? Theme.text2 : Theme.text
            }
        }
    }

    Phrase {
        anchors {
            left: parts.right
            leftMargin: 72 * Theme.dp
            right: parent.right
        }
        y: root.line - baselineOffset
        text: root.charge.done_text
        font.pixelSize: 50 * Theme.dp
    }
}
