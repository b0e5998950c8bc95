import QtQuick

// Every text of the glass.
Text {
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.secondary
    font.features: ({ "tnum": 1 })
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
