"""Drive the real window with a finger: from a pin on the map to the receipt."""

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from network.catalogue import Catalogue
from network.order import Phase
from network.stations import Access, Station, Status
from tests.small_nation import put_small_nation
from ui.app import WindowOptions
from ui.command_line import Options
from ui.station_lock import StationLock
from ui.wiring.glass import Opened, opened

SPEED = 30.0
HERE = (31.194, 121.318)
"""Where the emulated car stands at first."""
PATIENCE_S = 30.0


class Finger:
    """Taps on what the window shows. Qt's own event loop is never nested in a coroutine."""

    def __init__(self, head_unit: Opened) -> None:
        self._window = head_unit.screen.window
        self._map = head_unit.screen.map

    def items(self) -> Iterator[QQuickItem]:
        stack = [self._window.contentItem()]
        while stack:
            item = stack.pop()
            if item.isVisible():
                yield item
                stack += item.childItems()

    def find(self, name: str) -> QQuickItem | None:
        return next((item for item in self.items() if item.objectName() == name), None)

    def text(self, name: str) -> str:
        item = self.find(name)
        assert item is not None, f"{name} is not shown"
        texts = [found.property("text") for found in [item, *_below(item)]]
        return " ".join(str(text) for text in texts if text)

    async def tap(self, name: str) -> None:
        """Tap an item as soon as it stands still inside the window."""
        seen: list[QPoint] = []

        def stands_still() -> bool:
            item = self.find(name)
            if item is None or not item.isEnabled():
                return False
            middle = QPointF(item.width() / 2, item.height() / 2)
            seen.append(item.mapToScene(middle).toPoint())
            inside = 0 <= seen[-1].x() < self._window.width()
            return inside and len(seen) > 5 and len(set(map(QPoint.toTuple, seen[-5:]))) == 1

        await until(stands_still)
        await self._click(seen[-1])

    async def tap_pin(self, row: int, station: Station) -> None:
        """Tap the pin of a station, zoomed in until it is one."""
        await until(lambda: self._map.property("settled") is True)
        self._map.lookAt(station.lat, station.lon, 17.0)
        await until(lambda: self._map.property("settled") is False)
        await until(lambda: self._map.property("settled") is True)
        board, camera = self._map.board, self._map.pilot.camera
        (index,) = [at for at, marked in enumerate(board.marks.row) if marked == row]
        x, y = board.points_dp(camera)[index]
        unit = min(self._map.width() / 1920, self._window.height() / 1200)
        # The pin's plate is above its foot.
        await self._click(QPoint(round(x * unit), round((y - 40) * unit)))

    async def _click(self, at: QPoint) -> None:
        loop = asyncio.get_running_loop()
        done = loop.create_future()

        def click() -> None:
            QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, pos=at)
            done.set_result(None)

        loop.call_soon(click)
        await done


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _below(child)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not holds():
            await asyncio.sleep(0.02)


def _kw(finger: Finger) -> list[float]:
    return [float(number) for number in re.findall(r"\d+", finger.text("charge.power"))]


def _worth_a_visit(catalogue: Catalogue) -> tuple[int, Station]:
    for row in catalogue.nearest(*HERE, 1000):
        station = catalogue.station(row)
        if any(
            Access.PLUG_AND_CHARGE in gun.access
            and gun.status is Status.AVAILABLE
            and gun.power_kw >= 250
            for gun in station.connectors
        ):
            return row, station
    raise AssertionError("the small network has no fast free plug-and-charge connector")


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(data_dir=put_small_nation(tmp_path / "data"), speed=SPEED, language="en")


async def test_a_charge_from_the_pin_to_the_receipt(qapp: QApplication, options: Options) -> None:
    window = WindowOptions(size=(1280, 800), is_offscreen=True)
    async with opened(qapp, options, window) as head_unit:
        finger = Finger(head_unit)
        session, car = head_unit.buyer.session, head_unit.glass.controllers.car
        await until(lambda: car.state.position is not None)
        row, station = _worth_a_visit(head_unit.catalogue)
        await finger.tap_pin(row, station)
        await until(lambda: finger.find("station.card") is not None)
        assert station.name in finger.text("station.name")

        await finger.tap("bench.handle")
        await finger.tap("bench.drive_here")
        await until(lambda: car.state.range_m is not None and not _is_away(head_unit))
        await _plug(head_unit, finger)
        await finger.tap("bench.handle")
        await finger.tap("dock.charge")
        await until(lambda: session.state.phase is Phase.CHARGING and car.state.is_charging)
        await until(lambda: (car.state.power_kw or 0) > 100)
        # The glass follows a moment later.
        await until(lambda: finger.text("charge.power").endswith("kW"))
        await until(lambda: _kw(finger) == [pytest.approx(car.state.power_kw, rel=0.5)])

        await finger.tap("charge.stop")
        await until(lambda: session.state.phase is Phase.SETTLED)
        await finger.tap("charge.show_receipt")
        await until(lambda: finger.find("receipts.total") is not None)
        receipt = head_unit.buyer.journal.receipt(session.state.seq)
        assert receipt is not None
        assert f"{receipt.bill.total_cny:.2f}" in finger.text("receipts.total")
        assert head_unit.screen.qml_warnings == []

    # After a restart the receipt is still there.
    async with opened(qapp, options, window) as head_unit:
        finger = Finger(head_unit)
        await finger.tap("dock.charge")
        await finger.tap("charge.receipts")
        await finger.tap(f"receipts.row_{receipt.order.seq}")
        await until(lambda: f"{receipt.bill.total_cny:.2f}" in finger.text("receipts.total"))


def _is_away(head_unit: Opened) -> bool:
    station = head_unit.glass.controllers.station
    return station.action().name in ("NAVIGATE", "END_GUIDANCE")


async def _plug(head_unit: Opened, finger: Finger) -> None:
    """Tap until the cable is in: while the car rolls or a lock is up the desk refuses."""
    if cast(StationLock, head_unit.glass.controllers.station.lock).property("can_lower"):
        await finger.tap("station.lower_lock")
    async with asyncio.timeout(PATIENCE_S):
        while not head_unit.glass.controllers.car.state.is_plugged:
            await finger.tap("bench.plug_in")
            await asyncio.sleep(0.5)
