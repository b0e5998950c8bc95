pragma Singleton
import QtQuick

// Tokens and sizes of the glass. Main.qml tells the size of the glass, its ppi and the theme's name.
QtObject {
    id: root

    property real glassWidth: 1920
    property real glassHeight: 1200
    // Pixels per inch of the panel, 0 while unknown.
    property real ppi: 0
    property string name: "night"
    // Latin text wants narrow apostrophes, which a Chinese font keeps as proportional forms.
    property bool latin: false
    readonly property var features: root.latin ? ({ "tnum": 1, "pwid": 1 }) : ({ "tnum": 1 })

    readonly property real fit: Math.min(root.glassWidth / 1920, root.glassHeight / 1200)
    readonly property real dp: Math.max(root.fit, root.ppi * 12 / 25.4 / 76)
    readonly property bool narrow: root.glassWidth < 1280

    readonly property bool day: root.name === "day"
    readonly property bool dim: root.name === "night-dim"
    readonly property color ground: root.day ? "#EEF1F4" : root.dim ? "#070B0F" : "#0B1116"
    readonly property color land: root.day ? "#F3F0E9" : root.dim ? "#151B21" : "#1D252D"
    readonly property color card: root.day ? "#F7FFFFFF" : root.dim ? "#F510161D" : "#F2151D26"
    readonly property color cardSolid: root.day ? "#FFFFFF" : root.dim ? "#10161D" : "#151D26"
    readonly property color line: root.day ? "#24000000" : "#26FFFFFF"
    readonly property color tile: root.day ? "#0D10202E" : root.dim ? "#0FFFFFFF" : "#14FFFFFF"
    readonly property color tileHigh: root.day ? "#1A10202E" : root.dim ? "#1FFFFFFF" : "#29FFFFFF"
    readonly property color pressed: root.day ? "#1F000000" : "#1FFFFFFF"
    readonly property color track: root.day ? "#D8DEE4" : root.dim ? "#161E26" : "#1F2932"
    readonly property color text: root.day ? "#11181F" : root.dim ? "#B8C1C9" : "#E3E9EE"
    readonly property color text2: root.day ? "#46525E" : root.dim ? "#7F8B96" : "#A3B1BF"
    readonly property color inverse: root.day ? "#FFFFFF" : "#0B1116"
    readonly property color energy: root.day ? "#00714F" : root.dim ? "#259A70" : "#35D49A"
    readonly property color wait: root.day ? "#8A5000" : root.dim ? "#B57E2C" : "#F2A93B"
    readonly property color stop: root.day ? "#B3261E" : root.dim ? "#C25A53" : "#FF7B72"
    readonly property color stopFill: root.day ? "#FBECEA" : root.dim ? "#1D1011" : "#2B1516"
    readonly property color info: root.day ? "#1263B5" : root.dim ? "#3F7DBF" : "#5AA9FF"
    readonly property color bench: root.day ? "#E4E8EC" : "#06090C"
    readonly property var bars: root.day ? ["#C9D1D8", "#9FABB6", "#74828F"]
        : root.dim ? ["#2A333B", "#414C56", "#5F6B76"] : ["#3B4650", "#5B6873", "#8593A0"]

    readonly property string family: root.firstInstalled(["Noto Sans SC", "Noto Sans CJK SC",
        "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei"])
    readonly property string monoFamily: root.firstInstalled(["JetBrains Mono", "DejaVu Sans Mono",
        "Noto Sans Mono CJK SC", "Menlo", "Consolas"])

    // Type, in dp.
    readonly property real hero: 180 * root.dp
    readonly property real hero2: 140 * root.dp
    readonly property real fact: 72 * root.dp
    readonly property real title: 40 * root.dp
    readonly property real primary: 32 * root.dp
    readonly property real secondary: 28 * root.dp
    readonly property real small: 26 * root.dp
    readonly property real smallest: 24 * root.dp
    // Touch, radii, spacing, in dp.
    readonly property real touch: 76 * root.dp
    readonly property real button: 88 * root.dp
    readonly property real dock: 120 * root.dp
    readonly property real strip: 92 * root.dp
    readonly property real column: 640 * root.dp
    readonly property real radiusCard: 28 * root.dp
    readonly property real radiusTile: 20 * root.dp
    readonly property real s1: 8 * root.dp
    readonly property real s2: 16 * root.dp
    readonly property real s3: 24 * root.dp
    readonly property real s4: 32 * root.dp
    readonly property real hair: Math.max(1, root.dp)
    readonly property int quick: 200

    function firstInstalled(wanted: list<string>): string {
        const installed = Qt.fontFamilies();
        for (const family of wanted) {
            if (installed.includes(family))
                return family;
        }
        return Application.font.family;
    }

    function stateColor(state: string): color {
        switch (state) {
        case "available":
            return root.energy;
        case "occupied":
            return root.wait;
        case "fault":
            return root.stop;
        }
        return root.text2;
    }
}
