"""Read every line of the published vectors, where they are at hand, as its author reads it."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from vehicle.frame import Frame
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import CAR_ADDRESS, CHARGER_ADDRESS, Kind
from vehicle.gbt27930.messages import BadMessage, decode, decode_frame
from vehicle.gbt27930.readings import Reading, examine
from vehicle.gbt27930.transport import Receiver

Row = dict[str, Any]


def _rows(name: str) -> list[Row]:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if not folder:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    lines = (Path(folder) / "gbt27930" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _check_row(row: Row) -> int:
    """Compare a row's values, by SPN and in their order, with ours; answer how many there were."""
    spec, data = MESSAGES[row["name"]], bytes.fromhex(row["data"])
    assert decode(spec.pgn, data) is not None, row
    ours: dict[str, list[Reading]] = {}
    for reading in examine(spec, data):
        ours.setdefault(reading.field.spn[:4], []).append(reading)
    compared = 0
    for key, value in row["decoded"].items():
        spn = re.match(r"SPN(\d{4})", key)
        number = int(value, 16) if re.fullmatch("0x[0-9A-F]{2}", str(value)) else value
        if spn and not isinstance(number, str) and spn[1] in ours and ours[spn[1]]:
            _check_value(ours[spn[1]].pop(0), number, row)
            compared += 1
    return compared


def _check_value(reading: Reading, theirs: float | None, row: Row) -> None:
    field, value = reading.field, reading.value
    if value is None:
        assert theirs is None or theirs == field.ones, row
    elif theirs is not None:
        assert isinstance(value, int | float), row
        assert (-value if field.turned else value) == pytest.approx(theirs, abs=1e-9), row


@pytest.mark.parametrize(
    ("name", "lines", "values"),
    [("published_examples", 48, 226), ("golden_derived", 27, 252), ("session_tyu05", 1149, 3570)],
)
def test_every_line_reads_as_its_author_reads_it(name: str, lines: int, values: int) -> None:
    rows = _rows(name)
    assert len(rows) == lines
    known = [row for row in rows if row["name"] in MESSAGES]
    assert {row["name"] for row in rows if row not in known} <= {"TPCM", "TPDT"}
    compared = sum(_check_row(row) for row in known)
    assert compared == values


def test_published_cells_and_temperatures_read_as_their_author_reads_them() -> None:
    rows = {row["name"]: row for row in _rows("published_examples")}
    cells = examine(MESSAGES["BMV"], bytes.fromhex(rows["BMV"]["data"]))
    assert [each.value for each in cells] == [
        number for cell in rows["BMV"]["decoded"]["cells"] for number in cell
    ]
    points = examine(MESSAGES["BMT"], bytes.fromhex(rows["BMT"]["data"]))
    assert [each.value for each in points] == rows["BMT"]["decoded"]["temps_C"]


def test_the_transfers_of_the_recorded_session_are_put_together() -> None:
    receiver = Receiver(CHARGER_ADDRESS, CAR_ADDRESS)
    delivered: dict[str, int] = {}
    for row in _rows("session_tyu05"):
        frame = Frame(int(row["can_id"], 16), bytes.fromhex(row["data"]), row["t"])
        _, delivery = receiver.receive(frame, row["t"])
        if delivery is not None:
            name = type(decode(*delivery)).__name__
            delivered[name] = delivered.get(name, 0) + 1
    assert delivered == {"Brm": 1, "Bcp": 1, "Bcs": 62}


def _is_hex(row: Row) -> bool:
    return re.fullmatch("([0-9A-Fa-f]{2})+", row["data"]) is not None


def test_no_bad_example_is_taken_for_good() -> None:
    rows = _rows("negative_examples")
    assert len(rows) == 23
    # A frame holds whole bytes: text that is none cannot come from a bus.
    frames = [row for row in rows if _is_hex(row) and row["can_id"] != "(BMT)"]
    assert len(frames) == 16
    for row in frames:
        frame = Frame(int(row["can_id"], 16), bytes.fromhex(row["data"]))
        if row["expected"].startswith("reject"):
            with pytest.raises(BadMessage):
                decode_frame(frame)
        elif frame.id in {spec.can_id for spec in MESSAGES.values()}:
            assert decode_frame(frame) is not None, row
        else:
            assert decode_frame(frame) is None, row


def test_a_bad_example_with_the_right_id_is_remarked() -> None:
    remarks = {
        (row["data"], each.remark.value)
        for row in _rows("negative_examples")
        if _is_hex(row)
        for spec in MESSAGES.values()
        if f"{spec.can_id:08X}" == row["can_id"]
        for each in examine(spec, bytes.fromhex(row["data"]))
        if each.remark and each.field.kind is not Kind.RESERVED
    }
    assert {("0101", "cut off"), ("Ab", "not in the table")} <= remarks
    assert {("1A061414150000", "not BCD"), ("740EECFC02", "absurd")} <= remarks
