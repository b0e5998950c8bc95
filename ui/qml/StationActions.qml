import QtQuick
import Chargedeck

// The main button is what can be done here and now; beside it the way to every connector.
Item {
    id: root

    required property StationController station
    readonly property bool telling: ["plug_in", "taken", "not_from_here"].includes(root.station.action_name)

    height: Theme.button

    function words(action: string): string {
        switch (action) {
        case "navigate":
            return qsTr("Navigate");
        case "end_guidance":
            return qsTr("End route");
        case "open_flap":
            return qsTr("Open charge port");
        case "plug_in":
            return qsTr("Now plug in %1").arg(root.station.connector_name);
        case "taken":
            return qsTr("%1 is in use").arg(root.station.connector_name);
        case "start":
            return qsTr("Start charging");
        case "show_charge":
            return qsTr("Show charge");
        }
        return qsTr("Start at the pile");
    }

    GlassButton {
        objectName: "station.action"
        width: all.visible ? parent.width - all.width - Theme.s2 : parent.width
        height: Theme.button
        kind: root.telling ? "plain" : "main"
        enabled: !root.telling
        text: root.words(root.station.action_name)
        iconName: root.station.action_name === "navigate" ? "navigate" : root.station.action_name === "start" ? "bolt" : root.telling || root.station.action_name === "open_flap" ? "plug" : ""
        onPressed: root.station.act()
    }

    GlassButton {
        id: all

        objectName: "station.all"
        anchors.right: parent.right
        visible: root.station.has_more
        height: Theme.button
        textSize: Theme.secondary
        text: root.station.whole ? qsTr("Overview") : root.station.all_text
        onPressed: root.station.toggle_all()
    }
}
