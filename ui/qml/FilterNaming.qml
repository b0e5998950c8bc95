import QtQuick
import Chargedeck

// Asks for the name of a filter; an existing one can be deleted here.
Column {
    id: root

    required property FilterController filters

    // Whether there is a keyboard to type on beside the glass's own.
    property bool keyed: false

    spacing: Theme.s3
    onVisibleChanged: {
        if (root.visible) {
            field.text = root.filters.suggestion;
            field.selectAll();
            field.forceActiveFocus();
        } else {
            field.focus = false;
        }
    }

    function press(sign: string) {
        root.erase(false);
        field.insert(field.cursorPosition, sign);
    }

    function erase(one: bool) {
        const start = field.selectionStart;
        if (start < field.selectionEnd)
            field.remove(start, field.selectionEnd);
        else if (one)
            field.remove(start - 1, start);
    }

    function keep() {
        root.filters.keep(field.text);
    }

    Phrase {
        text: qsTr("Name of the filter")
        font.pixelSize: Theme.title
        font.bold: true
    }

    Rectangle {
        width: root.width
        height: Theme.button
        radius: Theme.radiusTile
        color: Theme.tile
        border.width: 2 * Theme.dp
        border.color: Theme.text

        TextInput {
            id: field

            objectName: "filters.name"
            anchors {
                fill: parent
                leftMargin: 20 * Theme.dp
                rightMargin: 20 * Theme.dp
            }
            clip: true
            verticalAlignment: TextInput.AlignVCenter
            maximumLength: root.filters.most_signs
            selectByMouse: true
            color: Theme.text
            selectionColor: Theme.text
            selectedTextColor: Theme.inverse
            font.family: Theme.family
            font.pixelSize: Theme.primary
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Name of the filter")
            onAccepted: root.keep()
            Keys.onPressed: event => {
                root.keyed = true;
                event.accepted = false;
            }
            Keys.onEscapePressed: root.filters.stop_naming()
        }
    }

    Phrase {
        width: root.width
        visible: text !== "" && !root.filters.renaming
        text: root.filters.full_notice
        wrapMode: Text.Wrap
        font.pixelSize: Theme.small
        color: Theme.wait
    }

    Phrase {
        objectName: "filters.taken"
        width: root.width
        visible: text !== ""
        text: root.filters.taken_notice
        wrapMode: Text.Wrap
        font.pixelSize: Theme.small
        color: Theme.wait
    }

    Flow {
        width: root.width
        spacing: Theme.s2

        GlassButton {
            objectName: "filters.keep"
            kind: "main"
            text: qsTr("Save")
            enabled: field.text.trim() !== "" && (root.filters.renaming || root.filters.full_notice === "")
            onPressed: root.keep()
        }

        GlassButton {
            objectName: "filters.cancel"
            text: qsTr("Cancel")
            onPressed: root.filters.stop_naming()
        }

        GlassButton {
            objectName: "filters.delete"
            visible: root.filters.renaming
            kind: "stop"
            text: qsTr("Delete")
            onPressed: root.filters.delete()
        }
    }
}
