pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// What the person at the desk can do to the emulated car and cable.
Column {
    id: root

    required property Glass glass
    readonly property bool idle: !root.glass.bench.busy

    spacing: Theme.s2

    component Mono: Phrase {
        width: root.width
        font.family: Theme.monoFamily
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    component Tool: GlassButton {
        width: root.width
        height: 80 * Theme.dp
        kind: "quiet"
        radius: 12 * Theme.dp
        textSize: Theme.secondary
        enabled: root.idle
    }

    Phrase {
        text: qsTr("Workbench")
        font.pixelSize: Theme.title
        font.bold: true
    }

    Mono {
        text: qsTr("For the desk, not for the driver")
    }

    Item {
        width: 1
        height: Theme.s1
    }

    Mono {
        objectName: "bench.place"
        text: root.glass.bench.place !== "" ? root.glass.bench.place : qsTr("Tap a station on the map first")
        color: Theme.text
    }

    // Above what it is about, where it is seen on a low glass too.
    Phrase {
        objectName: "bench.error"
        width: parent.width
        visible: root.glass.bench.error !== ""
        text: root.glass.bench.error
        wrapMode: Text.Wrap
        font.family: Theme.monoFamily
        font.pixelSize: Theme.smallest
        color: Theme.stop
    }

    Tool {
        objectName: "bench.drive_here"
        enabled: root.idle && root.glass.bench.place !== ""
        iconName: "navigate"
        text: qsTr("Drive here")
        onPressed: root.glass.bench.drive_here()
    }

    Tool {
        objectName: "bench.plug_in"
        enabled: root.idle && root.glass.bench.cable !== "" && !root.glass.car.plugged
        iconName: "plug"
        text: root.glass.bench.cable !== "" ? qsTr("Plug in %1").arg(root.glass.bench.cable) : qsTr("Plug in")
        onPressed: root.glass.bench.plug_in()
    }

    Tool {
        objectName: "bench.unplug"
        enabled: root.idle && root.glass.car.plugged
        text: qsTr("Unplug")
        onPressed: root.glass.bench.unplug()
    }

    Mono {
        objectName: "bench.pile"
        visible: root.glass.car.plugged && root.glass.bench.pile !== ""
        text: root.glass.bench.pile
        color: Theme.text
    }

    Item {
        width: 1
        height: Theme.s1
    }

    Mono {
        text: qsTr("State of charge, now %1").arg(root.glass.car.soc_text)
    }

    Grid {
        columns: 4
        spacing: Theme.s1

        Repeater {
            model: [5, 10, 20, 30, 46, 60, 79, 95]

            GlassButton {
                required property int modelData

                objectName: "bench.soc_" + modelData
                width: (root.width - 3 * Theme.s1) / 4
                height: 80 * Theme.dp
                radius: 12 * Theme.dp
                kind: "quiet"
                textSize: Theme.secondary
                enabled: root.idle && !root.glass.car.charging
                text: root.glass.settings.percent(modelData)
                onPressed: root.glass.bench.set_soc(modelData)
            }
        }
    }

    Mono {
        text: qsTr("Break")
    }

    Grid {
        columns: 2
        spacing: Theme.s1

        Repeater {
            model: [
                { name: "trigger", word: qsTr("Trigger") },
                { name: "hot-connector", word: qsTr("Hot plug") },
                { name: "lock-stuck", word: qsTr("Stuck lock") },
                { name: "insulation", word: qsTr("Insulation") }
            ]

            GlassButton {
                required property var modelData

                objectName: "bench.fault_" + modelData.name
                width: (root.width - Theme.s1) / 2
                height: 80 * Theme.dp
                radius: 12 * Theme.dp
                kind: root.glass.bench.broken.includes(modelData.name) ? "main" : "quiet"
                textSize: Theme.secondary
                enabled: root.idle
                text: modelData.word
                Accessible.role: Accessible.CheckBox
                Accessible.checked: root.glass.bench.broken.includes(modelData.name)
                onPressed: root.glass.bench.toggle_fault(modelData.name)
            }
        }
    }

    Mono {
        text: qsTr("Network of the operators")
    }

    Grid {
        columns: 2
        spacing: Theme.s1

        Repeater {
            model: [
                { day: "2025-04-28", word: qsTr("April 2025") },
                { day: "2025-07-09", word: qsTr("July 2025") },
                { day: "", word: qsTr("All of it") }
            ]

            GlassButton {
                required property var modelData

                objectName: "bench.day_" + modelData.day
                width: (root.width - Theme.s1) / 2
                height: 80 * Theme.dp
                radius: 12 * Theme.dp
                kind: root.glass.bench.day === modelData.day ? "main" : "quiet"
                textSize: Theme.secondary
                enabled: root.idle
                text: modelData.word
                Accessible.role: Accessible.RadioButton
                Accessible.checked: root.glass.bench.day === modelData.day
                onPressed: root.glass.bench.turn_day(modelData.day)
            }
        }
    }

    Mono {
        objectName: "bench.sync"
        width: root.width
        wrapMode: Text.Wrap
        text: root.glass.sync.line
        color: Theme.text
    }
}
