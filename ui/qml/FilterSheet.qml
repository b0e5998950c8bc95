pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Every way to narrow the map, with what each would leave of what is in view.
Card {
    id: root

    required property Glass glass
    property bool wide: false
    readonly property FilterController filters: root.glass.filters
    // The choices are made when the card is first opened: the glass starts sooner.
    property bool opened: false

    objectName: "filters.sheet"
    onVisibleChanged: {
        if (root.visible)
            root.opened = true;
        else
            root.filters.stop_naming();
    }

    Binding {
        target: root.filters
        property: "shown"
        value: root.visible
    }

    Phrase {
        id: title

        anchors {
            left: parent.left
            top: parent.top
            leftMargin: Theme.s4
            topMargin: Theme.s2
        }
        height: Theme.touch
        visible: !root.filters.naming
        text: qsTr("Filters")
        font.pixelSize: Theme.title
        font.bold: true
    }

    GlassButton {
        id: close

        objectName: "filters.close"
        anchors {
            right: parent.right
            top: parent.top
            rightMargin: Theme.s2
            topMargin: Theme.s2
        }
        width: Theme.touch
        height: Theme.touch
        visible: !root.filters.naming
        kind: "bare"
        iconName: "close"
        accessibleName: qsTr("Close")
        onPressed: root.glass.column.close()
    }

    GlassButton {
        id: clear

        objectName: "filters.clear"
        anchors {
            right: close.left
            top: close.top
        }
        height: Theme.touch
        visible: !root.filters.naming
        enabled: root.filters.active > 0
        kind: "quiet"
        textSize: Theme.small
        padding: 28 * Theme.dp
        text: qsTr("Clear all")
        onPressed: root.filters.clear()
    }

    GlassButton {
        objectName: "filters.save"
        anchors {
            right: clear.left
            top: close.top
            rightMargin: Theme.s1
        }
        height: Theme.touch
        visible: !root.filters.naming
        enabled: root.filters.active > 0
        kind: "quiet"
        textSize: Theme.small
        padding: 28 * Theme.dp
        text: qsTr("Save")
        onPressed: root.filters.begin_saving()
    }

    Flickable {
        id: list

        objectName: "filters.list"
        anchors {
            left: parent.left
            right: parent.right
            top: close.bottom
            bottom: foot.top
            leftMargin: Theme.s4
            rightMargin: Theme.s4
            topMargin: Theme.s1
        }
        visible: !root.filters.naming
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: content.height + Theme.s3

        Column {
            id: content

            width: list.width
            spacing: Theme.s3

            Flow {
                width: content.width
                spacing: Theme.s3

                Repeater {
                    model: root.opened ? root.filters.sections : null

                    FilterSection {
                        width: root.wide && across > 1 ? Math.floor((content.width - 2 * Theme.s3) / 3) : content.width
                        wide: root.wide
                        onPicked: key => root.filters.toggle(key)
                    }
                }
            }

            FilterSaved {
                width: content.width
                visible: root.filters.saved_count > 0
                wide: root.wide
                filters: root.filters
            }
        }
    }

    // How far the choices go on.
    Rectangle {
        anchors.right: parent.right
        anchors.rightMargin: 12 * Theme.dp
        y: list.y + list.visibleArea.yPosition * list.height
        width: 6 * Theme.dp
        height: list.visibleArea.heightRatio * list.height
        radius: width / 2
        visible: list.visible && list.visibleArea.heightRatio < 1
        color: Theme.text2
        opacity: 0.5
    }

    FilterNaming {
        id: naming

        anchors {
            left: parent.left
            top: parent.top
            margins: Theme.s4
        }
        width: (root.wide ? root.width / 2 : root.width) - 2 * Theme.s4
        visible: root.filters.naming
        filters: root.filters
    }

    Loader {
        active: root.visible && root.filters.naming && !naming.keyed
        x: root.wide ? root.width / 2 : root.width + Theme.s3
        y: root.height - height - (root.wide ? Theme.s2 : 0)
        width: root.wide ? root.width / 2 - Theme.s2 : 1020 * Theme.dp

        sourceComponent: Keyboard {
            enterIcon: "check"
            enterName: qsTr("Save")
            onTyped: sign => naming.press(sign)
            onErased: naming.erase(true)
            onEntered: naming.keep()
            onHidden: naming.keyed = true
        }
    }

    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            top: foot.top
        }
        height: Theme.hair
        visible: foot.visible
        color: Theme.line
    }

    Item {
        id: foot

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: Theme.s4
            rightMargin: Theme.s4
        }
        height: root.wide ? 120 * Theme.dp : sentence.implicitHeight + show.height + Theme.s2 * 2 + Theme.s3
        visible: !root.filters.naming

        Phrase {
            id: sentence

            objectName: "filters.sentence"
            width: root.wide ? show.x - Theme.s3 : foot.width
            height: root.wide ? foot.height : implicitHeight
            y: root.wide ? 0 : Theme.s2
            text: root.filters.sentence
            wrapMode: Text.Wrap
            font.pixelSize: Theme.small
            color: Theme.text2
        }

        GlassButton {
            id: show

            objectName: "filters.show"
            anchors {
                right: parent.right
                bottom: parent.bottom
                bottomMargin: root.wide ? Theme.s2 : Theme.s3
            }
            width: root.wide ? 700 * Theme.dp : foot.width
            kind: "main"
            textSize: Theme.small
            text: root.filters.found
            onPressed: root.glass.column.close()
        }
    }
}
