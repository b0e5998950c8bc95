import QtQuick

// One short sentence beside the map's buttons, while there is something to say.
Card {
    id: root

    required property string sentence

    width: label.implicitWidth + 2 * Theme.s3
    height: 64 * Theme.dp
    radius: height / 2
    visible: root.sentence !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: root.sentence

    Text {
        id: label

        anchors.centerIn: parent
        text: root.sentence
        color: Theme.text2
        font {
            family: Theme.family
            pixelSize: Theme.small
            features: Theme.features
        }
    }
}
