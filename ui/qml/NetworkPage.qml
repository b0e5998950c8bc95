pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The network in figures and pictures: the country by province, two days side by side.
Rectangle {
    id: root

    required property Glass glass
    readonly property CoverageController coverage: root.glass.coverage
    // The country stands above the figures where the glass is higher than wide.
    readonly property bool upright: root.height > root.width
    readonly property real edge: (Theme.narrow ? 32 : 64) * Theme.dp

    color: Theme.ground

    Phrase {
        id: title

        anchors {
            left: parent.left
            top: parent.top
            leftMargin: root.edge
            topMargin: Theme.s3
        }
        height: Theme.touch
        text: qsTr("Charging network")
        font.pixelSize: 50 * Theme.dp
        font.bold: true
    }

    GlassButton {
        objectName: "network.place"
        anchors {
            left: title.right
            leftMargin: Theme.s3
            verticalCenter: title.verticalCenter
        }
        height: Theme.touch
        kind: root.coverage.province ? "main" : "bare"
        enabled: root.coverage.province !== 0
        opacity: 1
        text: root.coverage.place
        iconName: root.coverage.province ? "close" : ""
        onPressed: root.coverage.choose(0)
    }

    Row {
        anchors {
            right: parent.right
            rightMargin: root.edge
            verticalCenter: title.verticalCenter
        }
        spacing: Theme.s3

        Repeater {
            model: [{ ink: Theme.bars[1], day: root.coverage.day_before }, { ink: Theme.text, day: root.coverage.day_after }]

            Row {
                id: legend

                required property var modelData

                spacing: 12 * Theme.dp

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 36 * Theme.dp
                    height: 8 * Theme.dp
                    radius: height / 2
                    color: legend.modelData.ink
                }

                Phrase {
                    text: legend.modelData.day
                    font.pixelSize: Theme.small
                    color: Theme.text2
                }
            }
        }
    }

    Item {
        id: country

        anchors {
            left: parent.left
            top: title.bottom
            leftMargin: root.edge
            topMargin: Theme.s2
        }
        width: root.upright ? root.width - 2 * root.edge : 820 * Theme.dp
        height: root.upright ? root.height * 0.48 : root.height - y - Theme.s3

        ProvinceMap {
            objectName: "network.country"
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height / proportion)
            height: width * proportion
            shades: root.coverage.shades
            selected: root.coverage.province
            low: Theme.bars[0]
            high: Theme.text
            ground: Theme.ground
            onTapped: code => root.coverage.choose(code)
        }
    }

    Row {
        anchors {
            left: country.left
            bottom: country.bottom
            bottomMargin: Theme.s2
        }
        visible: root.coverage.counted
        spacing: Theme.s1

        Phrase {
            text: "0"
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: 120 * Theme.dp
            height: 12 * Theme.dp
            radius: height / 2
            gradient: Gradient {
                orientation: Gradient.Horizontal

                GradientStop {
                    position: 0
                    color: Theme.bars[0]
                }

                GradientStop {
                    position: 1
                    color: Theme.text
                }
            }
        }

        Phrase {
            text: root.coverage.most
            font.pixelSize: Theme.smallest
            color: Theme.text2
        }
    }

    Item {
        anchors {
            left: root.upright ? parent.left : country.right
            right: parent.right
            top: root.upright ? country.bottom : country.top
            bottom: parent.bottom
            leftMargin: root.upright ? root.edge : 48 * Theme.dp
            rightMargin: root.edge
            topMargin: root.upright ? Theme.s2 : 0
            bottomMargin: Theme.s3
        }

        GridView {
            id: tiles

            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                rightMargin: -Theme.s2
            }
            height: 2 * cellHeight
            cellWidth: Math.floor(width / 3)
            cellHeight: 214 * Theme.dp
            interactive: false
            model: root.coverage.tiles
            delegate: Item {
                id: cell

                required property string key
                required property string name
                required property string now
                required property string then
                required property string growth
                required property string note
                required property real share_now
                required property real share_then

                width: tiles.cellWidth
                height: tiles.cellHeight

                PairTile {
                    width: parent.width - Theme.s2
                    height: parent.height - Theme.s2
                    key: cell.key
                    name: cell.name
                    now: cell.now
                    then: cell.then
                    growth: cell.growth
                    note: cell.note
                    shareNow: cell.share_now
                    shareThen: cell.share_then
                }
            }
        }

        CoverageLists {
            anchors {
                left: parent.left
                right: parent.right
                top: tiles.bottom
                bottom: parent.bottom
                topMargin: Theme.s1
            }
            visible: root.coverage.counted
            coverage: root.coverage
            sync: root.glass.sync
        }
    }

    Phrase {
        anchors.centerIn: parent
        visible: !root.coverage.counted
        text: root.coverage.waiting
        font.pixelSize: Theme.primary
        color: Theme.text2
    }
}
