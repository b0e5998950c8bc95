"""Render pages of a glass attached to a world in another process, which must not be touched."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from PySide6.QtGui import QImage

from tests.scenarios.test_screenshot import ROOT, picture_command, render
from tests.small_nation import put_small_nation

LAND, CAR = 0xFF1D252D, 0xFF5AA9FF
"""By night, see ui/map_palette.py."""


@dataclass(frozen=True)
class Foreign:
    """Somebody's running world."""

    data_dir: Path
    place: str


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Foreign]:
    data_dir = put_small_nation(tmp_path_factory.mktemp("world") / "data")
    port = _free_port()
    command = [sys.executable, "main.py", "world", "--port", str(port), "--data-dir", str(data_dir)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"world on http://127.0.0.1:")
    yield Foreign(data_dir, f"127.0.0.1:{port}")
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


def test_the_map_of_a_world_elsewhere_shows_land_and_the_car(
    foreign: Foreign, tmp_path: Path
) -> None:
    file = tmp_path / "map.png"

    run = render(foreign.data_dir, file, "--world", foreign.place, "--size", "1280x800")

    assert (run.returncode, run.stderr) == (0, "")
    image = QImage(str(file))
    seen = {image.pixel(x, y) for x in range(0, 1100, 4) for y in range(0, 700, 4)}
    assert {LAND, CAR} <= seen


@pytest.mark.parametrize(("page", "status"), [("charge", 1), ("receipts", 0), ("station", 0)])
def test_a_picture_stages_nothing_in_a_world_elsewhere(
    page: str, status: int, foreign: Foreign, tmp_path: Path
) -> None:
    before = _state(foreign)

    run = render(foreign.data_dir, tmp_path / "a.png", "--world", foreign.place, "--page", page)

    missing = "chargedeck: the world's car is not charging: the charge page has nothing to show\n"
    assert (run.returncode, run.stderr) == (status, missing if status else "")
    assert _state(foreign) == before
    assert (before["soc_pct"], before["phase"], before["is_moving"]) == (60.0, "ASLEEP", False)


def _state(foreign: Foreign) -> dict[str, object]:
    return dict(httpx.get(f"http://{foreign.place}/bench/state").json())


def test_a_picture_that_is_told_to_end_complains_of_nothing(
    foreign: Foreign, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    # A bus on which no car speaks.
    words = ["--vehicle-interface", "udp_multicast"]
    words += ["--vehicle-channel", f"239.74.163.2:{_free_port()}", "--language", "en"]
    command = picture_command(foreign.data_dir, file, "--world", foreign.place, *words)
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(5)

    process.terminate()

    _, told = process.communicate(timeout=20)
    assert (process.returncode, told, file.exists()) == (130, b"", False)
