import QtQuick
import QtQuick.Shapes
import Chargedeck

// State of charge as a ring open at the bottom, the limit as a tick.
Item {
    id: root

    required property Glass glass
    readonly property real line: 34 * Theme.dp
    readonly property real radius: width / 2 - root.line / 2
    readonly property real center: width / 2
    readonly property real shownSoc: number.shown
    readonly property real tickAngle: (135 + 270 * root.glass.car.limit / 100) * Math.PI / 180

    width: 594 * Theme.dp
    height: 520 * Theme.dp

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer
        antialiasing: true

        ShapePath {
            strokeColor: Theme.track
            strokeWidth: root.line
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: root.center
                centerY: root.center
                radiusX: root.radius
                radiusY: root.radius
                startAngle: 135
                sweepAngle: 270
            }
        }

        ShapePath {
            strokeColor: root.glass.car.stale ? Theme.text2 : !root.glass.car.known ? "transparent" : root.glass.car.charging ? Theme.energy : Theme.text
            strokeWidth: root.line
            fillColor: "transparent"
            strokeStyle: root.glass.car.stale ? ShapePath.DashLine : ShapePath.SolidLine
            dashPattern: [0.12, 0.36]
            capStyle: root.glass.car.stale ? ShapePath.FlatCap : ShapePath.RoundCap

            PathAngleArc {
                centerX: root.center
                centerY: root.center
                radiusX: root.radius
                radiusY: root.radius
                startAngle: 135
                sweepAngle: 270 * Math.max(0.5, root.shownSoc) / 100
            }
        }

        ShapePath {
            strokeColor: root.glass.car.limit > 0 ? Theme.text : "transparent"
            strokeWidth: 6 * Theme.dp
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            startX: root.center + (root.radius - 32 * Theme.dp) * Math.cos(root.tickAngle)
            startY: root.center + (root.radius - 32 * Theme.dp) * Math.sin(root.tickAngle)

            PathLine {
                x: root.center + (root.radius + 32 * Theme.dp) * Math.cos(root.tickAngle)
                y: root.center + (root.radius + 32 * Theme.dp) * Math.sin(root.tickAngle)
            }
        }
    }

    Phrase {
        visible: root.glass.car.limit > 0
        x: root.center + (root.radius + 64 * Theme.dp) * Math.cos(root.tickAngle) - width / 2
        y: root.center + (root.radius + 64 * Theme.dp) * Math.sin(root.tickAngle) - height / 2
        text: root.glass.car.limit
        color: Theme.text2
    }

    Item {
        id: middle

        anchors.horizontalCenter: parent.horizontalCenter
        y: root.center - number.height * 0.53
        width: number.width + (sign.visible ? sign.width + Theme.s1 : 0)
        height: number.height

        Counting {
            id: number

            objectName: "charge.soc"
            value: root.glass.car.soc
            known: root.glass.car.soc_known
            color: root.glass.car.known ? Theme.text : Theme.text2
            write: shown => root.glass.settings.number(shown, 0)
            font.pixelSize: Theme.hero
            font.bold: true
        }

        Phrase {
            id: sign

            anchors {
                left: number.right
                leftMargin: Theme.s1
                baseline: number.baseline
            }
            visible: root.glass.car.soc_known
            text: "%"
            font.pixelSize: 68 * Theme.dp
            color: Theme.text2
        }
    }

    Phrase {
        id: reach

        objectName: "charge.reach"
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: middle.bottom
            topMargin: -20 * Theme.dp
        }
        text: root.glass.charge.added_text || root.glass.car.range_text
        font.pixelSize: Theme.primary
        color: Theme.text2
    }

    Phrase {
        objectName: "charge.age"
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: reach.bottom
        }
        visible: root.glass.car.stale
        text: root.glass.car.age_text
        color: Theme.text2
    }
}
