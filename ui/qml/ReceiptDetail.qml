pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// One receipt: total, parts and the curve of its charge.
Card {
    id: root

    required property ReceiptsController receipts
    required property SettingsController settings

    objectName: "receipts.detail"

    Column {
        id: head

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 40 * Theme.dp
        }

        Phrase {
            width: parent.width
            text: root.receipts.place
            font.pixelSize: Theme.title
            font.bold: true
        }

        Phrase {
            width: parent.width
            text: root.receipts.when
            color: Theme.text2
        }

        Phrase {
            width: parent.width
            text: root.receipts.how
            color: Theme.text2
        }

        Item {
            width: parent.width
            height: 110 * Theme.dp

            Phrase {
                id: total

                objectName: "receipts.total"
                anchors.bottom: parent.bottom
                text: root.receipts.total
                font.pixelSize: Theme.fact
                font.bold: true
            }

            Phrase {
                anchors {
                    right: parent.right
                    baseline: total.baseline
                }
                text: root.receipts.energy
                font.pixelSize: Theme.title
            }
        }

        Phrase {
            width: parent.width
            visible: root.receipts.disputed
            text: qsTr("This bill is not right. Ask the operator before you accept it.")
            wrapMode: Text.Wrap
            color: Theme.wait
        }
    }

    ListView {
        id: parts

        anchors {
            left: head.left
            right: head.right
            top: head.bottom
            topMargin: Theme.s2
        }
        height: Math.min(contentHeight, 6 * 56 * Theme.dp)
        clip: true
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        model: root.receipts.parts
        delegate: PartDelegate {
            width: parts.width
        }
    }

    PowerCurve {
        anchors {
            left: head.left
            right: head.right
            top: parts.bottom
            bottom: parent.bottom
            topMargin: 64 * Theme.dp
            bottomMargin: 28 * Theme.dp
        }
        visible: root.receipts.points.length > 1 && height > 120 * Theme.dp
        live: false
        settings: root.settings
        points: root.receipts.points
        linesKw: root.receipts.lines_kw
    }
}
