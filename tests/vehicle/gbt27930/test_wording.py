"""Check how particular devices form their frames, against frames that were recorded."""

import pytest

from vehicle.gbt27930.manner import Edition, Fill
from vehicle.gbt27930.messages import Bcl, Bmt, Brm, Bro, Bsm, Ccs, Cml, Cst, Message, Version
from vehicle.gbt27930.wording import Wording

CCS = Ccs(540.6, 2.9, 0, 1)
BSM = Bsm(67, 25, 2, 24, 28, 0, 0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("wording", "message", "data"),
    [
        (Wording(), CCS, "1E15830F0000FD"),
        (Wording(ccs_bytes=8), CCS, "1E15830F0000FDFF"),  # capture tyu05
        (Wording(ccs_bytes=6), CCS, "1E15830F0000"),
        (Wording(fill=Fill.ZEROS), CCS, "1E15830F000001"),  # capture ru5t-3: byte 7 is 01
        (Wording(Edition.V2011), CCS, "1E15830F0000"),
        (Wording(Edition.V2011, ccs_bytes=8), CCS, "1E15830F0000"),
        (Wording(), BSM, "424B014A1B00D0"),  # capture tyu05
        (Wording(fill=Fill.ZEROS), BSM, "424B014A1B0010"),
        (Wording(pads=True), BSM, "424B014A1B00D0FF"),
        (Wording(), Cml(700.0, 200.0, 20.0, 0.0), "581BD007D80EA00F"),  # capture tyu05
        (Wording(Edition.V2011), Cml(700.0, 200.0, 20.0, 0.0), "581BD007D80E"),
        (Wording(pads=True), Bro(0xAA), "AAFFFFFFFFFFFFFF"),  # capture ontom-can2
        (Wording(), Cst(manual=1), "0400F0F0"),
        (Wording(fill=Fill.ZEROS), Cst(manual=1), "04000000"),
    ],
)
def test_a_device_forms_its_frames_as_it_is_used_to(
    wording: Wording, message: Message, data: str
) -> None:
    assert wording.frame_of(message).data.hex().upper() == data


def test_a_frame_has_the_id_of_its_message() -> None:
    assert Wording().frame_of(CCS).id == 0x1812F456
    assert Wording(pads=True).frame_of(Bcl(600.0, 3.0, 2)).id == 0x181056F4


@pytest.mark.parametrize(("edition", "length"), [(Edition.V2015, 49), (Edition.V2011, 41)])
def test_brm_ends_where_its_edition_ends(edition: Edition, length: int) -> None:
    assert len(Wording(edition).data_of(Brm(version=Version(1, 0)))) == length


def test_transfers_are_not_padded() -> None:
    assert Wording(pads=True).data_of(Bmt((20.0, 21.0))) == bytes((70, 71))
