"""Lose the vehicle bus in the middle of a charge: what is old is shown as old, and comes back."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tests.scenarios.test_window import Finger, until
from tests.small_nation import put_small_nation
from ui.app import WindowOptions
from ui.command_line import Options
from ui.tour import Tour
from ui.wiring.glass import Opened, opened

SPEED = 10.0
MINT = QColor("#35D49A").rgb()
"""What energy is shown in by night, and nothing else."""


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(data_dir=put_small_nation(tmp_path / "data"), speed=SPEED, language="en")


def _mint(head_unit: Opened) -> int:
    picture = head_unit.screen.grab()
    pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == MINT for x, y in pixels)


async def _charge(head_unit: Opened) -> None:
    glass, screen = head_unit.glass, head_unit.screen
    session = head_unit.buyer.session
    await until(head_unit.buyer.link.has_vin.is_set)
    # Whoever plugs in before the operators know the car is refused.
    await session.bind_vehicle()
    await Tour(glass, screen.map, head_unit.catalogue, session, head_unit.speech).begin_charge()
    glass.open("charge")


async def test_a_silent_car_is_shown_as_old_claims_no_energy_and_comes_back(
    qapp: QApplication, options: Options
) -> None:
    window = WindowOptions(size=(1280, 800), is_offscreen=True)
    async with opened(qapp, options, window) as head_unit:
        car, link = head_unit.glass.controllers.car, head_unit.buyer.link
        finger = Finger(head_unit)
        await _charge(head_unit)
        await until(lambda: finger.text("charge.title") == "Charging" and _mint(head_unit) > 0)

        link.close()
        # One simulated second of silence makes a value stale; ten pass in a real one.
        await until(lambda: finger.find("dock.age") is not None)
        last = car.last.soc_pct
        assert last is not None
        assert finger.text("charge.title") == "Car not heard"
        assert finger.text("dock.soc") == f"{last:.0f}%"
        await until(lambda: re.fullmatch(r"[1-9]\d+ s ago", finger.text("charge.age")) is not None)
        assert finger.text("dock.age") == finger.text("charge.age")
        assert finger.text("charge.power").startswith("Power —")
        assert finger.text("charge.reason") == ""
        assert "not heard" in finger.text("charge.warning")
        assert _mint(head_unit) == 0

        head_unit.buyer.bus.subscribe(link._arrive)
        await until(lambda: car.state.is_known and finger.text("charge.title") == "Charging")
        assert (finger.find("dock.age"), finger.find("charge.age")) == (None, None)
        await until(lambda: _mint(head_unit) > 0)
        assert head_unit.screen.qml_warnings == []
