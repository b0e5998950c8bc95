pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// The all-in price, its parts on a tap, when it is cheaper, the day's prices.
Column {
    id: root

    required property StationPrice price

    spacing: Theme.s1

    Item {
        objectName: "station.parts"
        width: parent.width
        height: 84 * Theme.dp
        Accessible.role: Accessible.Button
        Accessible.name: sum.text
        Accessible.onPressAction: root.price.toggle()

        Phrase {
            id: sum

            anchors.left: parent.left
            anchors.top: parent.top
            objectName: "station.price"
            text: root.price.text
            font.pixelSize: 36 * Theme.dp
            font.bold: true
        }

        Phrase {
            anchors {
                left: sum.left
                top: sum.bottom
            }
            visible: text !== ""
            objectName: "station.price_source"
            text: root.price.source_text
            font.pixelSize: Theme.smallest
            color: root.price.printed ? Theme.wait : Theme.text2
        }

        Phrase {
            anchors {
                left: sum.right
                leftMargin: Theme.s2
                right: chevron.left
                rightMargin: Theme.s1
                baseline: sum.baseline
            }
            objectName: "station.cost"
            horizontalAlignment: Text.AlignRight
            text: root.price.cost_text
            color: Theme.text2
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallest
        }

        Icon {
            id: chevron

            anchors {
                right: parent.right
                verticalCenter: sum.verticalCenter
            }
            visible: root.price.known
            name: root.price.unfolded ? "fold" : "unfold"
            size: 28 * Theme.dp
            color: Theme.text2
        }

        TapHandler {
            enabled: root.price.known
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: root.price.toggle()
        }
    }

    Repeater {
        model: root.price.unfolded ? root.price.parts : null

        Item {
            id: part

            required property string name
            required property string value

            width: root.width
            height: 40 * Theme.dp

            Phrase {
                id: what

                text: part.name
                font.pixelSize: Theme.small
                color: Theme.text2
            }

            Phrase {
                anchors {
                    left: what.right
                    leftMargin: Theme.s2
                    right: parent.right
                }
                horizontalAlignment: Text.AlignRight
                text: part.value
                font.pixelSize: Theme.small
            }
        }
    }

    Phrase {
        objectName: "station.cheaper"
        width: parent.width
        visible: text !== ""
        text: root.price.cheaper_text
        font.pixelSize: Theme.small
    }

    TariffBars {
        width: parent.width
        visible: root.price.bars.length > 0
        bars: root.price.bars
    }
}
