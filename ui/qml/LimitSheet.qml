pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// Up to where the car shall charge.
Card {
    id: root

    required property Glass glass

    signal chosen

    color: Theme.cardSolid
    width: row.width + 2 * Theme.s3
    height: row.height + 2 * Theme.s3

    Row {
        id: row

        x: Theme.s3
        y: Theme.s3
        spacing: Theme.s2

        Repeater {
            model: [50, 60, 70, 80, 90, 100]

            GlassButton {
                required property int modelData

                objectName: "charge.limit_" + modelData
                width: 160 * Theme.dp
                kind: root.glass.car.limit === modelData ? "main" : "plain"
                text: root.glass.settings.percent(modelData)
                onPressed: {
                    root.glass.car.set_limit(modelData);
                    root.chosen();
                }
            }
        }
    }
}
