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
            objectName: "dock.soc"
            text: root.glass.car.soc_text
            font.pixelSize: 52 * Theme.dp
            font.bold: true
            color: root.glass.car.known ? Theme.text : Theme.text2
        }

        SocBar {
            anchors.verticalCenter: parent.verticalCenter
            width: (root.glass.car.stale ? 96 : 124) * Theme.dp
            height: 20 * Theme.dp
            car: root.glass.car
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter

            Phrase {
                text: root.glass.car.charging ? root.glass.car.power_text : root.glass.car.range_text
                color: root.glass.car.charging ? Theme.energy : Theme.text2
                font.pixelSize: root.glass.car.stale ? Theme.small : Theme.primary
            }

            Phrase {
                objectName: "dock.age"
                visible: root.glass.car.stale
                text: root.glass.car.age_text
                color: Theme.text2
                font.pixelSize: Theme.smallest
            }
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
                { page: "map", pages: ["map"], icon: "map", word: qsTr("Map"), ready: true },
                { page: "trip", pages: ["trip"], icon: "trip", word: qsTr("Trip"), ready: false },
                { page: "charge", pages: ["charge", "receipts"], icon: "charge", word: qsTr("Charge"), ready: true },
                { page: "home", pages: ["home"], icon: "home", word: qsTr("Home"), ready: false },
                { page: "network", pages: ["network"], icon: "network", word: qsTr("Network"), ready: true },
                { page: "settings", pages: ["settings", "service"], icon: "settings", word: qsTr("Settings"), ready: true }
            ]

            DockEntry {
                required property var modelData

                objectName: "dock." + modelData.page
                word: modelData.word
                iconName: modelData.icon
                enabled: modelData.ready
                chosen: modelData.pages.includes(root.glass.page)
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
