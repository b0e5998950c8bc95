"""Numbers, types and units are those of AOSP's VehicleProperty.aidl, copied here as a literal."""

from pathlib import Path

import pytest

from vehicle import signals
from vehicle.signals import KNOWN, Signal, Signals, Value
from vehicle.toml_file import VehicleFileError
from vehicle.trim import VEHICLES
from vehicle.vehicle_bus import VehicleBus
from vehicle.vhal import VHAL, PropertyValue, Vhal, VhalError

# property | id | type | access | unit, as in the reference's list of charging properties.
AOSP = """
INFO_EV_BATTERY_CAPACITY 0x11600106 FLOAT READ Wh
INFO_EV_CONNECTOR_TYPE 0x11410107 INT32_VEC READ -
EV_BATTERY_LEVEL 0x11600309 FLOAT READ Wh
EV_CHARGE_PORT_OPEN 0x1120030A BOOLEAN READ_WRITE -
EV_CHARGE_PORT_CONNECTED 0x1120030B BOOLEAN READ -
EV_BATTERY_INSTANTANEOUS_CHARGE_RATE 0x1160030C FLOAT READ mW
RANGE_REMAINING 0x11600308 FLOAT READ m
EV_CURRENT_BATTERY_CAPACITY 0x1160030D FLOAT READ Wh
EV_BATTERY_AVERAGE_TEMPERATURE 0x1160030E FLOAT READ degC
EV_CHARGE_CURRENT_DRAW_LIMIT 0x11600F3F FLOAT READ_WRITE A
EV_CHARGE_PERCENT_LIMIT 0x11600F40 FLOAT READ_WRITE %
EV_CHARGE_STATE 0x11400F41 INT32 READ -
EV_CHARGE_SWITCH 0x11200F42 BOOLEAN READ_WRITE -
EV_CHARGE_TIME_REMAINING 0x11400F43 INT32 READ s
"""
NOT_OFFERED = {"INFO_EV_PORT_LOCATION", "INFO_MULTI_EV_PORT_LOCATIONS", "EV_BATTERY_DISPLAY_UNITS"}
# VehiclePropertyType, the third byte of every property's number.
TYPES = {"FLOAT": 0x60, "INT32": 0x40, "INT32_VEC": 0x41, "BOOLEAN": 0x20}


@pytest.fixture
def vhal() -> Vhal:
    return Vhal.load()


def test_every_property_has_the_number_type_access_and_unit_of_android(vhal: Vhal) -> None:
    offered = {
        f"{name} 0x{rule.id:08X} {rule.kind} {rule.access} {rule.unit or '-'}"
        for name, rule in vhal.properties.items()
    }
    assert offered == set(AOSP.split("\n")) - {""}
    assert all(TYPES[rule.kind] == rule.id >> 16 & 0xFF for rule in vhal.properties.values())


def test_what_is_not_offered_says_why(vhal: Vhal) -> None:
    assert vhal.not_offered.keys() == NOT_OFFERED
    assert all(vhal.not_offered.values())
    with pytest.raises(VhalError, match="EV_BATTERY_DISPLAY_UNITS: how figures are written"):
        vhal.read("EV_BATTERY_DISPLAY_UNITS", Signals(), 0.0)
    with pytest.raises(VhalError, match="EV_WINGS: no such property"):
        vhal.read("EV_WINGS", Signals(), 0.0)


@pytest.mark.parametrize(
    ("name", "path", "value", "expected"),
    [
        ("EV_BATTERY_LEVEL", signals.STORED_KWH, 60.6, 60_600.0),
        ("INFO_EV_BATTERY_CAPACITY", signals.GROSS_KWH, 101.0, 101_000.0),
        ("EV_CURRENT_BATTERY_CAPACITY", signals.NET_KWH, 99.0, 99_000.0),
        ("EV_BATTERY_INSTANTANEOUS_CHARGE_RATE", signals.PACK_W, 181_000.0, 181_000_000.0),
        ("RANGE_REMAINING", signals.RANGE_M, 240_000, 240_000.0),
        ("EV_CHARGE_STATE", signals.CHARGE_STATE, "FULLY_CHARGED", 2),
        ("EV_CHARGE_STATE", signals.CHARGE_STATE, "ERROR", 4),
        ("EV_CHARGE_SWITCH", signals.IS_CHARGING, True, True),
        ("EV_CHARGE_PORT_OPEN", signals.IS_FLAP_OPEN, False, False),
        ("EV_CHARGE_TIME_REMAINING", signals.TIME_TO_COMPLETE, 1560, 1560),
        ("EV_CHARGE_PERCENT_LIMIT", signals.CHARGE_LIMIT, 80, 80.0),
        ("EV_BATTERY_AVERAGE_TEMPERATURE", signals.PACK_TEMPERATURE, 28.5, 28.5),
    ],
)
def test_a_property_has_the_car_s_value_in_android_s_unit(
    vhal: Vhal, name: str, path: str, value: Value, expected: PropertyValue
) -> None:
    known = Signals({path: Signal(value, "", at=0.0, stale_s=1.0)})
    read = vhal.read(name, known, 0.5)
    assert read == expected
    assert type(read) is type(expected)
    assert vhal.read(name, known, 1.5) is None, "stale"


