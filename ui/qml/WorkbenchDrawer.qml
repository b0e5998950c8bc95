import QtQuick
import Chargedeck

// The engineer's drawer: it moves the emulated world and is no part of the car.
Item {
    id: root

    required property Glass glass
    readonly property bool opened: root.glass.workbench_open

    width: 560 * Theme.dp
    clip: false
    transform: Translate {
        x: root.opened ? 0 : root.width

        Behavior on x {
            NumberAnimation {
                duration: Theme.quick
                easing.type: Easing.OutQuad
            }
        }
    }

    Item {
        objectName: "bench.handle"
        anchors.right: parent.left
        // Clear of the map's buttons, which stand higher above a bottom sheet.
        y: Theme.narrow ? 124 * Theme.dp : root.height * 0.38
        width: Theme.touch
        height: 88 * Theme.dp
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Workbench")
        Accessible.onPressAction: root.glass.toggle_workbench()

        Rectangle {
            anchors.right: parent.right
            width: 44 * Theme.dp
            height: parent.height
            topLeftRadius: 16 * Theme.dp
            bottomLeftRadius: 16 * Theme.dp
            color: Theme.bench
            border.width: Theme.hair
            border.color: Theme.line

            Icon {
                anchors.centerIn: parent
                name: root.opened ? "forward" : "wrench"
                size: 28 * Theme.dp
                color: Theme.text2
            }
        }

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: root.glass.toggle_workbench()
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.bench

        Rectangle {
            width: Theme.hair
            height: parent.height
            color: Theme.line
        }

        MouseArea {
            anchors.fill: parent
            onWheel: wheel => wheel.accepted = true
        }
    }

    Flickable {
        anchors {
            fill: parent
            margins: Theme.s4
            bottomMargin: 0
        }
        visible: root.opened
        contentHeight: tools.height + Theme.s4
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        WorkbenchTools {
            id: tools

            width: parent.width
            glass: root.glass
        }
    }
}
