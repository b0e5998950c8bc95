import QtQuick

// A name on the left, its value on the right.
Item {
    id: root

    required property string name
    required property string value

    implicitHeight: 56 * Theme.dp

    Phrase {
        id: label

        anchors.verticalCenter: parent.verticalCenter
        text: root.name
        font.pixelSize: Theme.primary
    }

    Phrase {
        anchors {
            left: label.right
            leftMargin: Theme.s3
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        horizontalAlignment: Text.AlignRight
        text: root.value
        elide: Text.ElideMiddle
        font.family: Theme.monoFamily
        color: Theme.text2
    }
}
