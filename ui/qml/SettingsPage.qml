pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Theme, language, and the way to the service page.
Item {
    id: root

    required property Glass glass

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Column {
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 64 * Theme.dp
            rightMargin: 64 * Theme.dp
            topMargin: 44 * Theme.dp
        }
        spacing: Theme.s4

        Phrase {
            text: qsTr("Settings")
            font.pixelSize: 50 * Theme.dp
            font.bold: true
        }

        ChoiceRow {
            width: parent.width
            name: qsTr("Appearance")
            key: "settings.theme"
            chosen: root.glass.settings.theme
            choices: [
                { key: "night", word: qsTr("Night") },
                { key: "night-dim", word: qsTr("Night, dimmed") },
                { key: "day", word: qsTr("Day") }
            ]
            onPicked: choice => root.glass.settings.choose_theme(choice)
        }

        ChoiceRow {
            width: parent.width
            name: qsTr("Language")
            key: "settings.language"
            chosen: root.glass.settings.language
            // Each language is named in itself.
            choices: [
                { key: "zh", word: "中文" },
                { key: "en", word: "English" },
                { key: "fr", word: "Français" }
            ]
            onPicked: choice => root.glass.settings.choose_language(choice)
        }

        LinkRow {
            objectName: "settings.service"
            width: parent.width
            name: qsTr("Service")
            value: root.glass.service.summary
            onPressed: root.glass.open("service")
        }

        Phrase {
            width: parent.width
            text: qsTr("Stations, operators and the car are simulated on this machine. Nothing is bought for real.")
            wrapMode: Text.Wrap
            color: Theme.text2
        }
    }
}
