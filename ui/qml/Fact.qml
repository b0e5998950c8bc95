import QtQuick

// A named number with its unit.
Item {
    id: root

    required property string name
    required property real value
    required property var write
    property string unit: ""
    property bool known: true
    property color ink: Theme.text
    readonly property real shown: number.shown

    implicitWidth: Math.max(label.implicitWidth, number.implicitWidth + (tail.visible ? tail.implicitWidth + Theme.s1 : 0))
    implicitHeight: label.implicitHeight + 92 * Theme.dp

    Phrase {
        id: label

        text: root.name
        color: Theme.text2
    }

    Counting {
        id: number

        anchors.top: label.bottom
        height: 92 * Theme.dp
        value: root.value
        known: root.known
        write: root.write
        color: root.known ? root.ink : Theme.text2
        font.pixelSize: Theme.fact
        font.bold: true
    }

    Phrase {
        id: tail

        anchors {
            left: number.right
            leftMargin: Theme.s1
            baseline: number.baseline
        }
        visible: root.unit !== "" && root.known
        text: root.unit
        font.pixelSize: Theme.primary
        color: Theme.text2
    }
}
