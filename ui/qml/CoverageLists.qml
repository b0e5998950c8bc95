pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// What the figures are made of: by power, by operator, partners and our own.
Item {
    id: root

    required property CoverageController coverage
    required property SyncController sync

    Row {
        id: sections

        spacing: Theme.s1

        Repeater {
            id: tabs

            model: [
                { key: "power", word: qsTr("Power") },
                { key: "operators", word: qsTr("Operators") },
                { key: "partners", word: qsTr("Partners") },
                { key: "measured", word: qsTr("Measured") },
                { key: "updates", word: qsTr("Updates") }
            ]

            SectionTab {
                required property var modelData

                objectName: "network.section_" + modelData.key
                width: (root.width - (tabs.count - 1) * sections.spacing) / tabs.count
                text: modelData.word
                chosen: root.coverage.section === modelData.key
                onPressed: root.coverage.show_section(modelData.key)
            }
        }
    }

    component Rows: ListView {
        anchors {
            left: parent.left
            right: parent.right
            top: sections.bottom
            bottom: parent.bottom
            topMargin: Theme.s1
        }
        clip: true
        boundsBehavior: Flickable.StopAtBounds
    }

    Rows {
        objectName: "network.powers"
        visible: root.coverage.section === "power"
        model: root.coverage.powers
        delegate: PairDelegate {
            width: ListView.view.width
            height: 41 * Theme.dp
        }
    }

    Rows {
        objectName: "network.operators"
        visible: root.coverage.section === "operators"
        model: root.coverage.operators
        delegate: PairDelegate {
            width: ListView.view.width
            nameWidth: 320 * Theme.dp
        }
    }

    Rows {
        objectName: "network.partners"
        visible: root.coverage.section === "partners"
        model: root.coverage.partners
        delegate: PartnerDelegate {
            width: ListView.view.width
        }
    }

    Phrase {
        id: how

        anchors {
            left: parent.left
            right: parent.right
            top: sections.bottom
            topMargin: Theme.s2
        }
        visible: root.coverage.section === "measured"
        text: qsTr("Charges of this car that succeeded, of those that were tried")
        font.pixelSize: Theme.small
        color: Theme.text2
    }

    Rows {
        objectName: "network.measured"
        anchors.top: how.bottom
        visible: root.coverage.section === "measured"
        model: root.coverage.measured
        delegate: PartnerDelegate {
            width: ListView.view.width
        }
    }

    Item {
        id: told

        anchors {
            left: parent.left
            right: parent.right
            top: sections.bottom
            topMargin: Theme.s1
        }
        height: Theme.touch
        visible: root.coverage.section === "updates"

        Phrase {
            anchors {
                left: parent.left
                right: ask.left
                rightMargin: Theme.s2
                verticalCenter: parent.verticalCenter
            }
            text: root.sync.line
            maximumLineCount: 2
            wrapMode: Text.Wrap
            color: Theme.text2
        }

        GlassButton {
            id: ask

            objectName: "network.ask"
            anchors.right: parent.right
            height: Theme.touch
            text: qsTr("Ask now")
            textSize: Theme.secondary
            enabled: !root.sync.busy
            onPressed: root.sync.ask_now()
        }
    }

    Rows {
        objectName: "network.updates"
        anchors.top: told.bottom
        visible: root.coverage.section === "updates"
        model: root.sync.rows
        delegate: SyncDelegate {
            width: ListView.view.width
        }
    }
}