def test_the_connectors_never_change(vhal: Vhal) -> None:
    # EvConnectorType: GBT (AC) 9, GBT_DC 10.
    assert vhal.read("INFO_EV_CONNECTOR_TYPE", Signals(), 0.0) == (9, 10)


@pytest.mark.parametrize(
    ("name", "value", "path", "wish", "data"),
    [
        ("EV_CHARGE_PERCENT_LIMIT", 90.0, signals.CHARGE_LIMIT, 90, "01 01 5a00"),
        ("EV_CHARGE_SWITCH", True, signals.START_STOP, "START", "01 02 0000"),
        ("EV_CHARGE_SWITCH", False, signals.START_STOP, "STOP", "01 03 0000"),
        ("EV_CHARGE_PORT_OPEN", True, signals.IS_FLAP_OPEN, True, "01 04 0100"),
        ("EV_CHARGE_CURRENT_DRAW_LIMIT", 16.0, signals.AC_LIMIT_A, 16, "01 07 1000"),
    ],
)
def test_a_write_becomes_a_command_of_the_vehicle_bus(
    vhal: Vhal, name: str, value: bool | float, path: str, wish: Value, data: str
) -> None:
    assert vhal.command(name, value) == (path, wish)
    frame = VehicleBus.load(VEHICLES / "su7_max.toml").command(path, wish)
    assert frame.data == bytes.fromhex(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EV_BATTERY_LEVEL", 1.0),
        ("EV_CHARGE_SWITCH", 1),
        ("EV_CHARGE_PERCENT_LIMIT", True),
        ("EV_CHARGE_PERCENT_LIMIT", float("nan")),
        ("EV_CHARGE_PERCENT_LIMIT", float("inf")),
        ("EV_WINGS", 1),
    ],
)
def test_a_write_that_cannot_be_meant_is_refused(vhal: Vhal, name: str, value: float) -> None:
    with pytest.raises(VhalError, match=name):
        vhal.command(name, value)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'from = "Vehicle.Powertrain.Range"',
            'from = "Vehicle.Range"',
            "properties.RANGE_REMAINING.from: 'Vehicle.Range': no such signal",
        ),
        ('type = "BOOLEAN"', 'type = "BOOL"', "properties.EV_CHARGE_PORT_OPEN.type: Invalid enum"),
        ("id = 0x11600106\n", "", "properties.INFO_EV_BATTERY_CAPACITY: Object missing required"),
        ("value = [9, 10]", "", "properties.INFO_EV_CONNECTOR_TYPE: needs either `from` or"),
        (
            'words = { true = "START", false = "STOP" }',
            'words = { on = "START" }',
            "properties.EV_CHARGE_SWITCH.words: needs `true` and `false`",
        ),
        (
            'write = "Vehicle.Private.Charging.AcCurrentLimit"',
            "",
            "properties.EV_CHARGE_CURRENT_DRAW_LIMIT: READ_WRITE and `write` belong together",
        ),
    ],
)
def test_a_broken_file_is_named_with_its_field(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    text = VHAL.read_text("utf-8")
    assert old in text
    (tmp_path / "vhal.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(VehicleFileError) as caught:
        Vhal.load(tmp_path / "vhal.toml")
    assert str(caught.value).startswith(f"vhal.toml: {line}")


def test_every_path_is_one_that_the_emulated_car_tells(vhal: Vhal) -> None:
    told = KNOWN - {signals.START_STOP}
    assert {rule.source for rule in vhal.properties.values() if rule.source} <= told
    taken = VehicleBus.load(VEHICLES / "su7_max.toml").commands
    assert {rule.write for rule in vhal.properties.values() if rule.write} <= taken
