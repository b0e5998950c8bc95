import QtQuick
import QtQuick.Shapes

// One icon of Icons.qml in one colour.
Item {
    id: root

    required property string name
    property color color: Theme.text
    property real size: 40 * Theme.dp
    property real weight: 1.9
    readonly property bool solid: Icons.solids[root.name] !== undefined

    implicitWidth: root.size
    implicitHeight: root.size

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer
        antialiasing: true

        ShapePath {
            scale: Qt.size(root.size / 24, root.size / 24)
            strokeWidth: root.solid ? -1 : root.weight * root.size / 24
            strokeColor: root.color
            fillColor: root.solid ? root.color : "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: (root.solid ? Icons.solids[root.name] : Icons.paths[root.name]) ?? ""
            }
        }
    }
}
