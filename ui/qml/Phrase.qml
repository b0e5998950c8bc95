import QtQuick

// Every text of the glass.
Text {
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.secondary
    font.features: Theme.features
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
