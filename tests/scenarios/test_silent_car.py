"""Stop the world in the middle of a charge: the glass shows what is old as old, and recovers."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from network.order import Phase
from tests.scenarios.test_two_processes import ROOT, free_port, plug_somewhere
from tests.scenarios.test_window import Finger, until
from tests.small_nation import put_small_nation
from ui.app import WindowOptions
from ui.command_line import Options
from ui.wiring.glass import Opened, opened

SPEED = 10.0
MINT = QColor("#35D49A").rgb()
"""What energy is shown in by night, and nothing else."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be halted there")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return put_small_nation(tmp_path / "data")


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def world(data_dir: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "main.py", "world", "--port", str(port), "--data-dir", str(data_dir)]
    command += ["--speed", str(SPEED)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ.copy())
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"world on http://127.0.0.1:")
    yield process
    process.send_signal(signal.SIGCONT)
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


def _mint(head_unit: Opened) -> int:
    picture = head_unit.screen.grab()
    pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == MINT for x, y in pixels)


async def test_a_silent_car_is_shown_as_old_claims_no_energy_and_comes_back(
    qapp: QApplication, world: subprocess.Popen[bytes], data_dir: Path, port: int
) -> None:
    options = Options(data_dir=data_dir, speed=SPEED, language="en", world=("127.0.0.1", port))
    window = WindowOptions(size=(1280, 800), is_offscreen=True)
    async with opened(qapp, options, window) as head_unit:
        buyer, car = head_unit.buyer, head_unit.glass.controllers.car
        finger = Finger(head_unit)
        await until(buyer.link.has_vin.is_set)
        await buyer.bench.set_soc(20)
        await plug_somewhere(buyer, head_unit.catalogue)
        head_unit.glass.open("charge")
        await until(lambda: buyer.session.state.phase is Phase.CHARGING and car.state.is_charging)
        await until(lambda: finger.text("charge.title") == "Charging" and _mint(head_unit) > 0)

        world.send_signal(signal.SIGSTOP)
        # One simulated second of silence makes a value stale; ten pass in a real one.
        await until(lambda: finger.find("dock.age") is not None)
        last = car.last.soc_pct
        assert last is not None
        assert finger.text("charge.title") == "Car not heard"
        assert finger.text("dock.soc") == f"{last:.0f}%"
        await until(lambda: re.fullmatch(r"1\d s ago", finger.text("charge.age")) is not None)
        assert finger.text("dock.age") == finger.text("charge.age")
        assert finger.text("charge.power").startswith("Power —")
        assert finger.text("charge.reason") == ""
        assert "not heard" in finger.text("charge.warning")
        assert _mint(head_unit) == 0

        world.send_signal(signal.SIGCONT)
        await until(lambda: car.state.is_known and car.state.is_charging)
        await until(lambda: finger.text("charge.title") == "Charging")
        assert (finger.find("dock.age"), finger.find("charge.age")) == (None, None)
        assert _mint(head_unit) > 0
        assert head_unit.screen.qml_warnings == []
