"""Run whole charges without a screen, as a person types them."""

from pathlib import Path

import cantools
import pytest

from main import main
from tests.small_nation import put_small_nation
from vehicle.trim import VEHICLES

SCRIPTS = Path(__file__).parents[2] / "resources" / "scripts"
RUN = ("harness", "run", "SCRIPT")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return put_small_nation(tmp_path / "data")


def _run(data_dir: Path, script: Path) -> int:
    return main(["harness", "run", str(script), "--data-dir", str(data_dir)])


def test_plug_and_charge_ends_with_a_bill(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(data_dir, SCRIPTS / "plug_and_charge.txt") == 0

    said = capsys.readouterr().out.splitlines()
    phases = [line.split()[-1] for line in said if "  phase " in line]
    # Phases that last less than one look (0.5 s) may be missing between these.
    assert [phase for phase in phases if phase in ("ASLEEP", "HANDSHAKE", "CHARGING")] == [
        "ASLEEP",
        "HANDSHAKE",
        "CHARGING",
        "ASLEEP",
    ]
    assert any(line.startswith("bill    ") and " CNY " in line for line in said)
    assert said[-1].endswith("passed")


def test_the_start_button_buys_a_charge_that_the_car_ends_at_its_limit(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(data_dir, SCRIPTS / "start_button.txt") == 0

    said = capsys.readouterr().out
    assert "ended: soc 80." in said


def test_an_ac_charge_is_bought_metered_stopped_and_billed(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(data_dir, SCRIPTS / "ac_charge.txt") == 0

    said = capsys.readouterr().out.splitlines()
    assert any(line.endswith(" 7 kW") for line in said if "  drive " in line)
    assert any(line.startswith("bill    3.0") for line in said)
    assert said[-1].endswith("passed")


def test_a_trigger_pulled_under_current_ends_and_bills_the_charge(data_dir: Path) -> None:
    assert _run(data_dir, SCRIPTS / "trigger.txt") == 0


def test_an_emergency_stop_at_the_pile_ends_the_charge(data_dir: Path, tmp_path: Path) -> None:
    script = tmp_path / "emergency.txt"
    lines = "soc 40", "plug >=250kW plug-and-charge", "until charging", "break pile-emergency"
    script.write_text("\n".join([*lines, "until settled within 60 s"]), "utf-8")

    assert _run(data_dir, script) == 0


def test_a_car_with_a_bus_of_its_own_is_charged_as_well(
    data_dir: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    script = tmp_path / "own.txt"
    script.write_text("soc 40\nplug >=100kW plug-and-charge\nuntil soc >= 41\nstop\n", "utf-8")
    own = str(VEHICLES / "example_own_car.toml")
    words = ["harness", "run", str(script), "--vehicle", own, "--data-dir", str(data_dir)]

    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("passed")


def test_a_step_that_does_not_hold_ends_with_status_1(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "wrong.txt"
    script.write_text("soc 50\nexpect soc >= 60\n", "utf-8")

    assert _run(data_dir, script) == 1
    assert "FAILED  line 2: expect: soc >= 60 does not hold" in capsys.readouterr().out


def test_a_script_that_fails_says_what_car_and_pile_know_of_it(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "broken.txt"
    lines = "soc 40", "plug >=250kW plug-and-charge", "until charging", "break pile-emergency"
    script.write_text("\n".join([*lines, "until power >= 900 within 20 s"]), "utf-8")

    assert _run(data_dir, script) == 1
    said = capsys.readouterr().out.splitlines()
    (failed,) = (number for number, line in enumerate(said) if "FAILED" in line)
    car, pile = said[failed + 1], said[failed + 2]
    # The car reads CST's bit 3521.5.
    assert car.endswith("  car: ASLEEP; emergency")
    assert pile.endswith("; emergency")


def test_a_cable_cannot_be_pulled_while_current_flows(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "pull.txt"
    script.write_text("plug >=250kW plug-and-charge\nuntil charging\nunplug\n", "utf-8")

    assert _run(data_dir, script) == 1
    assert "FAILED  line 3: unplug: the car still charges" in capsys.readouterr().out


def test_the_same_script_says_the_same_twice(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "short.txt"
    script.write_text("soc 30\nplug >=250kW plug-and-charge\nuntil soc >= 31\n", "utf-8")

    _run(data_dir, script)
    once = capsys.readouterr().out
    _run(data_dir, script)

    # Prices follow the hour of the day; what car and pile do may not.
    assert _without_money(capsys.readouterr().out) == _without_money(once)


def _without_money(text: str) -> list[str]:
    return [line.split("cost")[0] for line in text.splitlines() if not line.startswith("bill")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["harness", "run", "missing.txt"], "missing.txt: cannot be read"),
        (
            ["--vehicle-interface", "nosuch", "--vehicle-channel", "can7", "--arm", *RUN],
            "CAN interface 'nosuch', channel 'can7': ",
        ),
        (["operators", "serve", "--bind", "203.0.113.9"], "cannot listen on 203.0.113.9:8700: "),
    ],
)
def test_what_cannot_go_on_is_said_in_one_line(
    data_dir: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(SCRIPTS / "plug_and_charge.txt") if word == "SCRIPT" else word for word in words]

    assert main([*words, "--data-dir", str(data_dir)]) == 2

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_a_data_folder_that_cannot_be_written_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")

    status = main(["operators", "serve", "--data-dir", str(tmp_path / "file" / "data")])

    assert status == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_damaged_network_file_is_moved_aside_and_built_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "network.sqlite").write_bytes(b"not a catalogue" * 100)

    def build_small(path: Path, *_: object) -> None:
        put_small_nation(path.parent)

    monkeypatch.setattr("ui.wiring.network_file.build", build_small)
    assert _run(folder, SCRIPTS / "start_button.txt") == 0

    assert "kept as network.sqlite.aside-1" in capsys.readouterr().err
    assert (folder / "network.sqlite.aside-1").read_bytes().startswith(b"not a catalogue")


def test_the_dbc_of_the_charging_bus_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "charging.dbc"

    assert main(["harness", "dbc", str(file)]) == 0

    assert capsys.readouterr().out == f"{file}: 22 messages\n"
    assert file.read_bytes().startswith(b'VERSION ""\r\n')
    database = cantools.database.load_file(file)
    assert isinstance(database, cantools.database.Database)
    assert database.decode_message("BRO", b"\xaa") == {"ready": "ready"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [("folder.dbc", "Is a directory"), ("nowhere/a.dbc", "No such file or directory")],
)
def test_a_dbc_that_cannot_be_written_ends_with_status_2_and_one_line(
    name: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.dbc").mkdir()

    assert main(["harness", "dbc", str(tmp_path / name)]) == 2

    assert capsys.readouterr().err == f"chargedeck: {tmp_path / name}: {reason}\n"
