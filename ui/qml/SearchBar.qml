import QtQuick
import Chargedeck

// The way into the search, above the left column; open, the field that is typed in.
Rectangle {
    id: root

    required property Glass glass
    readonly property SearchController search: root.glass.search
    readonly property bool open: root.glass.column.shown === "search"

    objectName: "search.bar"
    height: 80 * Theme.dp
    radius: root.height / 2
    color: Theme.cardSolid
    border.width: root.open ? 2 * Theme.dp : Theme.hair
    border.color: root.open ? Theme.text2 : Theme.line
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Search")
    Accessible.onPressAction: root.begin()
    onSearchChanged: field.text = root.search.query
    onOpenChanged: {
        if (root.open)
            field.forceActiveFocus();
        else
            field.focus = false;
    }

    function begin() {
        if (!root.open)
            root.glass.column.open("search");
        root.search.show_keyboard(true);
        field.forceActiveFocus();
    }

    Connections {
        target: root.search

        function onQueryChanged() {
            if (field.text !== root.search.query)
                field.text = root.search.query;
        }
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.begin()
    }

    Icon {
        visible: !root.open
        anchors {
            left: parent.left
            leftMargin: 26 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        name: "search"
        size: 36 * Theme.dp
        color: Theme.text2
    }

    GlassButton {
        objectName: "search.back"
        visible: root.open
        anchors {
            left: parent.left
            leftMargin: 2 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        width: Theme.touch
        height: Theme.touch
        kind: "bare"
        iconName: "back"
        accessibleName: qsTr("Back")
        onPressed: root.glass.column.close()
    }

    TextInput {
        id: field

        objectName: "search.field"
        anchors {
            left: parent.left
            leftMargin: 84 * Theme.dp
            right: parent.right
            rightMargin: 84 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        height: Theme.touch
        clip: true
        enabled: root.open
        verticalAlignment: TextInput.AlignVCenter
        color: Theme.text
        selectionColor: Theme.text2
        selectedTextColor: Theme.inverse
        selectByMouse: true
        font.family: Theme.family
        font.pixelSize: Theme.primary
        maximumLength: 60
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("Search")
        onTextChanged: root.search.type(field.text)
        onAccepted: root.search.pick_first()
        Keys.onPressed: event => {
            root.search.hardware_key_pressed();
            event.accepted = false;
        }
        Keys.onEscapePressed: root.glass.column.close()
    }

    Phrase {
        anchors.fill: field
        visible: field.text === "" && field.preeditText === ""
        text: qsTr("Places, stations, operators")
        font.pixelSize: Theme.primary
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallest
        color: Theme.text2
    }

    GlassButton {
        objectName: "search.clear"
        visible: field.text !== ""
        anchors {
            right: parent.right
            rightMargin: 2 * Theme.dp
            verticalCenter: parent.verticalCenter
        }
        width: Theme.touch
        height: Theme.touch
        kind: "bare"
        iconName: "close"
        accessibleName: qsTr("Clear")
        onPressed: root.search.clear()
    }
}
