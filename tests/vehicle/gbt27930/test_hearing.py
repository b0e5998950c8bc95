"""Check what is understood of the peer, and what is left aside."""

import pytest

from vehicle.frame import Frame
from vehicle.gbt27930.hearing import Hearing
from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import Bcl, Bcs, Ccs

BCL_ID, CCS_ID, BCS_ID = 0x181056F4, 0x1812F456, 0x1C1156F4
BCL = bytes.fromhex("740ED80E02")  # lequibao row 20


def test_only_the_peer_is_heard() -> None:
    of_the_car, of_the_charger = Hearing(from_car=True), Hearing(from_car=False)
    assert of_the_car.message(Frame(BCL_ID, BCL)) == Bcl(370.0, 20.0, 2)
    assert of_the_charger.message(Frame(BCL_ID, BCL)) is None
    assert of_the_car.message(Frame(BCL_ID, BCL, extended=False)) is None


def test_a_payload_is_read_anew_when_it_changes() -> None:
    hearing = Hearing(from_car=True)
    assert hearing.message(Frame(BCL_ID, BCL)) is hearing.message(Frame(BCL_ID, bytes(BCL)))
    assert hearing.message(Frame(BCL_ID, BCL[:4] + b"\x01")) == Bcl(370.0, 20.0, 1)


@pytest.mark.parametrize(
    ("edition", "data", "is_taken"),
    [
        (Edition.V2015, "C70B3E0F0100FD", True),  # lequibao row 16
        (Edition.V2015, "C70B3E0F0100FDFF", False),
        (Edition.V2015, "C70B3E0F0100", False),
        (Edition.V2011, "C70B3E0F0100", True),
        (None, "C70B3E0F0100FDFF", True),
    ],
)
def test_a_strict_side_takes_only_the_length_of_its_edition(
    edition: Edition | None, data: str, *, is_taken: bool
) -> None:
    hearing = Hearing(from_car=False, strict=edition)
    message = hearing.message(Frame(CCS_ID, bytes.fromhex(data)))
    assert (message is not None) is is_taken
    assert message is None or isinstance(message, Ccs)


def test_more_than_a_frame_can_carry_is_left_aside() -> None:
    assert Hearing(from_car=True).message(Frame(BCL_ID, BCL.ljust(9, b"\xff"))) is None


def test_what_nobody_can_mean_is_kept_as_bad_and_not_heard() -> None:
    hearing = Hearing(from_car=True)
    # capture ontom-ev150: two's complement without the offset
    assert hearing.message(Frame(BCL_ID, bytes.fromhex("740EECFC02"))) is None
    assert "SPN 3073" in str(hearing.bad)


def test_a_message_may_be_heard_only_as_a_whole_transfer() -> None:
    hearing = Hearing(from_car=True, only_whole=["BCS"])
    data = bytes.fromhex("A00FA00F8D01462D00")  # lequibao row 18
    assert hearing.message(Frame(BCS_ID, data[:8])) is None
    assert hearing.whole(0x1100, data) == Bcs(400.0, 0.0, 3.97, 0, 70, 45)


def test_a_transfer_of_the_wrong_length_or_content_is_left_aside() -> None:
    strict = Hearing(from_car=True, strict=Edition.V2015)
    assert strict.whole(0x1100, bytes(8)) is None
    assert strict.bad is None
    assert strict.whole(0x1234, bytes(8)) is None
    # BCP that allows +6117.9 A: raw FEFF is beyond what anybody can mean
    assert strict.whole(0x0600, bytes.fromhex("9901FEFFCD00D20F6EC602E70E")) is None
    assert "SPN 2817" in str(strict.bad)
