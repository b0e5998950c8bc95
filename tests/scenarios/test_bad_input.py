"""Start with what cannot be used: one line, status 2, and nothing begun."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from main import main
from ui.service_pin import load
from vehicle.arming import is_pin
from vehicle.trim import VEHICLES

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "resources" / "scripts" / "plug_and_charge.txt"


@pytest.fixture
def cars(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VEHICLES, tmp_path / "cars"))


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _no_needed_signal(cars: Path) -> None:
    _change(cars / "su7.dbc", "CableConnected", "Cable")


def _unknown_name(cars: Path) -> None:
    _change(cars / "su7_signals.toml", '"Vehicle.Speed"', '"Vehicle.Sped"')


def _absurd_pack(cars: Path) -> None:
    _change(cars / "su7_max.toml", "cells = 198", "cells = 0")


def _no_map(cars: Path) -> None:
    (cars / "su7_signals.toml").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_no_needed_signal, "message 'PortStatus' has no signal 'CableConnected'"),
        (_unknown_name, 'signals."Vehicle.Sped": no such signal in vehicle/signals.py'),
        (_absurd_pack, "su7_max.toml: battery.cells: Expected `int` >= 1"),
        (_no_map, "su7_signals.toml: No such file or directory"),
    ],
)
@pytest.mark.parametrize("command", [["harness", "run", str(SCRIPT)], ["world"], ["car"]])
def test_a_car_that_cannot_be_used_is_named_with_file_field_and_reason(
    cars: Path,
    spoil: Callable[[Path], None],
    said: str,
    command: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(cars)
    _expect_one_line([*command, "--vehicle", str(cars / "su7_max.toml")], cars, said, capsys)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("nowhere/no_such.toml", "no_such.toml: No such file or directory"),
        ("banana", "banana.toml: no such file of resources/chargers (nearest: dc_01_20_kw_"),
        ("600", "(nearest: dc_57_600_kw_liquid_cooled, dc_58_600_kw_liquid_cooled_first_come, "),
        ("dc_39_150kw", "(nearest: dc_39_150_kw, "),
        ("ac_59_7_kw_wall_box", "kind: an AC pile has nothing to say on the charging bus"),
    ],
)
def test_a_pile_s_model_that_cannot_be_used_is_named(
    cars: Path, model: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _expect_one_line(["pile", "--model", model], cars, said, capsys)


@pytest.mark.parametrize("command", [["harness", "run", str(SCRIPT)], ["world"], ["pile"]])
@pytest.mark.parametrize(
    ("interface", "channel", "said"),
    [
        ("nosuch", "can7", "CAN interface 'nosuch', channel 'can7': "),
        ("socketcan", "can97", "CAN interface 'socketcan', channel 'can97': "),
        ("seeedstudio", "/dev/no", "CAN interface 'seeedstudio', channel '/dev/no': "),
        ("udp_multicast", "10.0.0.1:43199", "CAN interface 'udp_multicast', channel '10.0.0.1': "),
    ],
)
def test_an_interface_that_does_not_exist_is_named_with_its_channel(
    cars: Path,
    command: list[str],
    interface: str,
    channel: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [*command, "--interface", interface, "--channel", channel, "--arm"]
    _expect_one_line(words, cars, said, capsys)


def _expect_one_line(
    words: list[str], cars: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data_dir = cars.parent / "data"
    assert main([*words, "--data-dir", str(data_dir)]) == 2
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert said in told.err
    # Nothing was opened: nothing is armed.
    assert told.out == ""
    # Not even the simulated network was built.
    assert list(data_dir.iterdir()) == []


def test_a_service_pin_is_set_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("271828\n"))
    assert main(["service-pin", "--from-stdin", "--data-dir", str(tmp_path)]) == 0
    kept = load(tmp_path)
    assert kept is not None
    assert is_pin("271828", kept.record)
    assert "271828" not in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["", "12\n", "letters\n"])
def test_what_is_no_service_pin_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["service-pin", "--from-stdin", "--data-dir", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "chargedeck: a service PIN has 4 to 12 digits\n"
    assert load(tmp_path) is None


def test_a_service_pin_is_asked_for_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["1234", "1243", "1234", "1234"])
    monkeypatch.setattr("main.getpass", lambda _: next(typed))
    words = ["service-pin", "--data-dir", str(tmp_path)]
    assert main(words) == 2
    assert "the two PINs differ" in capsys.readouterr().err
    assert main(words) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="getpass asks at the Windows console")
@pytest.mark.parametrize("typed", ["", "271828\n271828\n"])
def test_a_service_pin_is_not_asked_for_without_a_terminal(tmp_path: Path, typed: str) -> None:
    words = [sys.executable, "main.py", "service-pin", "--data-dir", str(tmp_path)]
    # In a session of its own there is no /dev/tty.
    ran = subprocess.run(
        words, cwd=ROOT, input=typed, capture_output=True, text=True, start_new_session=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr == "chargedeck: there is no terminal to ask at; use --from-stdin\n"
    assert load(tmp_path) is None


def test_nobody_reading_any_more_ends_a_command_without_complaint(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "main.py", "harness", "dbc", str(tmp_path / "x.dbc")],
        cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
