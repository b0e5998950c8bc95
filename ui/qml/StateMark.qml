import QtQuick
import QtQuick.Shapes

// The shape of a state: round available, square occupied, triangle fault, hollow and dashed unknown.
Item {
    id: root

    required property string state_name
    // Even and on whole pixels: the software renderer draws no other circle round.
    readonly property int size: 2 * Math.round(11 * Theme.dp)

    implicitWidth: root.size
    implicitHeight: root.size

    Rectangle {
        anchors.fill: parent
        visible: root.state_name === "available" || root.state_name === "occupied"
        radius: root.state_name === "available" ? root.size / 2 : root.size / 6
        antialiasing: true
        color: Theme.stateColor(root.state_name)
    }

    Icon {
        visible: root.state_name === "fault"
        anchors.centerIn: parent
        name: "warning"
        size: root.size * 1.15
        color: Theme.stop
    }

    Shape {
        anchors.fill: parent
        visible: root.state_name === "unknown"
        preferredRendererType: Shape.GeometryRenderer
        antialiasing: true

        ShapePath {
            strokeColor: Theme.text2
            strokeWidth: 2.4 * Theme.dp
            strokeStyle: ShapePath.DashLine
            dashPattern: [2, 1.6]
            fillColor: "transparent"

            PathAngleArc {
                centerX: root.size / 2
                centerY: root.size / 2
                radiusX: root.size / 2 - 1.5 * Theme.dp
                radiusY: root.size / 2 - 1.5 * Theme.dp
                startAngle: 0
                sweepAngle: 360
            }
        }
    }
}
