"""Set the stage: no display, the software renderer, one Qt loop for all tests that need it."""

import asyncio
import os
from collections.abc import Callable, Mapping

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QSG_RENDER_LOOP"] = "basic"
os.environ["QT_QUICK_CONTROLS_STYLE"] = "Basic"
os.environ["QT_API"] = "pyside6"


def pytest_asyncio_loop_factories(
    config: pytest.Config,  # noqa: ARG001 - the hook's signature
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Give the tests of the screen Qt's loop, and all others asyncio's own."""
    if item.nodeid.startswith(("tests/ui/", "tests/scenarios/")):
        return {"qt": _new_qt_loop}
    return {"asyncio": asyncio.new_event_loop}


def _new_qt_loop() -> asyncio.AbstractEventLoop:
    # Imported here so that a test of the protocol core needs no Qt libraries.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from ui.qt_loop import GlassLoop  # noqa: PLC0415

    return GlassLoop(QApplication.instance() or QApplication([]))
