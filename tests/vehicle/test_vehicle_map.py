import shutil
from pathlib import Path

import pytest

from vehicle.signals import IS_CONNECTED, NEEDED
from vehicle.toml_file import VehicleFileError
from vehicle.trim import VEHICLES
from vehicle.vehicle_bus import VehicleBus

SOC = '"Vehicle.Powertrain.TractionBattery.StateOfCharge.Current"'
PHASE = '"Vehicle.Private.Charging.Gbt.Phase"'
LIMIT = '"Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VEHICLES, tmp_path / "vehicles"))


def line_of(folder: Path) -> str:
    with pytest.raises(VehicleFileError) as caught:
        VehicleBus.load(folder / "su7_max.toml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


NO_MESSAGE = f"signals.{SOC}.from: the DBC has no message"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("BatteryState.StateOfCharge", "Batery.StateOfCharge", f"{NO_MESSAGE} 'Batery'"),
        ("BatteryState.StateOfCharge", "StateOfCharge", f"{NO_MESSAGE} 'StateOfCharge'"),
        (
            "BatteryState.StateOfCharge",
            "BatteryState.Soc",
            f"signals.{SOC}.from: message 'BatteryState' has no signal 'Soc'",
        ),
        (
            "Vehicle.Speed",
            "Vehicle.Sped",
            'signals."Vehicle.Sped": no such signal in vehicle/signals.py',
        ),
        (
            'StateOfCharge", unit = "percent", stale_s = 1.0',
            'StateOfCharge", unit = "percent", stale_s = -1',
            f"signals.{SOC}.stale_s: Expected `float` > 0.0",
        ),
        (
            'from = "Motion.Gear", as = "integer"',
            'from = "Motion.Gear", as = "int"',
            "signals.\"Vehicle.Powertrain.Transmission.CurrentGear\".as: Invalid enum value 'int'",
        ),
        (
            'unit = "km/h"',
            'unti = "km/h"',
            'signals."Vehicle.Speed": Object contains unknown field `unti`',
        ),
        ('dbc = "su7.dbc"', 'dbc = "su8.dbc"', "dbc: su8.dbc: No such file or directory"),
        ('dbc = "su7.dbc"', "", "Object missing required field `dbc`"),
        (
            '"SET_CHARGE_LIMIT"',
            '"SET_LIMIT"',
            f"commands.actuators.{LIMIT}: signal 'Command' has no value 'SET_LIMIT'",
        ),
        (
            'counter = "CommandCounter"',
            'counter = "Count"',
            "commands.counter: message 'HeadUnitCommand' has no signal 'Count'",
        ),
        (
            '"SET_CHARGE_LIMIT" }, value = "CommandValue"',
            '"SET_CHARGE_LIMIT" }',
            f"commands.actuators.{LIMIT}: needs either `value` or `options`",
        ),
        (
            'message = "HeadUnitCommand"',
            'message = "Wishes"',
            "commands.message: the DBC has no message 'Wishes'",
        ),
        (
            'as = "integer", stale_s = 1.0 }\n"Vehicle.CurrentLocation.Latitude"',
            'as = "integer" }\n"Vehicle.CurrentLocation.Latitude"',
            'signals."Vehicle.Powertrain.Transmission.CurrentGear".stale_s: missing: every value '
            "grows old",
        ),
        (
            "scale = 1000, stale_s = 1.0",
            "scale = 0, stale_s = 1.0",
            'signals."Vehicle.Powertrain.TractionBattery.CurrentPower".scale: is 0',
        ),
        (
            'from = "Motion.Gear", as = "integer"',
            'from = ["Motion.Gear", "Motion.Speed"], as = "integer"',
            'signals."Vehicle.Powertrain.Transmission.CurrentGear".from: only a text (ascii) has '
            "several parts",
        ),
        (
            'from = "ChargeStatus.GbtPhase", as = "label"',
            'from = "ChargeStatus.GbtPhase", as = "label", names = { SLEEP = "ASLEEP" }',
            f"signals.{PHASE}.names: signal 'GbtPhase' has no 'SLEEP'",
        ),
        (
            'from = "Motion.Speed"',
            'from = "Motion.Speed", as = "label"',
            "signals.\"Vehicle.Speed\": signal 'Speed' has no value names; give `names`",
        ),
    ],
)
def test_one_line_names_file_field_and_reason(folder: Path, old: str, new: str, line: str) -> None:
    file = folder / "su7_signals.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert line_of(folder) == f"su7_signals.toml: {line}"


