pragma ComponentBehavior: Bound
import QtQuick
import Chargedeck

// A fault is reported in two taps: that there is one, and which.
Column {
    id: root

    required property StationFault fault
    required property string connectorName

    spacing: Theme.s1

    GlassButton {
        objectName: "station.report"
        width: parent.width
        height: Theme.touch
        kind: "quiet"
        textSize: Theme.secondary
        iconName: "flag"
        text: root.fault.choosing ? qsTr("What is wrong with %1?").arg(root.connectorName) : qsTr("Report a fault")
        onPressed: root.fault.toggle()
    }

    Repeater {
        model: root.fault.choosing ? root.fault.reasons : null

        GlassButton {
            id: reason

            required property string key
            required property string word

            objectName: "station.reason_" + reason.key
            width: root.width
            height: Theme.touch
            textSize: Theme.secondary
            text: reason.word
            onPressed: root.fault.choose(reason.key)
        }
    }

    Phrase {
        objectName: "station.report_answer"
        width: parent.width
        visible: text !== ""
        text: root.fault.answer
        font.pixelSize: Theme.small
        color: root.fault.taken ? Theme.text : Theme.text2
        wrapMode: Text.Wrap
        maximumLineCount: 3
    }
}
