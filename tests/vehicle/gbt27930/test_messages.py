"""Check every message against published bytes; sources are named row by row.

Two messages have no published bytes of their own: CTS has the example in the text of table 14, and
of BSP no source shows a frame, so its row is written from the field table.
"""

import random
from dataclasses import fields, replace

import pytest

from vehicle.frame import Frame
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import Kind
from vehicle.gbt27930.manner import Edition, Fill
from vehicle.gbt27930.messages import (
    CODECS,
    NO,
    BadMessage,
    Bcl,
    Bcp,
    Bcs,
    Bem,
    Bhm,
    Bmt,
    Bmv,
    Brm,
    Bro,
    Bsd,
    Bsm,
    Bsp,
    Bst,
    Ccs,
    Cem,
    Chm,
    Cml,
    Crm,
    Cro,
    Csd,
    Cst,
    Cts,
    Message,
    Version,
    decode,
    decode_frame,
    encode,
    encode_as,
    frame_of,
)

TABLES = "a bit pattern of the field tables, reserved bits ones"
LEQUIBAO = "github lequibao/CANProtocolAnalysis, protocalTestCases.xlsx"
RU5T = "capture ru5t-1 (github ru5t/gbt27930-CAN-parser)"
TYU05 = "capture tyu05 (github tyu05/C-Code-for-GB-T27930-2015-Protocol, MIT)"

# Reserved bits are ones, as the standard wants them: these also encode to themselves.
PUBLISHED: list[tuple[str, str, Message]] = [
    (LEQUIBAO, "010100", Chm(Version(1, 1))),
    (LEQUIBAO, "D20F", Bhm(405.0)),
    (LEQUIBAO, "0000000000FFFFFF", Crm(0, 0, None)),
    (RU5T, "0001010101313233", Crm(0, 16843009, "123")),
    (LEQUIBAO, "010100047602840D" + "FF" * 41, Brm(Version(1, 1), 4, 63.0, 346.0)),
    (LEQUIBAO, "9901220BCD00D20F6EC602E70E", Bcp(4.09, 115.0, 20.5, 405.0, 60, 71.0, 381.5)),
    (RU5T, "7201DA052A02A510730803C60E", Bcp(3.70, 250.2, 55.4, 426.1, 65, 77.6, 378.2)),
    ("the example in the text of table 14", "36240816051520", Cts(36, 24, 8, 16, 5, 2015)),
    (LEQUIBAO, "4C1DD007100E8C0F", Cml(750.0, 200.0, 40.0, 2.0)),
    (RU5T, "1C257C01DC05A00F", Cml(950.0, 38.0, 250.0, 0.0)),
    (LEQUIBAO, "00", Bro(0)),
    (TYU05, "AA", Cro(0xAA)),
    (LEQUIBAO, "740ED80E02", Bcl(370.0, 20.0, 2)),
    (LEQUIBAO, "A00FA00F8D01462D00", Bcs(400.0, 0.0, 3.97, 0, 70, 45)),
    (RU5T, "C50EA00F4C614D0000", Bcs(378.1, 0.0, 3.32, 6, 77, 0)),
    (LEQUIBAO, "C70B3E0F0100FD", Ccs(301.5, 9.8, 1, 1)),
    (TYU05, "424B014A1B00D0", Bsm(67, 25, 2, 24, 28, 0, 0, 0, 0, 0, 0, 1)),
    (
        LEQUIBAO,
        "9A16A00F7D51325802FF",
        Bmv((16.9, 40.0, 3.81, 20.98, 38.42), (1, 0, 5, 5, 15)),
    ),
    (LEQUIBAO, "9A16A00F7D51325802", Bmt((104, -28, 110, -35, 75, 31, 0, 38, -48))),
    ("none: from the field table", "00FF" + "07" * 14, Bsp((0, None, *(7,) * 14))),
    (LEQUIBAO, "010000F0", Bst(soc_reached=1)),
    (TABLES, "400000F0", Bst(charger_initiated=1)),
    (TABLES, "000000F4", Bst(voltage=1)),
    (LEQUIBAO, "1000F4F0", Cst(fault=1, other=1)),
    (RU5T, "0400F0F0", Cst(manual=1)),
    (TABLES, "1000F1F0", Cst(fault=1, emergency=1)),
    (TABLES, "1000F0F1", Cst(fault=1, current=1)),
    (TABLES, "4000F0F0", Cst(bms_initiated=1)),
    (LEQUIBAO, "478C018D014B4B", Bsd(71, 3.96, 3.97, 25, 25)),
    (LEQUIBAO, "0200000001000000", Csd(2, 0.0, 1)),
    (TABLES, "F1F0F0FC", Bem(crm_00=1)),
    (TABLES, "F4F0F0FC", Bem(crm_aa=1)),
    (TABLES, "F0F1F0FC", Bem(cml=1)),
    (TABLES, "F0F4F0FC", Bem(cro=1)),
    (TYU05, "F0F0F1FC", Bem(ccs=1)),
    (TABLES, "F0F0F4FC", Bem(cst=1)),
    (TABLES, "F0F0F0FD", Bem(csd=1)),
    (TABLES, "FDF0C0FC", Cem(brm=1)),
    (TABLES, "FCF1C0FC", Cem(bcp=1)),
    (TABLES, "FCF4C0FC", Cem(bro=1)),
    (TABLES, "FCF0C1FC", Cem(bcs=1)),
    (TABLES, "FCF0C4FC", Cem(bcl=1)),
    (TABLES, "FCF0D0FC", Cem(bst=1)),
    (TABLES, "FCF0C0FD", Cem(bsd=1)),
]

