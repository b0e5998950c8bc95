pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Battery on the left, the six pages in the middle, time and temperature on the right.
Rectangle {
    id: root

    required property Glass glass

    height: Theme.dock
    color: Theme.ground

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Row {
        id: battery

        anchors {
            left: parent.left
            leftMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.s3

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            text: root.glass.car.soc_text
            font.pixelSize: 52 * Theme.dp
            font.bold: true
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: 124 * Theme.dp
            height: 20 * Theme.dp
            radius: root.height / 2
            color: Theme.track

            Rectangle {
                visible: root.glass.car.known
                width: Math.max(parent.height, parent.width * root.glass.car.soc / 100)
                height: parent.height
                radius: parent.radius
                color: root.glass.car.charging ? Theme.energy : Theme.text
            }
        }

        Phrase {
            anchors.verticalCenter: parent.verticalCenter
            text: root.glass.car.charging ? root.glass.car.power_text : root.glass.car.range_text
            color: root.glass.car.charging ? Theme.energy : Theme.text2
            font.pixelSize: Theme.primary
        }
    }

    Row {
        anchors {
            left: parent.left
            leftMargin: Math.max((parent.width - width) / 2, 480 * Theme.dp)
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.s1

        Repeater {
            model: [
                { page: "map", icon: "map", word: qsTr("Map"), ready: true },
                { page: "trip", icon: "trip", word: qsTr("Trip"), ready: false },
                { page: "charge", icon: "charge", word: qsTr("Charge"), ready: true },
                { page: "home", icon: "home", word: qsTr("Home"), ready: false },
                { page: "network", icon: "network", word: qsTr("Network"), ready: false },
                { page: "settings", icon: "settings", word: qsTr("Settings"), ready: true }
            ]

            DockEntry {
                required property var modelData

                objectName: "dock." + modelData.page
                word: modelData.word
                iconName: modelData.icon
                enabled: modelData.ready
                chosen: root.glass.page === modelData.page || (modelData.page === "charge" && root.glass.page === "receipts")
                onPressed: root.glass.open(modelData.page)
            }
        }
    }

    Column {
        anchors {
            right: parent.right
            rightMargin: 40 * Theme.dp
            verticalCenter: parent.verticalCenter
        }

        Row {
            anchors.right: parent.right
            spacing: Theme.s3

            Phrase {
                text: root.glass.clock
                font.pixelSize: Theme.primary
            }

            Phrase {
                text: root.glass.car.outside_text
                font.pixelSize: Theme.primary
                color: Theme.text2
            }
        }

        Phrase {
            objectName: "dock.simulated"
            anchors.right: parent.right
            text: qsTr("Simulated network")
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }
}
