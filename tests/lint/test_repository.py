"""Keep what must not stand in the repository out of it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_lock_file_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^[A-Za-z0-9_.-]+==\S+", lock, re.MULTILINE)
    assert len(pins) > 20
    assert lock.count("--hash=sha256:") >= len(pins)
    assert re.findall(r"https?://|--find-links|index-url", lock) == []


def test_pyside_stays_below_the_release_that_aborts_on_python_3_11() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    version = re.search(r"^pyside6-essentials==(\d+)\.(\d+)", lock, re.MULTILINE)
    assert version is not None
    assert (int(version[1]), int(version[2])) < (6, 12)
