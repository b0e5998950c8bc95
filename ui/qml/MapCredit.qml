import QtQuick

// Whose map it is, as its licence wants it said: small, on the map itself.
Rectangle {
    id: root

    required property string credit
    // A licence that wants more words than fit in a line gets more lines: nothing of it is cut.
    required property real widest

    visible: root.credit !== ""
    width: label.width + Theme.s2
    height: label.height + Theme.s1
    radius: Theme.s1
    color: Theme.card

    Accessible.role: Accessible.StaticText
    Accessible.name: root.credit

    Phrase {
        id: label

        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.widest - Theme.s2)
        text: root.credit
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }
}
