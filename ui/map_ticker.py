"""Tell how much time passes, in step with the frames."""

from PySide6.QtCore import QAbstractAnimation, QObject, Signal
from typing_extensions import override


class Ticker(QAbstractAnimation):
    """Emits `ticked` with the seconds since the last tick while it runs."""

    ticked = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last_ms = 0

    @override
    def duration(self) -> int:
        """Go on until stopped."""
        return -1

    @override
    def updateCurrentTime(self, currentTime: int) -> None:
        """Report the time since the last report."""
        passed_ms, self._last_ms = currentTime - self._last_ms, currentTime
        if passed_ms > 0:
            self.ticked.emit(passed_ms / 1000.0)

    def run(self) -> None:
        """Start if it is not running."""
        if self.state() != QAbstractAnimation.State.Running:
            self._last_ms = 0
            self.start()
