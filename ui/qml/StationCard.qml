pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The station that was tapped: what is free, what it costs, what can be done here and now.
Card {
    id: root

    required property Glass glass
    property bool wide: false
    readonly property StationController station: root.glass.station
    readonly property real inner: root.width - 2 * Theme.s4
    readonly property real half: (root.inner - Theme.s4) / 2

    clip: true

    StationHead {
        id: head

        anchors {
            left: parent.left
            top: parent.top
            leftMargin: Theme.s4
            topMargin: Theme.s3
        }
        width: root.wide ? root.half : root.inner
        margin: root.wide ? 0 : 2 * Theme.touch - Theme.s2
        station: root.station
    }

    Flickable {
        anchors {
            left: head.left
            top: head.bottom
            topMargin: Theme.s2
            bottom: actions.top
            bottomMargin: Theme.s2
        }
        width: head.width
        visible: root.wide
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: facts.height

        StationFacts {
            id: facts

            width: parent.width
            station: root.station
        }
    }

    ConnectorList {
        anchors {
            left: root.wide ? head.right : head.left
            leftMargin: root.wide ? Theme.s4 : 0
            top: root.wide ? parent.top : head.bottom
            topMargin: root.wide ? 108 * Theme.dp : Theme.s2
            bottom: root.wide ? parent.bottom : actions.top
            bottomMargin: root.wide ? Theme.s3 : Theme.s2
        }
        width: root.wide ? root.half : root.inner
        headed: !root.wide
        station: root.station
    }

    StationActions {
        id: actions

        anchors {
            left: head.left
            bottom: parent.bottom
            bottomMargin: Theme.s3
        }
        width: head.width
        station: root.station
    }

    GlassButton {
        objectName: "station.star"
        anchors {
            right: close.left
            top: close.top
        }
        width: Theme.touch
        height: Theme.touch
        kind: "bare"
        iconName: root.station.starred ? "star_kept" : "star"
        accessibleName: root.station.starred ? qsTr("No favourite any more") : qsTr("Make it a favourite")
        onPressed: root.station.toggle_star()
    }

    GlassButton {
        id: close

        objectName: "station.close"
        anchors {
            right: parent.right
            top: parent.top
            margins: Theme.s2
        }
        width: Theme.touch
        height: Theme.touch
        kind: "bare"
        iconName: "close"
        accessibleName: qsTr("Close")
        onPressed: root.station.close()
    }
}
