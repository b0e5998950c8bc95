import QtQuick

// One part of a receipt, its price, or a line of the same sum by time under its heading.
Item {
    id: root

    required property string name
    required property string amount
    required property string cost
    // part, price, heading or period; the periods repeat what the parts above them sum up.
    required property string kind
    readonly property bool heading: root.kind === "heading"
    readonly property bool period: root.kind === "period"

    height: (root.heading ? 84 : root.period ? 44 : 56) * Theme.dp

    Rectangle {
        width: parent.width
        height: Theme.hair
        visible: !root.heading && !root.period
        color: Theme.line
    }

    Phrase {
        id: label

        anchors {
            left: parent.left
            leftMargin: root.period ? Theme.s3 : 0
            bottom: parent.bottom
            bottomMargin: root.heading ? Theme.s1 : (parent.height - height) / 2
        }
        text: root.name
        font.pixelSize: root.heading || root.period ? Theme.smallest : Theme.secondary
        font.bold: root.heading
        color: root.kind === "part" ? Theme.text : Theme.text2
    }

    Phrase {
        anchors {
            right: cost.left
            rightMargin: Theme.s3
            verticalCenter: parent.verticalCenter
        }
        text: root.amount
        font.pixelSize: label.font.pixelSize
        color: Theme.text2
    }

    Phrase {
        id: cost

        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        width: Math.max(190 * Theme.dp, implicitWidth)
        horizontalAlignment: Text.AlignRight
        text: root.cost
        font.pixelSize: label.font.pixelSize
        color: root.kind === "part" ? Theme.text : Theme.text2
    }
}
