pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// What was bought: the list left, newest first, one receipt right.
Item {
    id: root

    required property Glass glass
    readonly property ReceiptsController receipts: root.glass.receipts

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    GlassButton {
        id: back

        objectName: "receipts.back"
        anchors {
            left: parent.left
            top: parent.top
            leftMargin: 48 * Theme.dp
            topMargin: 36 * Theme.dp
        }
        width: Theme.touch
        height: Theme.touch
        kind: "bare"
        iconName: "back"
        accessibleName: qsTr("Back")
        onPressed: root.glass.open("charge")
    }

    Phrase {
        anchors {
            left: back.right
            leftMargin: Theme.s1
            verticalCenter: back.verticalCenter
        }
        text: qsTr("Receipts")
        font.pixelSize: 50 * Theme.dp
        font.bold: true
    }

    ListView {
        id: list

        objectName: "receipts.list"
        anchors {
            left: parent.left
            top: back.bottom
            bottom: parent.bottom
            leftMargin: 64 * Theme.dp
            topMargin: Theme.s3
            bottomMargin: Theme.s3
        }
        width: 720 * Theme.dp
        spacing: Theme.s1
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.receipts.rows
        delegate: ReceiptDelegate {
            width: list.width
            chosen: seq === root.receipts.opened_seq
            onPressed: root.receipts.open(seq)
        }
    }

    ReceiptDetail {
        anchors {
            left: list.right
            right: parent.right
            top: list.top
            bottom: list.bottom
            leftMargin: 48 * Theme.dp
            rightMargin: 64 * Theme.dp
        }
        visible: root.receipts.opened_seq !== ""
        receipts: root.receipts
        settings: root.glass.settings
    }

    Column {
        anchors.centerIn: parent
        visible: root.receipts.empty
        spacing: Theme.s3

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "receipt"
            size: 96 * Theme.dp
            color: Theme.text2
        }

        Phrase {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("No receipts yet. After your first charge, its receipt is kept here.")
            font.pixelSize: Theme.primary
            color: Theme.text2
        }
    }
}
