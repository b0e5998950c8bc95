import QtQuick

// One connector: state by shape and word, name, power, bolt for plug-and-charge.
Rectangle {
    id: root

    required property string connector_id
    required property string name
    required property string power
    required property string ways
    required property string state_name
    required property string word
    required property bool plug_and_charge
    required property bool chosen

    signal pressed

    objectName: "station.connector_" + root.connector_id
    height: Theme.touch
    radius: Theme.radiusTile
    color: tap.pressed ? Theme.tileHigh : Theme.tile
    border.width: root.chosen ? 2 * Theme.dp : 0
    border.color: Theme.text
    Accessible.role: Accessible.RadioButton
    Accessible.name: [root.name, root.power, root.ways, root.word].join(", ")
    Accessible.checked: root.chosen
    Accessible.onPressAction: root.pressed()

    StateMark {
        id: mark

        anchors {
            left: parent.left
            leftMargin: 20 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        state_name: root.state_name
    }

    Phrase {
        id: label

        anchors {
            left: mark.right
            leftMargin: Theme.s2
            verticalCenter: parent.verticalCenter
        }
        text: root.name
        font.pixelSize: 30 * Theme.dp
        font.bold: true
    }

    Phrase {
        id: power

        anchors {
            left: label.right
            leftMargin: Theme.s2
            top: parent.top
            topMargin: 4 * Theme.dp
        }
        text: root.power
        font.pixelSize: Theme.small
        color: Theme.text2
    }

    Icon {
        id: bolt

        anchors {
            left: power.right
            leftMargin: 6 * Theme.dp
            verticalCenter: power.verticalCenter
        }
        visible: root.plug_and_charge
        name: "bolt"
        size: 22 * Theme.dp
        color: Theme.text2
    }

    Phrase {
        id: way

        anchors {
            left: power.left
            bottom: parent.bottom
            bottomMargin: 4 * Theme.dp
        }
        text: root.ways
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    Phrase {
        anchors {
            left: power.width + bolt.width > way.width ? bolt.right : way.right
            leftMargin: Theme.s2
            right: parent.right
            rightMargin: Theme.s2
            top: parent.top
            bottom: parent.bottom
        }
        horizontalAlignment: Text.AlignRight
        text: root.word
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        lineHeight: 0.9
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.smallest
        color: Theme.stateColor(root.state_name)
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }
}
