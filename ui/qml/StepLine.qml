import QtQuick

// One step of a start: done, now, still to come, or where it failed.
Row {
    id: root

    required property string name
    required property string mark

    height: 60 * Theme.dp
    spacing: Theme.s3

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: 2 * Math.round(24 * Theme.dp)
        height: width
        radius: width / 2
        color: root.mark === "done" ? Theme.tileHigh : "transparent"
        border.width: root.mark === "done" ? 0 : 3 * Theme.dp
        border.color: root.mark === "now" ? Theme.text : root.mark === "failed" ? Theme.stop : Theme.track

        Icon {
            anchors.centerIn: parent
            visible: root.mark === "done" || root.mark === "failed"
            name: root.mark === "failed" ? "close" : "check"
            size: 30 * Theme.dp
            weight: 2.6
            color: root.mark === "failed" ? Theme.stop : Theme.text
        }

        Rectangle {
            anchors.centerIn: parent
            visible: root.mark === "now"
            width: 2 * Math.round(8 * Theme.dp)
            height: width
            radius: width / 2
            color: Theme.text
        }
    }

    Phrase {
        anchors.verticalCenter: parent.verticalCenter
        text: root.name
        font.pixelSize: Theme.primary
        font.bold: root.mark === "now"
        color: root.mark === "failed" ? Theme.stop : root.mark === "todo" ? Theme.text2 : Theme.text
    }
}
