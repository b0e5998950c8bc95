import QtQuick

// A number that counts to its value instead of jumping; `write` makes the text.
Phrase {
    id: root

    required property real value
    required property var write
    property bool known: true
    property real shown: root.value

    text: root.known ? root.write(root.shown) : "—"
    elide: Text.ElideNone

    Behavior on shown {
        NumberAnimation {
            duration: Theme.quick
            easing.type: Easing.OutQuad
        }
    }
}
