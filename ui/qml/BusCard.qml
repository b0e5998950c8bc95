import QtQuick

// One bus: what it is opened as, and its state by shape and word; a trouble in a sentence.
Card {
    id: root

    // name, opened_as, state_name, word, sentence
    required property var row
    readonly property bool troubled: root.row.sentence !== ""

    height: content.height + 2 * Theme.s3

    Column {
        id: content

        x: 40 * Theme.dp
        y: Theme.s3
        width: parent.width - 80 * Theme.dp
        spacing: Theme.s1

        Item {
            width: parent.width
            height: 48 * Theme.dp

            Phrase {
                anchors.verticalCenter: parent.verticalCenter
                text: root.row.name
                font.pixelSize: Theme.primary
            }

            Row {
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                spacing: Theme.s2

                StateMark {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.troubled
                    state_name: root.row.state_name
                }

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: !root.troubled
                    name: "check"
                    size: 30 * Theme.dp
                    color: Theme.text
                }

                Phrase {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.row.word
                    font.pixelSize: Theme.primary
                    color: root.troubled ? Theme.stateColor(root.row.state_name) : Theme.text
                }
            }
        }

        Phrase {
            width: parent.width
            text: root.row.opened_as
            font.family: Theme.monoFamily
            font.pixelSize: Theme.small
            elide: Text.ElideMiddle
            color: Theme.text2
        }

        Phrase {
            width: parent.width
            visible: root.troubled
            text: root.row.sentence
            wrapMode: Text.Wrap
            color: Theme.text2
        }
    }
}
