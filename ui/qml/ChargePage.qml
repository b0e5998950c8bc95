import QtQuick
import Chargedeck

// The charge: ring left, what matters right, Stop always at the bottom left.
Item {
    id: root

    required property Glass glass
    readonly property ChargeController charge: root.glass.charge
    readonly property string stage: root.charge.stage_name
    readonly property bool flowing: root.stage === "charging" || root.stage === "stopping"
    property string sheet: ""

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Column {
        id: head

        anchors {
            left: parent.left
            right: receiptsButton.left
            top: parent.top
            leftMargin: 64 * Theme.dp
            rightMargin: Theme.s4
            topMargin: 44 * Theme.dp
        }

        Phrase {
            objectName: "charge.title"
            width: parent.width
            text: root.charge.title
            font.pixelSize: 50 * Theme.dp
            font.bold: true
        }

        Phrase {
            width: parent.width
            text: root.charge.place
            font.pixelSize: 30 * Theme.dp
            color: Theme.text2
        }
    }

    GlassButton {
        id: receiptsButton

        objectName: "charge.receipts"
        anchors {
            right: parent.right
            top: parent.top
            rightMargin: 64 * Theme.dp
            topMargin: 44 * Theme.dp
        }
        height: Theme.touch
        textSize: Theme.secondary
        iconName: "receipt"
        text: qsTr("Receipts")
        onPressed: root.glass.open("receipts")
    }

    SocRing {
        id: ring

        x: 87 * Theme.dp
        y: 216 * Theme.dp + Math.max(0, root.height - 1080 * Theme.dp) / 2
        glass: root.glass
    }

    Item {
        id: side

        anchors {
            left: ring.right
            leftMargin: 109 * Theme.dp
            right: parent.right
            rightMargin: 64 * Theme.dp
            top: ring.top
            bottom: actions.top
            bottomMargin: Theme.s3
        }

        ChargeFlow {
            anchors.fill: parent
            visible: root.flowing
            glass: root.glass
            detailed: root.sheet === "details"
        }

        ChargeGuide {
            anchors.fill: parent
            visible: !root.flowing
            glass: root.glass
            detailed: root.sheet === "details" && root.stage !== "idle"
        }
    }

    ChargeActions {
        id: actions

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: 64 * Theme.dp
            rightMargin: 64 * Theme.dp
            bottomMargin: Theme.s3
        }
        glass: root.glass
        sheet: root.sheet
        onSheetWanted: name => root.sheet = root.sheet === name ? "" : name
    }

    LimitSheet {
        objectName: "charge.limit_sheet"
        anchors {
            left: actions.left
            bottom: actions.top
            bottomMargin: Theme.s2
        }
        visible: root.sheet === "limit"
        glass: root.glass
        onChosen: root.sheet = ""
    }
}