# What devices send against the rules: zero-filled reserved bits, padding to 8 bytes, short forms.
WILD: list[tuple[str, str, Message]] = [
    (LEQUIBAO, "3E450B43020010", Bsm(63, 19, 12, 17, 3, 0, 0, 0, 0, 0, 0, 1)),
    (LEQUIBAO, "00000000", Bem()),
    (LEQUIBAO, "01010101", Cem(brm=1, bcp=1, bcs=1, bsd=1)),
    (RU5T, "40000000", Bst(charger_initiated=1)),
    (TYU05, "2A00A00F0000FDFF", Ccs(4.2, 0.0, 0, 1)),
    ("github wogee/Rose bms.c: BCL padded to 8", "980D100E01000000", Bcl(348.0, 40.0, 1)),
    ("the 2011 form: CML of 6 bytes", "4C1DD007100E", Cml(750.0, 200.0, 40.0, None)),
    ("the 2011 form: CCS of 6 bytes", "C70B3E0F0100", Ccs(301.5, 9.8, 1, None)),
    ("capture ru5t-2: a time that is not BCD", "1A061414150000", Cts(None, 6, 14, 14, 15, 0)),
    ("capture ru5t-1: no time at all", "FF" * 7, Cts()),
    (
        "capture ru5t-3: current out of the pack",
        "C50EB90F4C614D0000",
        Bcs(378.1, -2.5, 3.32, 6, 77, 0),
    ),
    ("lequibao row 11: an undefined result", "AB", Crm(0xAB, None, None)),
    ("lequibao row 6: 2 of 3 bytes", "0101", Chm(None)),
]


def _parameters(rows: list[tuple[str, str, Message]]) -> list[object]:
    return [
        pytest.param(bytes.fromhex(data), message, id=f"{type(message).__name__}-{data[:16]}")
        for _, data, message in rows
    ]


@pytest.mark.parametrize(("data", "message"), _parameters(PUBLISHED + WILD))
def test_published_bytes_decode(data: bytes, message: Message) -> None:
    assert decode(CODECS[type(message)].spec.pgn, data) == message


@pytest.mark.parametrize(("data", "message"), _parameters(PUBLISHED))
def test_a_message_encodes_to_its_published_bytes(data: bytes, message: Message) -> None:
    assert encode(message) == data


