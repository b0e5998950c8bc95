import QtQuick

// A sentence that warns, with the shape of a fault before it; nothing where there is none.
Row {
    id: root

    required property string sentence

    visible: root.sentence !== ""
    spacing: Theme.s2

    StateMark {
        id: mark

        y: (said.font.pixelSize - height) / 2 + 4 * Theme.dp
        state_name: "fault"
    }

    Phrase {
        id: said

        width: root.width - mark.width - root.spacing
        text: root.sentence
        color: Theme.stop
        wrapMode: Text.Wrap
        maximumLineCount: 2
    }
}
