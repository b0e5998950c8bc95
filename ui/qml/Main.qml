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
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: foot.top
        }

        MapPage {
            objectName: "page.map"
            anchors.fill: parent
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
            glass: root.glass
            visible: root.glass.page === "receipts"
        }

        NetworkPage {
            objectName: "page.network"
            anchors.fill: parent
            glass: root.glass
            visible: root.glass.page === "network"
        }

        SettingsPage {
            objectName: "page.settings"
            anchors.fill: parent
            glass: root.glass
            visible: root.glass.page === "settings"
        }

        ServicePage {
            objectName: "page.service"
            anchors.fill: parent
            glass: root.glass
            visible: root.glass.page === "service"
        }
    }

    Column {
        id: foot

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }

        NoticeLine {
            width: parent.width
            glass: root.glass
        }

        LiveStrip {
            width: parent.width
            visible: root.glass.charge.live && root.glass.page !== "charge"
            glass: root.glass
        }

        Dock {
            width: parent.width
            glass: root.glass
        }
    }

    WorkbenchDrawer {
        anchors {
            top: parent.top
            bottom: foot.top
            right: parent.right
        }
        glass: root.glass
    }
}
