import QtQuick
import QtQuick.Shapes

// A round-cornered edge of dashes: what lies within is not known.
Shape {
    id: root

    required property real radius

    preferredRendererType: Shape.GeometryRenderer
    antialiasing: true

    ShapePath {
        strokeColor: Theme.text2
        strokeWidth: 2.4 * Theme.dp
        strokeStyle: ShapePath.DashLine
        dashPattern: [3, 2.4]
        fillColor: "transparent"

        PathRectangle {
            x: 1.5 * Theme.dp
            y: 1.5 * Theme.dp
            width: root.width - 3 * Theme.dp
            height: root.height - 3 * Theme.dp
            radius: root.radius - 1.5 * Theme.dp
        }
    }
}
