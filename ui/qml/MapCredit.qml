import QtQuick

// Whose map it is, as its licence wants it said: small, on the map itself.
Rectangle {
    id: root

    required property string credit

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
        text: root.credit
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }
}
