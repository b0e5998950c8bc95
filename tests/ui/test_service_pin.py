import stat
import sys
from pathlib import Path

import pytest

from ui.service_pin import FILE, PinRecord, ServicePinError, load, set_pin, store
from vehicle.arming import is_pin


def test_a_pin_that_was_set_is_found_again_hashed_and_for_the_owner_only(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    set_pin(tmp_path, "271828")
    kept = load(tmp_path)
    assert kept is not None
    assert is_pin("271828", kept.record)
    assert b"271828" not in (tmp_path / FILE).read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_new_pin_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    set_pin(tmp_path, "1111")
    set_pin(tmp_path, "2222")
    kept = load(tmp_path)
    assert kept is not None
    assert is_pin("2222", kept.record)
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_wrong_attempts_are_remembered(tmp_path: Path) -> None:
    store(tmp_path, PinRecord("r", failures=3))
    assert load(tmp_path) == PinRecord("r", failures=3)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"record": 1}', '{"pin": "1234"}'])
def test_a_damaged_file_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(ServicePinError, match=r"service_pin\.json: damaged"):
        load(tmp_path)


def test_a_pin_of_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ServicePinError, match="4 to 12 digits"):
        set_pin(tmp_path, "open")
    assert load(tmp_path) is None


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ServicePinError, match=r"service_pin\.json: No such file or directory"):
        store(tmp_path / "nowhere", PinRecord("r"))
