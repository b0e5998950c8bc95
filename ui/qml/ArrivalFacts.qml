pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Where to, when one is there and with how much, what is free there and where else.
Column {
    id: root

    required property ArrivalController arrival

    spacing: Theme.s2

    Phrase {
        objectName: "arrival.name"
        width: parent.width
        text: root.arrival.name
        font.pixelSize: Theme.title
        font.bold: true
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.secondary
    }

    Row {
        width: parent.width

        Repeater {
            model: [
                { name: root.arrival.day, value: root.arrival.eta, state_name: "" },
                { name: qsTr("To go"), value: root.arrival.distance, state_name: "" },
                { name: qsTr("Battery then"), value: root.arrival.soc, state_name: root.arrival.reach_state }
            ]

            Item {
                id: fact

                required property var modelData

                width: root.width / 3
                height: 96 * Theme.dp

                Phrase {
                    width: parent.width - Theme.s2
                    text: fact.modelData.name
                    font.pixelSize: Theme.small
                    color: Theme.text2
                }

                Phrase {
                    width: parent.width - Theme.s2
                    anchors.bottom: parent.bottom
                    text: fact.modelData.value
                    font.pixelSize: 48 * Theme.dp
                    font.bold: true
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.primary
                    color: fact.modelData.state_name === "" ? Theme.text : Theme.stateColor(fact.modelData.state_name)
                }
            }
        }
    }

    WarningLine {
        objectName: "arrival.gap"
        width: parent.width
        sentence: root.arrival.gap_text
    }

    WarningLine {
        objectName: "arrival.reach"
        width: parent.width
        sentence: root.arrival.reach_text
    }

    Row {
        width: parent.width
        spacing: Theme.s2

        StateMark {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            state_name: root.arrival.state_name
        }

        Phrase {
            objectName: "arrival.free"
            width: parent.width - mark.width - parent.spacing
            text: root.arrival.free_text
            color: Theme.stateColor(root.arrival.state_name)
        }
    }

    Phrase {
        objectName: "arrival.instead_text"
        width: parent.width
        visible: text !== ""
        text: root.arrival.instead_text
        wrapMode: Text.Wrap
        maximumLineCount: 2
    }

    GlassButton {
        objectName: "arrival.go_instead"
        visible: root.arrival.has_instead
        width: parent.width
        height: Theme.touch
        textSize: Theme.secondary
        iconName: "navigate"
        text: qsTr("Go there instead")
        onPressed: root.arrival.go_instead()
    }
}
