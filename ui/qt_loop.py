"""Run asyncio on Qt's event loop with timers that never fire early."""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimerEvent
from qasync import QEventLoop
from typing_extensions import override


class _PreciseTimers(QObject):
    """Fires each handle once, never before its time.

    qasync 0.28.0 uses coarse timers (5 % early, measured) and leaves the object without a parent,
    so that Qt may call it after Python let go of it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._handles: dict[int, asyncio.Handle] = {}
        # What is to be done soon has one timer in common: one for each is a third of what a
        # callback costs (measured).
        self._ready: deque[asyncio.Handle] = deque()
        self._soon: int | None = None

    def add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """Run `handle` after `delay` seconds, rounded up to the next millisecond."""
        if delay <= 0:
            self._ready.append(handle)
            self._arm()
            return handle
        timer = self.startTimer(max(0, math.ceil(delay * 1000)), Qt.TimerType.PreciseTimer)
        self._handles[timer] = handle
        return handle

    @override
    def timerEvent(self, event: QTimerEvent) -> None:
        """Run the handle of a timer that is due."""
        timer = event.timerId()
        self.killTimer(timer)
        if timer == self._soon:
            self._run_ready()
            return
        handle = self._handles.pop(timer, None)
        if handle is not None and not handle.cancelled():
            handle._run()  # noqa: SLF001 - how asyncio's own loops run a handle

    def _arm(self) -> None:
        if self._soon is None:
            self._soon = self.startTimer(0, Qt.TimerType.PreciseTimer)

    def _run_ready(self) -> None:
        """Run what is there now; what that adds has its turn after Qt's own events."""
        self._soon = None
        try:
            count = len(self._ready)
            while count and self._ready:  # a callback may run Qt's loop, and so all of them
                count -= 1
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()  # noqa: SLF001 - how asyncio's own loops run a handle
        finally:
            if self._ready:
                self._arm()

    def stop(self) -> None:
        """Forget every handle; called when the loop closes."""
        for timer in (*self._handles, *(() if self._soon is None else (self._soon,))):
            self.killTimer(timer)
        self._handles.clear()
        self._ready.clear()
        self._soon = None

    def set_debug(self, _enabled: bool) -> None:  # noqa: FBT001 - qasync's signature
        """Take qasync's word and do nothing with it."""


class GlassLoop(QEventLoop):  # type: ignore[misc]  # qasync is not typed
    """qasync's loop with precise timers and with notifiers that belong to the application."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        super().__init__(app)
        self._timer = _PreciseTimers(app)

    @override
    def call_soon(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """Run a callback after those that are to be run soon already."""
        # qasync looks first whether it is a coroutine function: a quarter of the cost (measured).
        return self._timer.add_callback(asyncio.Handle(callback, args, self, context=context))

    def _add_reader(self, fd: int, callback: Callable[..., None], *args: Any) -> None:  # noqa: ANN401
        _discard(self._read_notifiers.get(fd))
        super()._add_reader(fd, callback, *args)
        self._read_notifiers[fd].setParent(self._app)

    def _remove_reader(self, fd: int) -> bool:
        notifier = None if self.is_closed() else self._read_notifiers.get(fd)
        removed = bool(super()._remove_reader(fd))
        _discard(notifier)
        return removed

    def _add_writer(self, fd: int, callback: Callable[..., None], *args: Any) -> None:  # noqa: ANN401
        _discard(self._write_notifiers.get(fd))
        super()._add_writer(fd, callback, *args)
        self._write_notifiers[fd].setParent(self._app)

    def _remove_writer(self, fd: int) -> bool:
        notifier = None if self.is_closed() else self._write_notifiers.get(fd)
        removed = bool(super()._remove_writer(fd))
        _discard(notifier)
        return removed


def _discard(notifier: QSocketNotifier | None) -> None:
    # Qt may still be delivering to it: it goes at the next turn of the loop, not now.
    if notifier is not None:
        notifier.setEnabled(False)
        notifier.deleteLater()
