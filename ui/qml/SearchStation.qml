import QtQuick
import Chargedeck

// A station in the search's list: how strong, what is free, what it costs, whether it is in reach.
Item {
    id: root

    required property string name
    required property string operator
    required property string distance
    required property string power
    required property string free
    required property string state_name
    required property string price
    required property string price_note
    required property string arrival
    required property bool warned

    component Small: Phrase {
        font.pixelSize: Theme.small
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallest
        color: Theme.text2
    }

    Column {
        id: strength

        anchors {
            left: parent.left
            leftMargin: Theme.s1
            verticalCenter: parent.verticalCenter
        }
        width: 72 * Theme.dp

        Phrase {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.power
            font.pixelSize: Theme.primary
            font.bold: true
        }

        Phrase {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: "kW"
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }

    Phrase {
        id: title

        anchors {
            left: strength.right
            leftMargin: Theme.s1
            right: far.left
            rightMargin: Theme.s2
            top: parent.top
            topMargin: 12 * Theme.dp
        }
        text: root.name
        textFormat: Text.StyledText
        font.pixelSize: 30 * Theme.dp
    }

    Phrase {
        id: far

        anchors {
            right: parent.right
            rightMargin: Theme.s2
            baseline: title.baseline
        }
        text: root.distance
        color: Theme.text2
    }

    StateMark {
        id: mark

        anchors {
            left: title.left
            verticalCenter: told.verticalCenter
        }
        state_name: root.state_name
    }

    Small {
        id: told

        anchors {
            left: mark.right
            leftMargin: Theme.s1
            right: cost.left
            rightMargin: Theme.s1
            top: title.bottom
            topMargin: 6 * Theme.dp
        }
        text: root.free
        color: Theme.stateColor(root.state_name)
    }

    Phrase {
        id: cost

        anchors {
            right: note.left
            rightMargin: note.text !== "" && text !== "" ? Theme.s1 : 0
            baseline: told.baseline
        }
        text: root.price
        font.bold: true
    }

    Phrase {
        id: note

        anchors {
            right: parent.right
            rightMargin: Theme.s2
            baseline: told.baseline
        }
        text: root.price_note
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    Small {
        anchors {
            left: title.left
            right: soc.left
            rightMargin: Theme.s2
            baseline: soc.baseline
        }
        text: root.operator
    }

    Phrase {
        id: soc

        anchors {
            right: parent.right
            rightMargin: Theme.s2
            top: told.bottom
            topMargin: 6 * Theme.dp
        }
        text: root.arrival
        font.pixelSize: Theme.small
        color: root.warned ? Theme.wait : Theme.text2
    }
}