def test_every_message_has_a_published_row() -> None:
    assert {type(message) for _, _, message in PUBLISHED} == set(CODECS)


def test_the_vin_is_read_from_brm_of_both_editions() -> None:
    # Layout of capture ru5t-1; its VIN is not published, this one is invented.
    head = "01010003F005400E0100000001000000630B0895000001FF"
    data = bytes.fromhex(head) + b"LXMTESTCAR0000001" + bytes.fromhex("000104E707FFFF00")
    of_2015, of_2011 = decode(0x0200, data), decode(0x0200, data[:41])
    assert isinstance(of_2015, Brm)
    assert isinstance(of_2011, Brm)
    assert (of_2015.vin, of_2015.rated_ah, of_2015.rated_v) == ("LXMTESTCAR0000001", 152.0, 364.8)
    assert (of_2015.made_year, of_2015.cycles, of_2015.owned) == (2084, 149, 1)
    assert (of_2015.software_day, of_2015.software_month, of_2015.software_year) == (1, 4, 2023)
    assert of_2011 == replace(
        of_2015, software_serial=None, software_day=None, software_month=None, software_year=None
    )


@pytest.mark.parametrize("filler", [b"\x00", b"\xff"])
def test_a_vin_of_zeros_or_ones_is_no_vin(filler: bytes) -> None:
    message = decode(0x0200, bytes(24) + filler * 17 + bytes(8))
    assert isinstance(message, Brm)
    assert message.vin is None


def test_charging_is_negative_on_the_wire_and_positive_here() -> None:
    assert encode(Bcl(370.0, 20.0, 2)) == bytes.fromhex("740E D80E 02")
    assert encode(Bcl(370.0, 0.0, 2))[2:4] == bytes.fromhex("A00F")  # 0 A is raw 4000


def test_more_than_400_a_is_clamped_because_the_edition_of_2015_cannot_say_it() -> None:
    assert encode(Bcl(897.0, 535.0, 2))[2:4] == b"\x00\x00"
    assert decode(0x1000, encode(Bcl(897.0, 535.0, 2))) == Bcl(897.0, 400.0, 2)


def test_a_number_too_large_is_never_sent_as_not_available() -> None:
    assert encode(Bcp(max_v=9999.0))[6:8] == bytes.fromhex("FEFF")
    assert encode(Bcp(max_v=6553.5))[6:8] == bytes.fromhex("FEFF")


@pytest.mark.parametrize("name", list(MESSAGES))
def test_an_empty_message_is_bad(name: str) -> None:
    with pytest.raises(BadMessage):
        decode(MESSAGES[name].pgn, b"")


def test_a_demand_in_twos_complement_is_bad() -> None:
    # capture ontom-ev150: raw FCEC would be a demand of 6074.8 A out of the pack.
    with pytest.raises(BadMessage):
        decode(0x1000, bytes.fromhex("740EECFC02"))


def test_not_available_is_none_and_not_absurd() -> None:
    assert decode(0x0800, b"\xff" * 8) == Cml(None, None, None, None)


@pytest.mark.parametrize(
    "can_id",
    [0x1827F456, 0x1806F456, 0x1810F456, 0x1811F456, 0x18190056, 0x1812F4F8, 0x18FFF4F8],
    ids=hex,
)
def test_a_frame_with_wrong_priority_direction_or_address_is_foreign(can_id: int) -> None:
    assert decode_frame(Frame(can_id, bytes(8))) is None


def test_a_standard_frame_is_foreign() -> None:
    assert decode_frame(Frame(0x1826F456, b"\x01\x01\x00", extended=False)) is None


@pytest.mark.parametrize("name", list(MESSAGES))
def test_no_length_up_to_8_bytes_crashes(name: str) -> None:
    for length in range(1, 9):
        for filler in (b"\x00", b"\x5a", b"\xfe", b"\xff"):
            assert _attempt(MESSAGES[name].pgn, filler * length) in {"decoded", "refused"}


