"""Check what one side hears, and what it does not take for a message."""

import pytest

from vehicle.frame import Frame
from vehicle.gbt27930.hearing import Hearing
from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import Bcl, Bcs, Ccs

BCL, CCS = 0x181056F4, 0x1812F456


def _frame(can_id: int, data: str, *, extended: bool = True) -> Frame:
    return Frame(can_id, bytes.fromhex(data), extended=extended)


def test_the_charger_hears_the_car_and_the_car_the_charger() -> None:
    bcl, ccs = _frame(BCL, "401FDC0502"), _frame(CCS, "1E15830F0000FDFF")
    assert Hearing(from_car=True).message(bcl) == Bcl(800.0, 250.0, 2)
    assert Hearing(from_car=True).message(ccs) is None
    # Capture tyu05, 18.6 s.
    assert Hearing(from_car=False).message(ccs) == Ccs(540.6, 2.9, 0, 1)


def test_the_same_payload_is_the_same_message() -> None:
    hearing = Hearing(from_car=True)
    first = hearing.message(_frame(BCL, "401FDC0502"))
    assert hearing.message(_frame(BCL, "401FDC0502")) is first
    assert hearing.message(_frame(BCL, "401FDC0501")) == Bcl(800.0, 250.0, 1)


@pytest.mark.parametrize(
    "frame",
    [
        _frame(0x181056F5, "401FDC0502"),
        _frame(BCL, "401FDC0502", extended=False),
        _frame(BCL, "401FDC0502" + "FF" * 4),  # 9 bytes: impossible on classic CAN
        _frame(BCL, ""),
        _frame(BCL, "740EECFC02"),  # capture ontom-ev150: two's complement, 6074.8 A
    ],
)
def test_what_nobody_can_mean_is_nothing(frame: Frame) -> None:
    assert Hearing(from_car=True).message(frame) is None


def test_the_last_absurd_frame_is_remembered() -> None:
    hearing = Hearing(from_car=True)
    hearing.message(_frame(BCL, "740EECFC02"))
    assert "SPN 3073" in str(hearing.bad)


def test_what_counts_only_whole_is_not_heard_in_a_frame() -> None:
    hearing = Hearing(from_car=True, only_whole=("BRM", "BCP"))
    assert hearing.message(_frame(0x1C0656F4, "7201DA052A02A510")) is None
    # Capture ru5t-1.
    assert hearing.whole(0x0600, bytes.fromhex("7201DA052A02A510730803C60E")) is not None


def test_a_whole_message_of_the_wrong_side_is_nothing() -> None:
    # CHM, announced by the car's address: only a fuzzer does that.
    assert Hearing(from_car=True).whole(0x2600, bytes.fromhex("010100")) is None
    assert Hearing(from_car=True).whole(0x1234, b"\x01") is None
    assert Hearing(from_car=True).whole(0x1100, b"") is None


@pytest.mark.parametrize(
    ("strict", "data", "is_heard"),
    [
        (None, "841CA00F0000", True),
        (Edition.V2015, "841CA00F0000", False),
        (Edition.V2015, "841CA00F0000FD", True),
        (Edition.V2015, "841CA00F0000FDFF", False),
        (Edition.V2011, "841CA00F0000", True),
        (Edition.V2011, "841CA00F0000FD", False),
    ],
)
def test_a_strict_listener_asks_for_the_length_of_its_edition(
    *, strict: Edition | None, data: str, is_heard: bool
) -> None:
    hearing = Hearing(from_car=False, strict=strict)
    assert (hearing.message(_frame(CCS, data)) is not None) is is_heard


def test_a_strict_listener_measures_transfers_too() -> None:
    hearing = Hearing(from_car=True, strict=Edition.V2015)
    data = bytes.fromhex("C50EA00F4C614D0000")  # capture ru5t-1
    assert hearing.whole(0x1100, data) == Bcs(378.1, 0.0, 3.32, 6, 77, 0)
    assert hearing.whole(0x1100, data + b"\xff") is None
    assert hearing.whole(0x1500, b"\x72\x01" * 3) is not None  # as long as there are cells
