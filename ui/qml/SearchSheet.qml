pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// What was found, or favourites, what was chosen last and what is near; the keyboard is beside it.
Card {
    id: root

    required property Glass glass
    // A sheet at the bottom of a narrow glass: the keyboard then takes its right half.
    property bool wide: false
    readonly property SearchController search: root.glass.search
    readonly property bool halved: root.wide && root.search.keyboard_shown

    objectName: "search.sheet"

    Connections {
        target: root.search

        function onScrollWanted(line: int) {
            list.positionViewAtIndex(line, ListView.Beginning);
        }

        function onQueryChanged() {
            list.positionViewAtBeginning();
        }
    }

    Row {
        id: sortings

        anchors {
            left: parent.left
            top: parent.top
            leftMargin: Theme.s2
            topMargin: Theme.s2
        }
        visible: !root.search.typed
        width: list.width
        spacing: Theme.s1

        Repeater {
            model: root.search.sortings

            GlassButton {
                required property var modelData

                objectName: "search.sort_" + modelData.key
                width: (sortings.width - 2 * sortings.spacing) / 3
                height: Theme.touch
                kind: root.search.sorting === modelData.key ? "main" : "plain"
                textSize: Theme.small
                text: modelData.word
                onPressed: root.search.sort(modelData.key)
            }
        }
    }

    ListView {
        id: list

        objectName: "search.list"
        anchors {
            left: parent.left
            top: sortings.visible ? sortings.bottom : parent.top
            bottom: parent.bottom
            leftMargin: Theme.s2
            topMargin: Theme.s1
            bottomMargin: Theme.s2
        }
        width: (root.halved ? root.width / 2 : root.width) - 2 * Theme.s2
        clip: true
        spacing: Theme.s1
        boundsBehavior: Flickable.StopAtBounds
        model: root.search.rows
        delegate: SearchDelegate {
            width: ListView.view.width
            onPressed: root.search.pick(key)
            onActed: root.search.forget_recent()
        }
    }
}