@pytest.mark.parametrize("name", list(MESSAGES))
def test_nothing_that_a_transfer_can_carry_crashes(name: str) -> None:
    dice = random.Random(f"garbage for {name}")
    lengths = [*range(1, 60), 255, 1784, 1785]
    outcomes = {_attempt(MESSAGES[name].pgn, dice.randbytes(length)) for length in lengths * 5}
    assert "decoded" in outcomes
    assert outcomes <= {"decoded", "refused"}


def _attempt(pgn: int, data: bytes) -> str:
    try:
        message = decode(pgn, data)
    except BadMessage:
        return "refused"
    return "decoded" if message is not None else "foreign"


@pytest.mark.parametrize("message", CODECS, ids=lambda message: message.__name__)
def test_the_dataclass_names_its_fields_as_the_layout(message: type) -> None:
    spec = CODECS[message].spec
    rows = [row.name for row in spec.fields if row.kind is not Kind.RESERVED]
    assert [each.name for each in fields(message)] == rows


def test_a_single_frame_carries_its_full_id() -> None:
    assert frame_of(Chm(Version(1, 1))) == Frame(0x1826F456, b"\x01\x01\x00")


# What devices that fill up with zeros send, in the form of 2015 unless it is marked.
ZEROS: list[tuple[str, Edition, str, Message]] = [
    (LEQUIBAO, Edition.V2015, "3E450B43020010",
     Bsm(63, 19, 12, 17, 3, 0, 0, 0, 0, 0, 0, 1)),
    (LEQUIBAO, Edition.V2015, "00000000", Bem()),
    (LEQUIBAO, Edition.V2015, "01010101", Cem(brm=1, bcp=1, bcs=1, bsd=1)),
    (RU5T, Edition.V2015, "40000000", Bst(charger_initiated=1)),
    ("github wogee/Rose bms.c", Edition.V2015, "00000000", Cst()),
    (LEQUIBAO, Edition.V2011, "4C1DD007100E", Cml(750.0, 200.0, 40.0, None)),
    (LEQUIBAO, Edition.V2011, "C70B3E0F0100", Ccs(301.5, 9.8, 1, None)),
    (LEQUIBAO, Edition.V2011, "740ED80E02", Bcl(370.0, 20.0, 2)),
    (LEQUIBAO, Edition.V2011, "9A16A00F", Bmv((16.9, 40.0), (1, 0))),
    ("layout of BRM up to the VIN: derived", Edition.V2011,
     "00010003F005400E" + "00" * 33, Brm(Version(1, 0), 3, 152.0, 364.8, made_year=1985)),
]  # fmt: skip


@pytest.mark.parametrize(("source", "edition", "data", "message"), ZEROS)
def test_a_message_is_filled_up_with_zeros(
    source: str, edition: Edition, data: str, message: Message
) -> None:
    assert encode_as(message, edition, Fill.ZEROS) == bytes.fromhex(data), source


def test_the_forms_of_2011_may_be_filled_with_ones_too() -> None:
    brm = Brm(Version(1, 0), 3, 152.0, 364.8, vin="LXMTESTCAR0000001")
    data = encode_as(brm, Edition.V2011, Fill.ONES)
    assert data.hex() == "00010003f005400e" + "ff" * 16 + b"LXMTESTCAR0000001".hex()
    assert encode_as(brm, Edition.V2015, Fill.ONES) == encode(brm) == data + b"\xff" * 8


def test_text_ends_in_the_filling_of_its_sender() -> None:
    region = Crm(NO, 1, "AB")
    assert encode_as(region, Edition.V2015, Fill.ZEROS) == bytes.fromhex("0001000000414200")
    assert encode(region) == bytes.fromhex("00010000004142FF")


def test_a_mandatory_value_that_is_not_available_says_so_under_zero_fill_too() -> None:
    # As zeros it would be a demand of 400 A.
    assert encode_as(Bcl(), Edition.V2015, Fill.ZEROS) == b"\xff" * 5
    assert encode_as(Bmt((None, 20.0)), Edition.V2015, Fill.ZEROS) == bytes.fromhex("0046")
