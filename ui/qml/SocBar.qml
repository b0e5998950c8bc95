import QtQuick
import QtQuick.Shapes
import Chargedeck

// State of charge as a bar; hollow and dashed once it is stale.
Rectangle {
    id: root

    required property CarController car
    readonly property real filled: Math.max(root.height, root.width * root.car.soc / 100)

    radius: root.height / 2
    color: root.car.stale ? "transparent" : Theme.track
    border.width: root.car.stale ? Theme.hair : 0
    border.color: Theme.text2

    Rectangle {
        visible: root.car.known
        width: root.filled
        height: parent.height
        radius: parent.radius
        color: root.car.charging ? Theme.energy : Theme.text
    }

    Shape {
        anchors.fill: parent
        visible: root.car.stale
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            strokeColor: Theme.text2
            strokeWidth: root.height * 0.4
            strokeStyle: ShapePath.DashLine
            dashPattern: [0.6, 0.6]
            capStyle: ShapePath.FlatCap
            fillColor: "transparent"
            startX: root.height / 2
            startY: root.height / 2

            PathLine {
                x: root.filled - root.height / 4
                y: root.height / 2
            }
        }
    }
}
