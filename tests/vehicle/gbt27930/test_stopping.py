"""Check the reasons of a stop in both directions."""

import pytest

from tests.vehicle.gbt27930.rig import Cable
from vehicle.frame import Frame
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.messages import Bem, Bst, Cem, Cst, StopCause, encode
from vehicle.gbt27930.readings import examine
from vehicle.gbt27930.stopping import build_bst, build_cst, first_late, parse_bst, parse_cst

# Bit patterns of the field tables, reserved bits 1; hyb-input: a BST without any reason.
BST = [
    (StopCause.TARGET_REACHED, "010000f0"),
    (StopCause.VOLTAGE_REACHED, "040000f0"),
    (StopCause.CELL_REACHED, "100000f0"),
    (StopCause.CHARGER_INITIATED, "400000f0"),
    (StopCause.INSULATION, "000100f0"),
    (StopCause.OVER_TEMPERATURE, "000001f0"),
    (StopCause.CONNECTOR_HOT, "000400f0"),
    (StopCause.CONNECTOR, "004000f0"),
    (StopCause.RELAY, "000004f0"),
    (StopCause.OVER_CURRENT, "000000f1"),
    (StopCause.VOLTAGE, "000000f4"),
    (StopCause.USER, "000000f0"),
]
#: What is said so is read as something else.
BST_ONE_WAY = [(StopCause.FAULT, "000040f0"), (StopCause.EMERGENCY, "000040f0")]
CST = [
    (StopCause.USER, "0400f0f0"),
    (StopCause.REFUSED, "0100f0f0"),
    (StopCause.UNANSWERED, "0100f0f0"),
    (StopCause.BMS_INITIATED, "4000f0f0"),
    (StopCause.FAULT, "1000f4f0"),
    (StopCause.EMERGENCY, "1000f1f0"),
    (StopCause.OVER_CURRENT, "1000f0f1"),
    (StopCause.VOLTAGE, "1000f0f4"),
]


@pytest.mark.parametrize(("cause", "data"), BST)
def test_the_car_says_its_cause(cause: StopCause, data: str) -> None:
    assert encode(build_bst(cause)).hex() == data


@pytest.mark.parametrize(("cause", "data"), CST)
def test_the_charger_says_its_cause(cause: StopCause, data: str) -> None:
    assert encode(build_cst(cause)).hex() == data


@pytest.mark.parametrize("cause", list(StopCause))
def test_every_cause_can_be_said_and_is_understood_as_some_cause(cause: StopCause) -> None:
    assert isinstance(parse_bst(build_bst(cause)), StopCause)
    assert isinstance(parse_cst(build_cst(cause)), StopCause)


def test_a_fault_counts_more_than_a_reached_target() -> None:
    assert parse_bst(Bst(soc_reached=1, insulation=1)) is StopCause.INSULATION


def test_what_is_not_credible_is_no_reason() -> None:
    assert parse_bst(Bst(insulation=2)) is StopCause.BMS_INITIATED
    assert parse_cst(Cst(emergency=2, manual=1)) is StopCause.CHARGER_INITIATED


def test_the_first_late_message_is_named_by_its_spn() -> None:
    assert first_late(Bem(cro=1)) == "3904"
    assert first_late(Cem(bcs=1, bsd=1)) == "3924"
    assert first_late(Cem()) is None


# The first bytes of the patterns above. GB/T 27930-2015 has four bytes; see stopping.py.
@pytest.mark.parametrize(
    ("data", "cause"),
    [("04", StopCause.CHARGER_INITIATED), ("10", StopCause.FAULT), ("1000F1", StopCause.EMERGENCY)],
)
def test_a_cst_cut_short_ends_the_charge(data: str, cause: StopCause) -> None:
    cable = Cable()
    cable.run(10.0)
    cable.bms.receive(Frame(0x101AF456, bytes.fromhex(data)), 10.0)
    assert (cable.bms.phase.name, cable.bms.stop_cause) == ("STOPPING", cause)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ("01", StopCause.TARGET_REACHED),
        ("0001", StopCause.INSULATION),
        ("00", StopCause.BMS_INITIATED),
    ],
)
def test_a_bst_cut_short_ends_the_charge(data: str, cause: StopCause) -> None:
    cable = Cable()
    cable.run(10.0)
    cable.charger.receive(Frame(0x101956F4, bytes.fromhex(data)), 10.0)
    assert (cable.charger.phase.name, cable.charger.stop_cause) == ("STOPPING", cause)
    assert cable.charger.wanted.current_a == 0.0


@pytest.mark.parametrize("name", ["BST", "CST"])
def test_an_empty_stop_ends_nothing(name: str) -> None:
    cable = Cable()
    cable.run(10.0)
    end = cable.charger if name == "BST" else cable.bms
    end.receive(Frame(MESSAGES[name].can_id, b""), 10.0)
    assert cable.where() == ("CHARGING", "CHARGING")


def test_what_a_cst_cut_short_lacks_is_flagged() -> None:
    remarks = {each.field.name: each.remark for each in examine(MESSAGES["CST"], b"\x04")}
    assert (remarks["manual"], remarks["emergency"], remarks["voltage"]) == (
        "", "cut off", "cut off",
    )  # fmt: skip


@pytest.mark.parametrize(("cause", "data"), BST_ONE_WAY)
def test_what_bst_has_no_bit_for_is_another_fault(cause: StopCause, data: str) -> None:
    # 3512.8.
    assert encode(build_bst(cause)).hex() == data
    assert parse_bst(build_bst(cause)) is StopCause.FAULT
