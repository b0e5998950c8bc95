"""Check what an inspector is told about a message, good and bad."""

import pytest

from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.readings import Reading, Remark, examine


def _look(name: str, data: str) -> list[Reading]:
    return examine(MESSAGES[name], bytes.fromhex(data))


def _remarks(name: str, data: str) -> dict[str, str]:
    """Give what was remarked, by the field's name or else its title."""
    return {
        reading.field.name or reading.field.title: reading.remark.value
        for reading in _look(name, data)
        if reading.remark
    }


def test_raw_integers_stand_beside_physical_values() -> None:
    # lequibao row 16, whose author reads 301.5 V, 9.8 A of charging, 1 min, permit.
    rows = [(each.raw, each.value, each.remark) for each in _look("CCS", "C70B3E0F0100FD")]
    assert rows == [
        (3015, 301.5, ""), (3902, 9.8, ""), (1, 1, ""), (1, 1, ""), (0b111111, None, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "remarks"),
    [
        ("CML", "FFFFD007100E8C0F", {"max_v": "not available"}),
        ("CRM", "AB00000000FFFFFF", {"result": "not in the table", "region": "not available"}),
        ("BCL", "740ED80E00", {"mode": "not in the table"}),
        ("BHM", "F82A", {"max_v": "out of range"}),  # 1100.0 V
        ("BSD", "658C018D01FB4B", {"soc_pct": "out of range", "temp_min_c": "out of range"}),
        ("BRM", "01010003F005400E" + "FF" * 8 + "6300089500000100" + "FF" * 25,
         {"maker": "not available", "pack_serial": "not available", "made_month": "out of range",
          "reserved": "reserved bits are not ones", "vin": "not available",
          "software_serial": "not available", "software_day": "not available",
          "software_month": "not available", "software_year": "not available"}),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_field_is_remarked(
    name: str, data: str, remarks: dict[str, str]
) -> None:
    assert _remarks(name, data) == remarks


@pytest.mark.parametrize(
    ("data", "remark"),
    [
        ("740EA00F02", ""),  # raw 4000 is 0 A
        ("740EA10F02", "positive: out of the battery"),  # raw 4001, +0.1 A on the wire
        ("740EB03602", "positive: out of the battery"),  # raw 14000, +1000 A: not yet absurd
        ("740EB13602", "absurd"),
        ("740EECFC02", "absurd"),  # capture ontom-ev150: two's complement without the offset
        ("740EFFFF02", "not available"),
        ("740E000002", ""),  # 400 A, the most that can be said
    ],
)
def test_a_current_above_raw_4000_is_remarked(data: str, remark: str) -> None:
    assert _look("BCL", data)[1].remark == remark


def test_a_time_that_is_not_bcd_is_told_from_none() -> None:
    # capture ru5t-2, then ru5t-1
    assert _remarks("CTS", "1A061414150000") == {"second": "not BCD"}
    assert set(_remarks("CTS", "FF" * 7).values()) == {"not available"}


def test_a_frame_cut_short_is_read_as_far_as_it_goes() -> None:
    assert _remarks("CML", "4C1DD007AC") == {"max_a": "cut off", "min_a": "cut off"}
    assert set(_remarks("BSM", "").values()) == {"cut off"}


@pytest.mark.parametrize(
    ("name", "data", "missing"),
    [("CCS", "C70B3E0F0100", {"permit", "reserved"}), ("CML", "4C1DD007100E", {"min_a"})],
)
def test_the_short_form_of_2011_is_not_called_cut_off(
    name: str, data: str, missing: set[str]
) -> None:
    assert _remarks(name, data) == dict.fromkeys(missing, "not in the edition of 2011")


def test_what_a_longer_frame_has_too_much_is_shown() -> None:
    # capture tyu05: CCS of 8 bytes
    *_, extra = _look("CCS", "2A00A00F0000FDAB")
    assert (extra.field.title, extra.raw, extra.remark) == (
        "bytes behind the message", 0xAB, "more than the standard has",
    )  # fmt: skip


def test_zero_filled_reserved_bits_are_remarked() -> None:
    # lequibao row 17, and capture ru5t-1
    assert _remarks("BSM", "3E450B43020010") == {"reserved": "reserved bits are not ones"}
    assert _remarks("BSM", "424B014A1B00D0") == {}
    assert _remarks("BST", "40000000") == {"reserved": "reserved bits are not ones"}


def test_every_cell_is_read() -> None:
    # lequibao row 21
    cells = [
        (each.number, each.field.name, each.raw, each.value)
        for each in _look("BMV", "9A16A00F7D51325802FF")
    ]
    assert cells[:4] == [
        (1, "voltages_v", 0x69A, 16.9), (1, "groups", 1, 1),
        (2, "voltages_v", 0xFA0, 40.0), (2, "groups", 0, 0),
    ]  # fmt: skip
    assert cells[-1] == (5, "groups", 15, 15)
    assert _look("BMV", "9A16A00F7D51325802FF")[2].remark is Remark.OUT_OF_RANGE  # 40 V > 24 V


def test_half_a_cell_at_the_end_is_cut_off() -> None:
    assert [(each.number, each.remark.value) for each in _look("BMV", "9A16A0")] == [
        (1, ""), (1, ""), (2, "cut off"), (2, "cut off"),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "most"), [("BMV", 256), ("BMT", 128), ("BSP", 16)])
def test_repetitions_beyond_the_standard_are_remarked(name: str, most: int) -> None:
    stride = 2 if name == "BMV" else 1
    readings = examine(MESSAGES[name], b"\x10" * stride * (most + 1))
    assert {each.remark for each in readings if each.number <= most} == {""}
    assert {each.remark for each in readings if each.number > most} == {
        "more than the standard has"
    }
    assert readings[-1].number == most + 1


def test_no_reserved_byte_was_left_out_of_a_bsp() -> None:
    assert [each.value for each in _look("BSP", "00FF07")] == [0, None, 7]


@pytest.mark.parametrize("name", list(MESSAGES))
def test_every_bit_is_read_once_whatever_the_length(name: str) -> None:
    data = bytes(range(1, 61))
    readings = examine(MESSAGES[name], data)
    bits = sum(each.field.bits for each in readings if each.raw is not None)
    surplus = 0 if MESSAGES[name].repeats else len(data) - MESSAGES[name].length
    assert bits == (len(data) - surplus) * 8
    for length in range(60):
        assert examine(MESSAGES[name], data[:length])[:0] == []
