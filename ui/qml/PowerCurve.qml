pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Chargedeck

// Power over SoC: the curve so far filled, the expected one dashed, the limit as a line.
Item {
    id: root

    required property var points
    property var expected: []
    required property var linesKw
    // In percent, 0 for none.
    property real limit: 0
    property string limitText: ""
    property string nowText: ""
    required property SettingsController settings
    property bool live: true
    readonly property real plotHeight: height - 44 * Theme.dp
    readonly property color ink: root.live ? Theme.energy : Theme.text2
    readonly property point tip: root.points.length ? root.place(root.points[root.points.length - 1]) : Qt.point(0, 0)

    function place(unit: point): point {
        return Qt.point(unit.x * root.width, (1 - unit.y) * root.plotHeight);
    }

    function outline(units: var): var {
        return units.map(unit => root.place(unit));
    }

    function area(units: var): var {
        if (units.length < 2)
            return [];
        const line = root.outline(units);
        const floor = root.plotHeight;
        return [Qt.point(line[0].x, floor), ...line, Qt.point(line[line.length - 1].x, floor)];
    }

    Repeater {
        model: root.linesKw

        Item {
            id: grid

            required property int modelData
            required property int index

            y: root.plotHeight * grid.index / root.linesKw.length
            width: root.width

            Rectangle {
                width: parent.width
                height: Theme.hair
                color: Theme.line
            }

            Phrase {
                anchors.right: parent.right
                y: -height - 2 * Theme.dp
                text: grid.index === 0 ? grid.modelData + "\u00a0kW" : grid.modelData
                font.pixelSize: Theme.smallest
                color: Theme.text2
            }
        }
    }

    Rectangle {
        y: root.plotHeight
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Rectangle {
        visible: root.limit > 0
        x: root.width * root.limit / 100
        y: -8 * Theme.dp
        width: 2 * Theme.dp
        height: root.plotHeight + 8 * Theme.dp
        color: Theme.text2
    }

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer
        antialiasing: true

        ShapePath {
            strokeWidth: -1
            fillColor: Qt.alpha(root.ink, 0.16)

            PathPolyline {
                path: root.area(root.points)
            }
        }

        ShapePath {
            strokeColor: Theme.text2
            strokeWidth: 2.5 * Theme.dp
            strokeStyle: ShapePath.DashLine
            dashPattern: [5, 4]
            fillColor: "transparent"

            PathPolyline {
                path: root.outline(root.expected)
            }
        }

        ShapePath {
            strokeColor: root.ink
            strokeWidth: 5 * Theme.dp
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathPolyline {
                path: root.outline(root.points)
            }
        }
    }

    Rectangle {
        visible: root.live && root.points.length > 0
        // Even and on whole pixels: the software renderer draws no other circle round.
        x: Math.round(root.tip.x) - width / 2
        y: Math.round(root.tip.y) - height / 2
        width: 2 * Math.round(11 * Theme.dp)
        height: width
        radius: width / 2
        antialiasing: true
        color: Theme.text
    }

    Phrase {
        anchors.bottom: parent.bottom
        text: root.settings.empty_percent
        font.pixelSize: Theme.smallest
        color: Theme.text2
        visible: !now.visible || now.x > width + Theme.s1
    }

    Phrase {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: !root.live
        text: root.settings.full_percent
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }

    Phrase {
        id: now

        anchors.bottom: parent.bottom
        visible: root.live && root.points.length > 0 && root.nowText !== ""
        x: Math.min(root.width - width, Math.max(0, root.tip.x - width / 2))
        text: root.nowText
        font.pixelSize: Theme.smallest
    }

    Phrase {
        anchors.bottom: parent.bottom
        visible: root.limit > 0 && (!now.visible || Math.abs(x + width / 2 - now.x - now.width / 2) > width + Theme.s2)
        x: Math.min(root.width - width, root.width * root.limit / 100 - width / 2)
        text: root.limitText
        font.pixelSize: Theme.smallest
        color: Theme.text2
    }
}