CHARGING = "Vehicle.Private.Charging"
STATES = "CHARGING, ERROR, FULLY_CHARGED, NOT_CHARGING"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'Laden = "CHARGING"',
            'Laden = "CHARGIN"',
            f"signals.\"{CHARGING}.ChargeState\".names: 'CHARGIN' is none of {STATES}",
        ),
        (
            'Stecker_AC = "AC"',
            'Stecker_AC = "Ac"',
            f"signals.\"{CHARGING}.Inlet\".names: 'Ac' is none of AC, DC, NONE",
        ),
        (
            "START = {",
            "BEGIN = {",
            'commands.actuators."Vehicle.Powertrain.TractionBattery.Charging.StartStopCharging"'
            ".options: 'BEGIN' is none of START, STOP",
        ),
    ],
)
def test_a_state_or_a_wish_that_is_misspelt_is_named(
    folder: Path, old: str, new: str, line: str
) -> None:
    file = folder / "example_own_car_signals.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(VehicleFileError) as caught:
        VehicleBus.load(folder / "example_own_car.toml")
    assert str(caught.value) == f"example_own_car_signals.toml: {line}"


@pytest.mark.parametrize(
    ("path", "signal", "known"),
    [
        ("StopCause", "ChargeStatus.StopCause", "BMS_INITIATED, CELL_REACHED, CHARGER_INITIATED"),
        ("Gbt.Phase", "ChargeStatus.GbtPhase", "ASLEEP, CHARGING, CONFIGURATION, END, ERROR"),
        ("LimitedBy", "ChargeLimits.LimitedBy", "CAR_LIMIT, CELL_VOLTAGE, CHARGER_CURRENT"),
    ],
)
def test_every_state_that_the_head_unit_knows_is_checked(
    folder: Path, path: str, signal: str, known: str
) -> None:
    file = folder / "su7_signals.toml"
    rule = f'from = "{signal}", as = "label"'
    text = file.read_text("utf-8")
    assert rule in text
    file.write_text(text.replace(rule, f'{rule}, names = {{ 1 = "TYPO" }}'), "utf-8")
    start = f"su7_signals.toml: signals.\"{CHARGING}.{path}\".names: 'TYPO' is none of {known}"
    assert line_of(folder).startswith(start)


def test_any_state_may_be_called_unknown(folder: Path) -> None:
    file = folder / "example_own_car_signals.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('kein_Stecker = "NONE"', 'kein_Stecker = "UNKNOWN"'), "utf-8")
    assert VehicleBus.load(folder / "example_own_car.toml").signals == {}


@pytest.mark.parametrize("path", NEEDED)
def test_a_signal_that_the_glass_needs_may_not_be_left_out(folder: Path, path: str) -> None:
    file = folder / "su7_signals.toml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f'"{path}" = {{ from')]
    assert len(kept) == len(lines) - 1
    file.write_text("".join(kept), "utf-8")
    assert line_of(folder) == f'su7_signals.toml: signals."{path}": missing: the glass needs it'


def test_a_dbc_without_a_needed_signal_is_named_by_the_map(folder: Path) -> None:
    dbc = folder / "su7.dbc"
    text = dbc.read_text("utf-8")
    dbc.write_text(text.replace("CableConnected", "Cable"), "utf-8")
    reason = "message 'PortStatus' has no signal 'CableConnected'"
    assert line_of(folder) == f'su7_signals.toml: signals."{IS_CONNECTED}".from: {reason}'


def test_a_message_of_can_fd_is_refused_in_one_line(folder: Path) -> None:
    dbc = folder / "su7.dbc"
    text = dbc.read_text("utf-8")
    dbc.write_text(text.replace("BatteryState: 8 Car", "BatteryState: 64 Car"), "utf-8")
    reason = "message 'BatteryState' has 64 bytes, a CAN frame has 8"
    assert line_of(folder) == f"su7_max.toml: dbc: {reason}"


def test_a_broken_dbc_is_named_with_its_line(folder: Path) -> None:
    (folder / "su7.dbc").write_text('VERSION "1"\nBO_ garbage\n', "utf-8")
    assert line_of(folder).startswith('su7.dbc: DBC: "Invalid syntax at line 2')


def test_a_vehicle_without_a_map_is_named(folder: Path) -> None:
    file = folder / "su7_max.toml"
    file.write_text(file.read_text("utf-8").replace("[bus]", "[buss]"), "utf-8")
    assert line_of(folder) == "su7_max.toml: Object missing required field `bus`"


def test_a_vehicle_file_needs_no_battery_to_be_listened_to(folder: Path) -> None:
    (folder / "real.toml").write_text('[bus]\nsignals = "su7_signals.toml"\n', "utf-8")
    assert VehicleBus.load(folder / "real.toml").signals == {}
