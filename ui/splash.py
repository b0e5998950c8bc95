"""Show how far the first start has come, before there is anything to drive the glass with."""

from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

SPLASH_QML = Path(__file__).parent / "qml" / "Splash.qml"


class Splash:
    """A window with one bar."""

    def __init__(self, size: QSize, *, is_full: bool) -> None:
        self._engine = QQmlApplicationEngine()
        self._engine.setInitialProperties({"share": 0.0})
        self._engine.load(QUrl.fromLocalFile(str(SPLASH_QML)))
        window = self._engine.rootObjects()[0]
        if not isinstance(window, QQuickWindow):
            raise TypeError("Splash.qml is not a window")
        self._window = window
        if is_full:
            window.showFullScreen()
        else:
            window.resize(size)
            window.show()

    def show_share(self, share: float) -> None:
        """Move the bar, 0 to 1."""
        self._window.setProperty("share", share)

    def close(self) -> None:
        """Take the window away."""
        self._window.close()
        self._engine.deleteLater()
