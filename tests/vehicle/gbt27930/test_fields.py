"""Check the layouts against the overview table of GB/T 27930-2015."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import Field
from vehicle.gbt27930.timing import PERIOD_S

# Name, 29-bit id, length in bytes (0: repeats to the end), segmented: the overview table of 2015.
OVERVIEW = [
    ("CHM", 0x1826F456, 3, False),
    ("BHM", 0x182756F4, 2, False),
    ("CRM", 0x1801F456, 8, False),
    ("BRM", 0x1C0256F4, 49, True),
    ("BCP", 0x1C0656F4, 13, True),
    ("CTS", 0x1807F456, 7, False),
    ("CML", 0x1808F456, 8, False),
    ("BRO", 0x100956F4, 1, False),
    ("CRO", 0x100AF456, 1, False),
    ("BCL", 0x181056F4, 5, False),
    ("BCS", 0x1C1156F4, 9, True),
    ("CCS", 0x1812F456, 7, False),
    ("BSM", 0x181356F4, 7, False),
    ("BMV", 0x1C1556F4, 0, True),
    ("BMT", 0x1C1656F4, 0, True),
    ("BSP", 0x1C1756F4, 0, True),
    ("BST", 0x101956F4, 4, False),
    ("CST", 0x101AF456, 4, False),
    ("BSD", 0x181C56F4, 7, False),
    ("CSD", 0x181DF456, 8, False),
    ("BEM", 0x081E56F4, 4, False),
    ("CEM", 0x081FF456, 4, False),
]


@pytest.mark.parametrize(("name", "can_id", "length", "segmented"), OVERVIEW)
def test_a_message_has_the_id_and_length_of_the_overview(
    name: str, can_id: int, length: int, segmented: bool
) -> None:
    spec = MESSAGES[name]
    assert (spec.can_id, spec.length, spec.segmented) == (can_id, length, segmented)


def test_there_are_22_messages() -> None:
    assert list(MESSAGES) == [name for name, *_ in OVERVIEW]


@pytest.mark.parametrize(("name", "least"), [("BRM", 41), ("CML", 6), ("CCS", 6), ("BCL", 5)])
def test_the_edition_of_2011_is_shorter(name: str, least: int) -> None:
    assert MESSAGES[name].least == least


@pytest.mark.parametrize("name", list(MESSAGES))
def test_rows_fill_whole_bytes_without_gap_or_overlap(name: str) -> None:
    spec = MESSAGES[name]
    ends = [row.start + row.bits for row in spec.fields]
    assert [row.start for row in spec.fields] == [0, *ends[:-1]]
    assert ends[-1] % 8 == 0


# SPN, first bit, bits, scale, offset of every row, reserved ones without a SPN: the field tables of
# GB/T 27930-2015 as transcribed in github lonlionl/gb27930-bms-can-monitor. SPN 2576 is one row of
# 8 bytes there; its parts are those of the remark beside it.
ROWS = {
    "CHM": "2600 0 24 1 0",
    "BHM": "2601 0 16 0.1 0",
    "CRM": "2560 0 8 1 0; 2561 8 32 1 0; 2562 40 24 1 0",
    "BRM": "2565 0 24 1 0; 2566 24 8 1 0; 2567 32 16 0.1 0; 2568 48 16 0.1 0; 2569 64 32 1 0; "
    "2570 96 32 1 0; 2571 128 8 1 1985; 2571b 136 8 1 0; 2571c 144 8 1 0; 2572 152 24 1 0; "
    "2573 176 8 1 0; - 184 8 1 0; 2575 192 136 1 0; 2576 328 8 1 0; 2576b 336 8 1 0; "
    "2576c 344 8 1 0; 2576d 352 16 1 0; - 368 24 1 0",
    "BCP": "2816 0 16 0.01 0; 2817 16 16 0.1 -400; 2818 32 16 0.1 0; 2819 48 16 0.1 0; "
    "2820 64 8 1 -50; 2821 72 16 0.1 0; 2822 88 16 0.1 0",
    "CTS": "2823 0 8 1 0; 2823b 8 8 1 0; 2823c 16 8 1 0; 2823d 24 8 1 0; 2823e 32 8 1 0; "
    "2823f 40 16 1 0",
    "CML": "2824 0 16 0.1 0; 2825 16 16 0.1 0; 2826 32 16 0.1 -400; 2827 48 16 0.1 -400",
    "BRO": "2829 0 8 1 0",
    "CRO": "2830 0 8 1 0",
    "BCL": "3072 0 16 0.1 0; 3073 16 16 0.1 -400; 3074 32 8 1 0",
    "BCS": "3075 0 16 0.1 0; 3076 16 16 0.1 -400; 3077 32 12 0.01 0; 3077b 44 4 1 0; "
    "3078 48 8 1 0; 3079 56 16 1 0",
    "CCS": "3081 0 16 0.1 0; 3082 16 16 0.1 -400; 3083 32 16 1 0; 3929 48 2 1 0; - 50 6 1 0",
    "BSM": "3085 0 8 1 1; 3086 8 8 1 -50; 3087 16 8 1 1; 3088 24 8 1 -50; 3089 32 8 1 1; "
    "3090 40 2 1 0; 3091 42 2 1 0; 3092 44 2 1 0; 3093 46 2 1 0; 3094 48 2 1 0; 3095 50 2 1 0; "
    "3096 52 2 1 0; - 54 2 1 0",
    "BMV": "3101..3356 0 12 0.01 0; 3101..3356 12 4 1 0",
    "BMT": "3361..3488 0 8 1 -50",
    "BSP": "3491..3506 0 8 1 0",
    "BST": "3511.1 0 2 1 0; 3511.2 2 2 1 0; 3511.3 4 2 1 0; 3511.4 6 2 1 0; 3512.1 8 2 1 0; "
    "3512.2 10 2 1 0; 3512.3 12 2 1 0; 3512.4 14 2 1 0; 3512.5 16 2 1 0; 3512.6 18 2 1 0; "
    "3512.7 20 2 1 0; 3512.8 22 2 1 0; 3513.1 24 2 1 0; 3513.2 26 2 1 0; - 28 4 1 0",
    "CST": "3521.1 0 2 1 0; 3521.2 2 2 1 0; 3521.3 4 2 1 0; 3521.4 6 2 1 0; 3522.1 8 2 1 0; "
    "3522.2 10 2 1 0; 3522.3 12 2 1 0; 3522.4 14 2 1 0; 3522.5 16 2 1 0; 3522.6 18 2 1 0; "
    "- 20 4 1 0; 3523.1 24 2 1 0; 3523.2 26 2 1 0; - 28 4 1 0",
    "BSD": "3601 0 8 1 0; 3602 8 16 0.01 0; 3603 24 16 0.01 0; 3604 40 8 1 -50; 3605 48 8 1 -50",
    "CSD": "3611 0 16 1 0; 3612 16 16 0.1 0; 3613 32 32 1 0",
    "BEM": "3901 0 2 1 0; 3902 2 2 1 0; - 4 4 1 0; 3903 8 2 1 0; 3904 10 2 1 0; - 12 4 1 0; "
    "3905 16 2 1 0; 3906 18 2 1 0; - 20 4 1 0; 3907 24 2 1 0; - 26 6 1 0",
    "CEM": "3921 0 2 1 0; - 2 6 1 0; 3922 8 2 1 0; 3923 10 2 1 0; - 12 4 1 0; 3924 16 2 1 0; "
    "3925 18 2 1 0; 3926 20 2 1 0; - 22 2 1 0; 3927 24 2 1 0; - 26 6 1 0",
}


@pytest.mark.parametrize("name", list(MESSAGES))
def test_every_row_lies_where_the_standard_puts_it(name: str) -> None:
    rows = "; ".join(
        f"{row.spn or '-'} {row.start} {row.bits} {1 / row.per_unit:g} {row.offset}"
        for row in MESSAGES[name].fields
    )
    assert rows == ROWS[name]


def test_currents_and_nothing_else_turn_their_sign() -> None:
    turned = [
        f"{name} {row.spn}" for name, spec in MESSAGES.items() for row in spec.fields if row.turned
    ]
    assert turned == [
        "BCP 2817", "CML 2826", "CML 2827", "BCL 3073", "BCS 3076", "CCS 3082",
    ]  # fmt: skip


def _transcription() -> list[dict[str, Any]]:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if not folder:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    file = Path(folder).parent / "reference" / "gbt27930_2015_fields.json"
    if not file.exists():
        pytest.skip(f"{file} is not at hand")
    messages: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["messages"]
    return messages


def test_every_message_is_that_of_the_transcription() -> None:
    for row in _transcription():
        spec = MESSAGES[row["name"]]
        assert f"{spec.can_id:08X}" == row["can_id"]
        assert (spec.pgn, spec.priority) == (row["pgn_dec"], row["priority"])
        assert spec.from_car == (row["direction"] == "BMS->charger")
        assert spec.segmented == row["transport"].startswith("J1939-21 TP")
        assert PERIOD_S[spec.name] * 1000 == row["period_ms"]
        assert row["length"] in {spec.length, spec.repeats * spec.stride, None}


def test_every_field_is_that_of_the_transcription() -> None:
    for message in _transcription():
        ours = {row.start: row for row in MESSAGES[message["name"]].fields}
        for theirs in message["fields"]:
            row = ours[(theirs["byte"] - 1) * 8 + theirs["bit"] - 1]
            where = f"{message['name']} {theirs.get('spn')}"
            assert (1 / row.per_unit, row.offset) == (theirs["scale"], theirs["offset"]), where
            assert row.unit == theirs.get("unit", ""), where
            assert row.required == theirs["required"], where
            if theirs.get("spn") == 2576:
                continue
            assert row.bits == theirs["bits"], where
            # BRO and CRO have FF for "invalid", which is None here as everywhere.
            listed = {int(raw) for raw in theirs.get("enum", {})}
            assert set(row.labels) == listed - {row.ones if row.absent else None}, where
            _check_range(row, theirs, where)


def _check_range(row: Field, theirs: dict[str, Any], where: str) -> None:
    """Compare the ranges; those of voltages are wider here, and some are all that can be coded."""
    most = row.ones / row.per_unit + row.offset
    low = float(row.offset) if row.low is None else row.low
    high = most if row.high is None else row.high
    if "max" in theirs:
        stated = 1000 if theirs["max"] == 750 else theirs["max"]
        assert (low, high) == (theirs["min"], stated), where
    else:
        assert (low, high) == (row.offset, most), where
