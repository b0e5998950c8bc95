"""One value in one signal: raw numbers and VSS values worked out by hand."""

import math

import cantools
import pytest
from cantools.database.can import Database, Message

from vehicle.carried import Unreadable, carry
from vehicle.dbc import BadVehicleFrame
from vehicle.packing import Raw
from vehicle.signals import Value
from vehicle.vehicle_map import SignalRule

DBC = """VERSION ""

BU_: A

BO_ 291 M: 8 A
 SG_ Fahrenheit : 0|8@1+ (1,-40) [-40|200] "degF" A
 SG_ Share : 8|16@1+ (0.1,0) [0|100.3] "%" A
 SG_ Word : 24|4@1+ (1,0) [0|15] "" A
 SG_ Bare : 28|4@1+ (1,0) [0|15] "" A
 SG_ Exact : 32|32@1- (1,0) [-10|10] "" A

BO_ 292 T: 8 A
 SG_ First : 7|16@0+ (1,0) [0|0] "" A
 SG_ Second : 16|16@1+ (1,0) [0|0] "" A

VAL_ 291 Word 0 "aus" 1 "an" ;
SIG_VALTYPE_ 291 Exact : 1;
"""


def _find(name: str) -> Message:
    database = cantools.database.load_string(DBC, database_format="dbc")
    assert isinstance(database, Database)
    return database.get_message_by_name(name)


FAHRENHEIT = SignalRule(source="M.Fahrenheit", scale=5 / 9, offset=-160 / 9)
NAMED = SignalRule(source="M.Word", kind="label", names={"aus": "OFF", "an": "ON", "7": "BROKEN"})


@pytest.mark.parametrize(
    ("rule", "raw", "value"),
    [
        (FAHRENHEIT, {"Fahrenheit": 108}, 20.0),  # 68 degF
        (FAHRENHEIT, {"Fahrenheit": 0}, -40.0),
        (SignalRule(source="M.Share"), {"Share": 1003}, 100.3),
        (SignalRule(source="M.Share", scale=-1), {"Share": 10}, -1.0),
        (SignalRule(source="M.Share", kind="integer"), {"Share": 996}, 100),
        (SignalRule(source="M.Bare", kind="bool"), {"Bare": 2}, True),
        (NAMED, {"Word": 1}, "ON"),
        (NAMED, {"Word": 7}, "BROKEN"),
        (SignalRule(source="M.Exact"), {"Exact": 2.5}, 2.5),
        (SignalRule(source="M.Share"), {}, None),
    ],
)
def test_a_number_of_the_bus_is_read_as_the_map_says(
    rule: SignalRule, raw: dict[str, Raw], value: Value | None
) -> None:
    read = carry("Vehicle.X", rule, _find).read("M", raw)
    assert read == (pytest.approx(value) if isinstance(value, float) else value)
    assert type(read) is type(value)
    if value is not None and not isinstance(value, bool):
        assert carry("Vehicle.X", rule, _find).write("M", value) == pytest.approx(raw, abs=4)


@pytest.mark.parametrize(
    ("rule", "raw", "said"),
    [
        (SignalRule(source="M.Share"), {"Share": 1004}, "M.Share: 100.4 is outside 0 to 100.3"),
        (NAMED, {"Word": 2}, "M.Word: 2 has no name"),
        (SignalRule(source="M.Exact"), {"Exact": math.nan}, "M.Exact: nan is outside -10 to 10"),
        (SignalRule(source="M.Exact"), {"Exact": math.inf}, "M.Exact: inf is outside -10 to 10"),
    ],
)
def test_a_number_that_cannot_be_meant_is_said_and_not_read(
    rule: SignalRule, raw: dict[str, Raw], said: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        carry("Vehicle.X", rule, _find).read("M", raw)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (SignalRule(source="M.Share"), 100.4),
        (SignalRule(source="M.Share"), math.nan),
        (SignalRule(source="M.Share"), "full"),
        (NAMED, "SIDEWAYS"),
    ],
)
def test_a_value_that_the_dbc_forbids_is_not_written(rule: SignalRule, value: Value) -> None:
    with pytest.raises(BadVehicleFrame, match=r"^M\.(Share|Word): "):
        carry("Vehicle.X", rule, _find).write("M", value)


def test_a_text_of_both_byte_orders_is_read_first_character_first() -> None:
    rule = SignalRule(source=["T.First", "T.Second"], kind="ascii")
    text = carry("Vehicle.X", rule, _find)
    # Big-endian: the first character is the highest byte; little-endian: the lowest.
    raw = {"First": 0x4142, "Second": 0x4443}
    assert text.read("T", {"First": raw["First"]}) is None
    assert text.read("T", raw) == "ABCD"
    assert text.write("T", "ABCD") == raw
