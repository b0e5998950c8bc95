"""Replay a recorded charge to both ends: its beginning and end, and the whole of it."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vehicle.gbt27930.rig import IDENTITY, PACK, LittleCar, LittlePile, named
from tests.vehicle.gbt27930.tyu05 import BEGIN, CAR, CHARGER, END, WHOLE, Player, said_by
from vehicle.frame import Frame
from vehicle.gbt27930.bms import Bms
from vehicle.gbt27930.manner import Edition
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


class Pile(LittlePile):
    """Our pile, with a test as short as that of the recorded one; it notes its phases."""

    def __init__(self) -> None:
        super().__init__()
        self.insulation_s = 0.5
        self.phases: list[str] = []
        self.charger.on_change = lambda phase, _: self.phases.append(phase.name)
        self.charger.start(0.0)


class Car(LittleCar):
    """Our car with a pack like the recorded one, as quick with its contactors; it notes its phases.

    The recorded BHM and BCP say 603.0 V at most and 490.0 V now; the pile offers no more than 700.
    """

    def __init__(self) -> None:
        super().__init__(closes_in_s=0.2)
        self.bms.identity = replace(IDENTITY, max_v=603.0)
        self.bms.pack = replace(PACK, voltage_v=490.0, demand_v=597.0)
        self.phases: list[str] = []
        self.bms.on_change = lambda phase, _: self.phases.append(phase.name)
        self.bms.plug(0.0)


def _hex(frames: Sequence[Frame], name: str) -> list[str]:
    return [frame.data.hex().upper() for frame in named(frames, name)]


def test_the_capture_is_the_published_one() -> None:
    rows = _rows("session_tyu05.jsonl")
    published = [_frame(row)._replace(t=float(str(row["t"]))) for row in rows]
    assert published == WHOLE


def test_the_capture_has_all_its_frames() -> None:
    # gb27930 reference: tyu05, 1149 frames, the last CCS about 1 s before the first of 45 BEM.
    assert len(WHOLE) == 1149
    ccs, bem = named(WHOLE, "CCS"), named(WHOLE, "BEM")
    assert (ccs[-1].t, bem[0].t, len(bem)) == (18.6, 19.5, 45)
    assert (END[0].t, BEGIN[-1].data.hex()) == (18.4, "5217820f02")


def test_the_recorded_car_is_charged_by_our_pile() -> None:
    pile = Pile()
    frames = run([Player(said_by(CAR, BEGIN)), pile], 2.45).frames
    ours = said_by(CHARGER, frames)
    assert pile.phases == [
        "HANDSHAKE", "RECOGNITION", "RECOGNISED", "CONFIGURATION", "PREPARING", "READY", "CHARGING",
    ]  # fmt: skip
    # What the recorded pile answered, byte by byte: CTS and end of BRM, BCP and BCS.
    answers = [frame.data.hex().upper() for frame in ours if frame.id == 0x1CECF456]
    assert answers[:5] == [
        "110701FFFF000200", "13310007FF000200", "110201FFFF000600", "130D0002FF000600",
        "110201FFFF001100",
    ]  # fmt: skip
    vehicle = pile.charger.vehicle
    assert vehicle.bhm is not None
    assert vehicle.bhm.max_v == 603.0
    assert vehicle.brm is not None
    assert (vehicle.brm.maker, vehicle.brm.battery_type, vehicle.brm.rated_ah) == ("KLIE", 6, 18.0)
    assert vehicle.bcp is not None
    assert (vehicle.bcp.max_v, vehicle.bcp.max_a) == (603.0, 100.0)
    assert (vehicle.demand_v, vehicle.demand_a) == (597.0, 3.0)  # BCL 5217820F02
    assert pile.charger.wanted.current_a == 3.0
    assert pile.charger.spoken == (Edition.V2015, "BRM says V1.1")


def test_the_recorded_pile_charges_our_car() -> None:
    car = Car()
    frames = run([Player(said_by(CHARGER, BEGIN)), car], 2.45).frames
    assert car.phases == [
        "HANDSHAKE", "RECOGNITION", "CONFIGURATION", "PREPARING", "READY", "CHARGING",
    ]  # fmt: skip
    ours = said_by(CAR, frames)
    # The same lengths, and the same reserved bits, as the recorded car sent.
    recorded = said_by(CAR, BEGIN)
    for name in ("BHM", "BRO", "BCL", "BSM"):
        assert {len(f.data) for f in named(ours, name)} == {
            len(f.data) for f in named(recorded, name)
        }
    assert _hex(ours, "BHM")[0] == _hex(recorded, "BHM")[0] == "8E17"
    assert _hex(ours, "BRO")[-1] == _hex(recorded, "BRO")[-1] == "AA"
    assert _hex(ours, "BSM")[-1][-2:] == _hex(recorded, "BSM")[-1][-2:] == "D0"
    # BRM and BCP are announced byte for byte as the recorded car announced them.
    rts = [f.data.hex().upper() for f in ours if f.id == 0x1CEC56F4 and f.data[0] == 0x10]
    assert rts[:3] == ["10310007FF000200", "100D0002FF000600", "10090002FF001100"]
    seen = car.bms.charger
    assert (seen.max_v, seen.min_v, seen.max_a, seen.min_a) == (700.0, 200.0, 20.0, 0.0)
    assert (seen.output_v, seen.output_a, seen.edition) == (4.3, 0.0, Edition.V2015)


def test_our_car_reports_the_silent_pile_as_the_recorded_car_did() -> None:
    car = Car()
    run([Player(said_by(CHARGER, BEGIN)), car], 2.45)
    # What lies between is left out: the time of the excerpt's end is moved up to it.
    end = [f._replace(t=round(f.t - 15.9, 3)) for f in said_by(CHARGER, END)]
    frames = run([Player(end), car], 5.0, start=2.45).frames
    last_ccs = named(frames, "CCS")[-1]
    assert last_ccs.data.hex().upper() == "1E15830F0000FDFF"
    bem = named(frames, "BEM")
    assert bem[0].data == named(END, "BEM")[0].data == bytes.fromhex("F0F0F1FC")
    # Recorded: 18.6 s to 19.5 s, with a clock of 0.1 s; the standard says 1 s.
    assert bem[0].t - last_ccs.t == pytest.approx(1.0)
    assert car.bms.charger.output_a == 2.9


def test_our_pile_names_what_the_recorded_car_missed() -> None:
    pile = Pile()
    run([Player(said_by(CAR, BEGIN)), pile], 2.45)
    assert pile.charger.phase.name == "CHARGING"
    end = [f._replace(t=round(f.t - 15.9, 3)) for f in said_by(CAR, END)]
    frames = run([Player(end), pile], 3.7, start=2.45).frames
    assert (pile.charger.phase.name, pile.charger.error) == ("ERROR", "3905")
    assert _hex(frames, "CEM")[0] == "FCF0C0FC"  # nothing came late to us
    assert pile.charger.wanted.current_a == 0.0


def test_the_whole_recorded_car_is_charged_until_it_misses_our_ccs_no_more() -> None:
    pile = Pile()
    run([Player(said_by(CAR, WHOLE)), pile], 19.9)
    assert pile.phases[-2:] == ["CHARGING", "ERROR"]
    assert pile.charger.error == "3905"
    assert pile.charger.reconnects == 0


def test_the_whole_recorded_pile_charges_our_car_until_it_falls_silent() -> None:
    car = Car()
    frames = run([Player(said_by(CHARGER, WHOLE)), car], 20.0).frames
    assert car.phases[-2:] == ["CHARGING", "ERROR"]
    assert car.bms.error == "3905"
    assert named(frames, "BEM")[0].t == pytest.approx(19.6)


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
