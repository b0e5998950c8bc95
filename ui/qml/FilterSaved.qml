pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The filters kept under a name: tap to take one up, the pencil to rename or delete it.
Column {
    id: root

    required property FilterController filters

    property bool wide: false
    readonly property real cellWidth: root.wide ? Math.floor((root.width - 2 * Theme.s3) / 3) : root.width

    spacing: 12 * Theme.dp

    Phrase {
        height: 40 * Theme.dp
        text: qsTr("Saved")
        font.bold: true
    }

    Flow {
        width: root.width
        spacing: root.wide ? Theme.s3 : Theme.s1

        Repeater {
            model: root.filters.saved

            Row {
                id: row

                required property string key
                required property string word
                required property bool chosen

                spacing: Theme.s1

                Rectangle {
                    objectName: "filters." + row.key
                    width: root.cellWidth - edit.width - row.spacing
                    height: Math.max(Theme.touch, name.implicitHeight + Theme.s2)
                    radius: Theme.radiusTile
                    color: row.chosen ? Theme.text : tap.pressed ? Theme.tileHigh : Theme.tile
                    Accessible.role: Accessible.CheckBox
                    Accessible.name: row.word
                    Accessible.checked: row.chosen
                    Accessible.onPressAction: root.filters.press_chip(row.key)

                    Phrase {
                        id: name

                        anchors {
                            fill: parent
                            leftMargin: 20 * Theme.dp
                            rightMargin: 20 * Theme.dp
                        }
                        text: row.word
                        wrapMode: Text.Wrap
                        color: row.chosen ? Theme.inverse : Theme.text
                        font.bold: row.chosen
                    }

                    TapHandler {
                        id: tap

                        gesturePolicy: TapHandler.ReleaseWithinBounds
                        onTapped: root.filters.press_chip(row.key)
                    }
                }

                GlassButton {
                    id: edit

                    objectName: "filters.edit_" + row.key
                    width: Theme.touch
                    height: Theme.touch
                    kind: "bare"
                    iconName: "edit"
                    accessibleName: qsTr("Rename or delete %1").arg(row.word)
                    onPressed: root.filters.begin_renaming(row.key)
                }
            }
        }
    }
}
