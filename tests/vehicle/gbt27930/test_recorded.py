"""Play the published vectors, where they are at hand, to both ends of the conversation."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vehicle.gbt27930.rig import IDENTITY, PACK, LittlePile
from vehicle.frame import Frame
from vehicle.gbt27930.bms import Bms
from vehicle.lockstep import run

Row = dict[str, object]


def _rows(name: str) -> list[Row]:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if not folder:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    lines = (Path(folder) / "gbt27930" / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _frame(row: Row) -> Frame:
    return Frame(int(str(row["can_id"]), 16), bytes.fromhex(str(row["data"])))


class Recording:
    """One end of a recorded session: it says what was recorded and hears nothing."""

    def __init__(self, rows: list[Row], source: int) -> None:
        frames = (_frame(row)._replace(t=float(str(row["t"]))) for row in rows)
        self._frames: Iterator[Frame] = (frame for frame in frames if frame.id & 0xFF == source)
        self._next = next(self._frames, None)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        del frame, now
        return []

    def due(self, now: float) -> list[Frame]:
        due = []
        while self._next is not None and self._next.t <= now:
            due.append(self._next)
            self._next = next(self._frames, None)
        return due

    def wake_at(self) -> float | None:
        return self._next.t if self._next else None


def test_a_recorded_car_is_charged_until_it_misses_our_ccs_no_more() -> None:
    # Capture tyu05: a 492 V pack; its time stamps have a resolution of 0.1 s.
    pile = LittlePile()
    pile.insulation_s = 0.5
    phases: list[str] = []
    pile.charger.on_change = lambda phase, _: phases.append(phase.name)
    pile.charger.start(0.0)
    run([Recording(_rows("session_tyu05.jsonl"), 0xF4), pile], 19.9)
    vehicle = pile.charger.vehicle
    assert vehicle.brm is not None
    assert (vehicle.brm.maker, vehicle.brm.battery_type) == ("KLIE", 6)
    assert phases == [
        "HANDSHAKE", "RECOGNITION", "RECOGNISED", "CONFIGURATION", "PREPARING", "READY",
        "CHARGING", "ERROR",
    ]  # fmt: skip
    assert pile.charger.error == "3905"


def test_no_malformed_published_frame_moves_either_end() -> None:
    frames = [
        _frame(row)
        for row in _rows("negative_examples.jsonl")
        if str(row["expected"]).startswith("ignore / flag")
        and str(row["can_id"]) not in {"1826F456", "1801F456"}
    ]
    assert len(frames) >= 6
    bms, charger = Bms(IDENTITY, PACK), LittlePile().charger
    bms.plug(0.0)
    charger.start(0.0)
    before = bms.phase, charger.phase
    for frame in frames:
        assert bms.receive(frame, 0.1) == []
        charger.receive(frame, 0.1)
    assert (bms.phase, charger.phase) == before
