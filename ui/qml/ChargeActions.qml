import QtQuick
import Chargedeck

// Stop, the limit, details, and at most one warning.
Item {
    id: root

    required property Glass glass
    required property string sheet
    readonly property ChargeController charge: root.glass.charge

    signal sheetWanted(name: string)

    height: 100 * Theme.dp

    Row {
        id: buttons

        spacing: 20 * Theme.dp

        GlassButton {
            objectName: "charge.stop"
            height: 100 * Theme.dp
            visible: root.charge.live
            enabled: root.charge.can_stop
            kind: "stop"
            iconName: "stop"
            text: root.charge.stage_name === "stopping" || !root.charge.can_stop ? qsTr("Stopping…") : qsTr("Stop charging")
            onPressed: root.charge.stop()
        }

        GlassButton {
            objectName: "charge.limit"
            height: 100 * Theme.dp
            enabled: root.glass.car.known
            kind: root.sheet === "limit" ? "main" : "plain"
            text: root.glass.car.limit > 0 ? qsTr("Limit %1").arg(root.glass.settings.percent(root.glass.car.limit)) : qsTr("Limit —")
            onPressed: root.sheetWanted("limit")
        }

        GlassButton {
            objectName: "charge.details_button"
            height: 100 * Theme.dp
            visible: root.charge.stage_name !== "idle"
            kind: root.sheet === "details" ? "main" : "plain"
            text: qsTr("Details")
            onPressed: root.sheetWanted("details")
        }
    }

    Phrase {
        objectName: "charge.warning"
        anchors {
            left: buttons.right
            leftMargin: 40 * Theme.dp
            right: parent.right
            verticalCenter: buttons.verticalCenter
        }
        visible: root.charge.stage_name !== "failed"
        text: root.charge.warning
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.charge.grave ? Theme.stop : Theme.wait
    }
}
