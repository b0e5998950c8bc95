import QtQuick
import Chargedeck

// The window: page, live strip, dock, workbench.
Window {
    id: root

    required property Glass glass

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

    Binding {
        target: Theme
        property: "name"
        value: root.glass.settings.shown_theme
    }

    Binding {
        target: Theme
        property: "latin"
        value: root.glass.settings.language !== "zh"
    }

    Shortcut {
        sequences: ["F2"]
        onActivated: root.glass.toggle_workbench()
    }

    Item {
        id: pages

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: dock.top
        }

        MapPage {
            objectName: "page.map"
            anchors.fill: parent
            bottomInset: strip.shown ? strip.height : 0
            glass: root.glass
            visible: root.glass.page === "map"
        }

        ChargePage {
            objectName: "page.charge"
            anchors.fill: parent
            glass: root.glass
            visible: root.glass.page === "charge"
        }

        ReceiptsPage {
            objectName: "page.receipts"
            anchors.fill: parent
            anchors.bottomMargin: strip.shown ? strip.height : 0
            glass: root.glass
            visible: root.glass.page === "receipts"
        }

        SettingsPage {
            objectName: "page.settings"
            anchors.fill: parent
            anchors.bottomMargin: strip.shown ? strip.height : 0
            glass: root.glass
            visible: root.glass.page === "settings"
        }
    }

    LiveStrip {
        id: strip

        readonly property bool shown: root.glass.charge.live && root.glass.page !== "charge"

        anchors {
            left: parent.left
            right: parent.right
            bottom: dock.top
        }
        visible: strip.shown
        glass: root.glass
    }

    Dock {
        id: dock

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        glass: root.glass
    }

    NoticeLine {
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: strip.shown ? strip.top : dock.top
            bottomMargin: Theme.s3
        }
        width: Math.min(implicitWidth, root.width - 2 * Theme.s4)
        glass: root.glass
    }

    WorkbenchDrawer {
        anchors {
            top: parent.top
            bottom: dock.top
            right: parent.right
        }
        glass: root.glass
    }
}
