"""Open the window on Qt's event loop, and close it again in the right order."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSize, Qt, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.glass import Glass
from ui.heap import be_thrifty
from ui.map_scene import ChargerMap
from ui.qt_loop import GlassLoop
from ui.typed import SMALLEST

MAIN_QML = Path(__file__).parent / "qml" / "Main.qml"


class NoDisplay(Exception):
    """There is no screen to open a window on."""


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window opens. `size` is in pixels, None means as large as fits the screen."""

    is_kiosk: bool = False
    size: tuple[int, int] | None = None
    is_offscreen: bool = False


def prepare(options: WindowOptions) -> None:
    """Set what Qt reads once at its start, and how memory is kept.

    Raises: NoDisplay on Linux without X11 and Wayland.
    """
    be_thrifty()
    # With the threaded loop grabWindow() from Python dead-locks (measured, 6.11.3).
    os.environ["QSG_RENDER_LOOP"] = "basic"
    os.environ["QT_QUICK_CONTROLS_STYLE"] = "Basic"
    if options.is_offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_QUICK_BACKEND"] = "software"
        os.environ["QT_SCALE_FACTOR"] = "1"
    elif (
        sys.platform == "linux"
        and "QT_QPA_PLATFORM" not in os.environ
        and not os.environ.get("DISPLAY")
        and not os.environ.get("WAYLAND_DISPLAY")
    ):
        raise NoDisplay(
            "There is no display here. One page can be rendered without one:\n"
            "  python main.py --screenshot glass.png --page map"
        )


def run_on_qt(amain: Callable[[QGuiApplication], Coroutine[None, None, int]]) -> int:
    """Run `amain` on Qt's loop until it returns its exit status."""
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("Chargedeck")
    app.setApplicationDisplayName("Chargedeck")
    app.setDesktopFileName("chargedeck")
    try:
        with asyncio.Runner(loop_factory=lambda: GlassLoop(app)) as runner:
            return runner.run(amain(app))
    except RuntimeError as error:
        # The session manager or the desktop asked Qt to quit; amain's own clean-up has run.
        if "Event loop stopped before Future completed" not in str(error):
            raise
        return 0


def fitting_size(app: QGuiApplication, options: WindowOptions) -> QSize:
    """Choose the window's size: as asked for, or 16:10 as the car's panel and within the screen."""
    if options.size is not None:
        return QSize(*options.size)
    if options.is_offscreen:
        return QSize(1920, 1200)
    room = app.primaryScreen().availableSize()
    # Nine tenths leave the desktop's bars visible (chosen).
    width = min(1920, int(room.width() * 0.9), int(room.height() * 0.9 * 1.6))
    return QSize(width, width * 10 // 16)


class Screen:
    """The window and the engine behind it."""

    def __init__(self, app: QGuiApplication, glass: Glass, options: WindowOptions) -> None:
        self._app = app
        self._closed = asyncio.Event()
        self._frame = asyncio.Event()
        self.qml_warnings: list[str] = []
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(self._note_warnings)
        self._engine.quit.connect(self._closed.set)
        self._engine.setInitialProperties({"glass": glass})
        glass.setParent(self._engine)
        glass.languageChanged.connect(self._engine.retranslate)
        self._engine.load(QUrl.fromLocalFile(str(MAIN_QML)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("; ".join(self.qml_warnings) or "Main.qml has no window")
        self.window: QQuickWindow = roots[0]
        self.window.frameSwapped.connect(self._frame.set)
        self._open(options)

    def _open(self, options: WindowOptions) -> None:
        # Closing the window ends our own coroutine, which then ends Qt's loop.
        self._app.setQuitOnLastWindowClosed(False)
        self._app.lastWindowClosed.connect(self._closed.set)
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self._closed.set)
        if options.is_kiosk:
            self.window.setFlag(Qt.WindowType.FramelessWindowHint)
            self._app.setOverrideCursor(Qt.CursorShape.BlankCursor)
            self.window.showFullScreen()
            return
        self.window.setMinimumSize(QSize(*SMALLEST))
        self.window.resize(fitting_size(self._app, options))
        self.window.show()

    def _note_warnings(self, warnings: list[object]) -> None:
        for warning in warnings:
            self.qml_warnings.append(str(warning))
            print(warning, file=sys.stderr)  # noqa: T201 - a console program's error

    @property
    def map(self) -> ChargerMap:
        """Give the map of the map page."""
        found = self.window.findChild(ChargerMap, "map.map")
        if not isinstance(found, ChargerMap):
            raise TypeError("Main.qml has no map")
        return found

    async def first_frame(self) -> None:
        """Wait until the first picture is on the glass."""
        await self._frame.wait()

    async def closed(self) -> None:
        """Wait until the window was closed or the process was told to end."""
        await self._closed.wait()

    def close(self) -> None:
        """End `closed()` as if the window had been closed."""
        self._closed.set()

    def grab(self) -> QImage:
        """Take the picture that is on the glass."""
        return self.window.grabWindow()

    async def dispose(self) -> None:
        """Take QML away before the Python objects that it looks at."""
        self.window.close()
        self._engine.deleteLater()
        # The deferred deletion is served at a turn of Qt's loop (20 ms: chosen).
        await asyncio.sleep(0.02)


def install_message_handler() -> None:
    """Print Qt's messages as one line each, without its noise about missing system parts."""
    qInstallMessageHandler(_print_message)


def _print_message(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    if kind == QtMsgType.QtDebugMsg or text is None:
        return
    print(f"qt: {text}", file=sys.stderr)  # noqa: T201 - a console program's error
