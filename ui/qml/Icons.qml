pragma Singleton
import QtQuick

// Outlines on a grid of 24, drawn by Icon.qml. Own drawings.
QtObject {
    readonly property var paths: ({
        map: "M9 4.5 L3.5 7 V19.5 L9 17 L15 19.5 L20.5 17 V4.5 L15 7 Z M9 4.5 V17 M15 7 V19.5",
        trip: "M6 20 A2.2 2.2 0 1 1 6.01 20 M18 8.4 A2.2 2.2 0 1 1 18.01 8.4 M8.4 17.8 H15 A3.2 3.2 0 0 0 15 11.4 H9 A3.2 3.2 0 0 1 9 5 H13.5",
        charge: "M13.2 2.8 L5.2 13.4 H11 L10 21.2 L18.8 10 H12.6 Z",
        home: "M3.5 11.5 L12 4 L20.5 11.5 M5.8 9.6 V20 H18.2 V9.6 M12.8 11 L10.2 14.4 H13.8 L11.2 17.6",
        network: "M12 9.2 A2.8 2.8 0 1 0 12.01 9.2 M5 3.6 A2 2 0 1 0 5.01 3.6 M19 3.6 A2 2 0 1 0 19.01 3.6 M12 18.4 A2 2 0 1 0 12.01 18.4 M6.6 6.8 L10 10 M17.4 6.8 L14 10 M12 14.8 V18.4",
        settings: "M4 7 H13 M18.4 7 H20 M4 17 H5.6 M11 17 H20 M15.7 4.3 A2.7 2.7 0 1 0 15.71 4.3 M8.3 14.3 A2.7 2.7 0 1 0 8.31 14.3",
        plus: "M12 4.5 V19.5 M4.5 12 H19.5",
        minus: "M4.5 12 H19.5",
        locate: "M12 5 A7 7 0 1 0 12.01 5 M12 2 V5 M12 19 V22 M2 12 H5 M19 12 H22 M12 10.4 A1.6 1.6 0 1 0 12.01 10.4",
        close: "M6 6 L18 18 M18 6 L6 18",
        back: "M14.5 5 L7.5 12 L14.5 19",
        forward: "M9.5 5 L16.5 12 L9.5 19",
        receipt: "M6 3.5 H18 V20.5 L16 19 L14 20.5 L12 19 L10 20.5 L8 19 L6 20.5 Z M9 8.5 H15 M9 12.5 H15",
        wrench: "M14.2 9.8 L5.2 18.8 M20 7.2 A4.6 4.6 0 1 1 16.8 4 L14.6 6.6 L15.4 8.6 L17.4 9.4 Z",
        check: "M5 12.5 L10 17.5 L19.5 7",
        plug: "M9 3 V8 M15 3 V8 M6.5 8 H17.5 V11.5 A5.5 5.5 0 0 1 6.5 11.5 Z M12 17 V21.5"
    })
    readonly property var solids: ({
        bolt: "M13.4 2.2 L4.6 13.8 H10.6 L9.6 21.8 L19.4 9.8 H12.8 Z",
        navigate: "M12 2.6 L19.6 21 L12 16.6 L4.4 21 Z",
        stop: "M6 4 H18 A2 2 0 0 1 20 6 V18 A2 2 0 0 1 18 20 H6 A2 2 0 0 1 4 18 V6 A2 2 0 0 1 6 4 Z",
        warning: "M12 3 L22.4 21 H1.6 Z"
    })
}
