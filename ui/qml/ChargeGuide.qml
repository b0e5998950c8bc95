pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// While no energy flows: what to do, how far a start has come, or what it has cost.
Item {
    id: root

    required property Glass glass
    required property bool detailed
    readonly property ChargeController charge: root.glass.charge
    readonly property string stage: root.charge.stage_name
    readonly property bool stepped: root.stage === "plugged" || root.stage === "starting" || root.stage === "failed"
    readonly property bool resting: root.stage === "idle" && !root.glass.receipts.empty
    readonly property bool summed: root.stage === "ended" || root.stage === "settled"

    ChargeDetails {
        objectName: "charge.details"
        anchors {
            left: parent.left
            right: parent.right
        }
        visible: root.detailed
        glass: root.glass
    }

    Column {
        visible: !root.detailed
        y: Math.max(0, (520 * Theme.dp - height) / 2)
        width: parent.width
        spacing: 40 * Theme.dp

        Row {
            spacing: Theme.s3
            width: parent.width

            Icon {
                id: mark

                visible: root.stage === "failed" || root.stage === "unknown" || root.charge.cut_short || (root.stage === "settled" && root.charge.energy > 0)
                name: root.stage === "settled" && !root.charge.cut_short ? "check" : "warning"
                size: 64 * Theme.dp
                color: root.stage === "failed" ? Theme.stop : root.stage === "unknown" || root.charge.cut_short ? Theme.wait : Theme.text
            }

            Phrase {
                objectName: "charge.next_step"
                width: parent.width - (mark.visible ? mark.width + Theme.s3 : 0)
                text: root.stage === "failed" && root.charge.warning !== "" ? root.charge.warning : root.charge.next_step
                font.pixelSize: 44 * Theme.dp
                wrapMode: Text.Wrap
                lineHeight: 1.05
                elide: Text.ElideNone
            }
        }

        Column {
            visible: root.resting
            width: parent.width
            spacing: Theme.s1

            Phrase {
                text: qsTr("Last charges")
                color: Theme.text2
            }

            ListView {
                id: recent

                objectName: "charge.recent"
                width: Math.min(parent.width, 820 * Theme.dp)
                height: Math.min(contentHeight, 2 * 124 * Theme.dp + Theme.s1)
                spacing: Theme.s1
                interactive: false
                clip: true
                model: root.glass.receipts.rows
                delegate: ReceiptDelegate {
                    objectName: "charge.recent_" + seq
                    width: recent.width
                    onPressed: {
                        root.glass.receipts.open(seq);
                        root.glass.open("receipts");
                    }
                }
            }
        }

        Column {
            visible: root.stepped
            width: parent.width
            spacing: Theme.s2

            Repeater {
                model: root.charge.steps

                StepLine {
                    required property var modelData

                    name: modelData.name
                    mark: modelData.mark
                }
            }
        }

        Row {
            visible: root.summed
            spacing: 96 * Theme.dp

            Fact {
                name: qsTr("Energy")
                value: root.charge.energy
                write: shown => root.glass.settings.number(shown, 1)
                unit: "kWh"
            }

            Fact {
                objectName: "charge.total"
                name: qsTr("Cost")
                value: root.charge.cost
                known: root.charge.cost_known
                write: shown => root.glass.settings.money(shown)
            }
        }

        Row {
            spacing: Theme.s2

            GlassButton {
                objectName: "charge.find_station"
                visible: root.stage === "idle" || root.stage === "failed"
                kind: "main"
                iconName: "map"
                text: root.stage === "failed" ? qsTr("Back to the station") : qsTr("Find a station")
                onPressed: {
                    root.charge.dismiss();
                    root.glass.open("map");
                }
            }

            GlassButton {
                objectName: "charge.show_receipt"
                visible: root.stage === "settled"
                kind: "main"
                iconName: "receipt"
                text: qsTr("Show receipt")
                onPressed: {
                    root.glass.receipts.open_newest();
                    root.glass.open("receipts");
                }
            }

            GlassButton {
                objectName: "charge.done"
                visible: root.stage === "settled"
                text: qsTr("Done")
                onPressed: root.charge.dismiss()
            }

            GlassButton {
                objectName: "charge.to_card"
                visible: root.stage === "plugged" && root.glass.station.shown
                text: qsTr("Station card")
                onPressed: root.glass.open("map")
            }
        }
    }
}
