"""Render pages of the running application without a display, as a person types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.small_nation import put_small_nation

ROOT = Path(__file__).parents[2]


def picture_command(data_dir: Path, file: Path, *words: str) -> list[str]:
    """Write what a person types for a picture."""
    command = [sys.executable, "main.py", "--data-dir", str(data_dir), "--screenshot", str(file)]
    return [*command, *words]


def render(data_dir: Path, file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a person without a display does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("Q")}
    environment.pop("DISPLAY", None)
    return subprocess.run(
        picture_command(data_dir, file, *words),
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_small_nation(tmp_path_factory.mktemp("screenshot") / "data")


@pytest.mark.parametrize(
    "page", ["map", "station", "search", "charge", "receipts", "settings", "service"]
)
def test_every_page_is_rendered_without_a_display(
    page: str, data_dir: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"{page}.png"

    run = render(data_dir, file, "--page", page, "--size", "1280x800", "--language", "en")

    assert (run.returncode, run.stderr) == (0, "")
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1280, 800)
    # A page of one colour would be no page: the dock alone has more.
    assert len({image.pixel(x, y) for x in range(0, 1280, 16) for y in range(0, 800, 16)}) > 8
    # The charge that was staged is not the driver's: no receipts are left behind.
    assert sorted(file.name for file in data_dir.iterdir()) == [
        "network.sqlite",
        "stations.day",
        "stations.sqlite",
        "stations.sync.json",
    ]


@pytest.mark.parametrize(
    ("place", "reason"),
    [("nowhere/map.png", "No such file or directory"), ("folder.png", "Is a directory")],
)
def test_a_picture_that_cannot_be_written_is_found_before_anything_is_begun(
    place: str, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / place
    (tmp_path / "folder.png").mkdir()

    run = render(tmp_path / "data", file, "--page", "settings")

    line = f"chargedeck: {file}: the picture cannot be written there ({reason})\n"
    assert (run.returncode, run.stderr) == (2, line)
    assert list((tmp_path / "data").iterdir()) == []  # no network was built


def test_an_old_picture_is_kept_until_there_is_a_new_one(tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    file.write_bytes(b"old")

    run = render(tmp_path, file, "--world", "127.0.0.1:9", "--page", "map")

    assert (run.returncode, file.read_bytes()) == (1, b"old")


def test_no_display_is_said_and_the_screenshot_pointed_to(data_dir: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}

    run = subprocess.run(
        [sys.executable, "main.py", "--data-dir", str(data_dir)],
        cwd=ROOT, capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip

    assert run.returncode == 2
    assert "There is no display here." in run.stderr
    assert "--screenshot" in run.stderr
