import QtQuick

// The first start only: the simulated network is being made.
Window {
    id: root

    required property real share

    title: "Chargedeck"
    width: 1920
    height: 1200
    visible: false
    color: Theme.ground

    Binding {
        target: Theme
        property: "glassWidth"
        value: root.width
    }

    Binding {
        target: Theme
        property: "glassHeight"
        value: root.height
    }

    Column {
        anchors.centerIn: parent
        spacing: Theme.s4

        Phrase {
            objectName: "splash.title"
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Building the simulated charging network")
            font.pixelSize: 40 * Theme.dp
        }

        Rectangle {
            objectName: "splash.track"
            anchors.horizontalCenter: parent.horizontalCenter
            width: 640 * Theme.dp
            height: Theme.s2
            radius: Theme.s1
            color: Theme.line

            Rectangle {
                objectName: "splash.done"
                width: parent.width * root.share
                height: parent.height
                radius: Theme.s1
                color: Theme.text
            }
        }

        Phrase {
            objectName: "splash.once"
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Only at the first start, about ten seconds")
            color: Theme.text2
        }
    }
}
