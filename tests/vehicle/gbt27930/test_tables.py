"""Walk both tables: every event in every phase, by frames, by time and by hand."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.vehicle.gbt27930.phases import at_phase
from tests.vehicle.gbt27930.rig import PACK, Cable
from vehicle.frame import Frame
from vehicle.gbt27930 import bms_table, charger_table
from vehicle.gbt27930.bms_table import BmsEvent, BmsPhase
from vehicle.gbt27930.charger import Authorisation, Insulation
from vehicle.gbt27930.charger_table import ChargerEvent, ChargerPhase
from vehicle.gbt27930.manner import ChargerManner
from vehicle.gbt27930.messages import (
    Bcl,
    Bcp,
    Bcs,
    Bem,
    Bhm,
    Brm,
    Bro,
    Bsd,
    Bsm,
    Bst,
    Cem,
    Chm,
    Cml,
    Crm,
    Cro,
    Csd,
    Cst,
    Message,
    StopCause,
    Version,
    encode,
    frame_of,
)

BCL, BCS = Bcl(800.0, 100.0, 2), Bcs(730.0, 100.0, 3.7, 1, 30, 30)
WELL = Bsm(1, 30, 1, 28, 1, 0, 0, 0, 0, 0, 0, 1)
STEP_S = 0.05
Stimulus = Callable[[Cable], object]


def _to_charger(*messages: Message) -> Stimulus:
    def act(cable: Cable) -> None:
        for message in messages:
            cable.charger.receive(frame_of(message), cable.now)
        cable.charger.due(cable.now)

    return act


def _whole(message: Brm | Bcp | Bcs) -> Stimulus:
    """Send by transport protocol."""

    def act(cable: Cable) -> None:
        data = encode(message)
        total = -(-len(data) // 7)
        pgn = {Brm: 0x0200, Bcp: 0x0600, Bcs: 0x1100}[type(message)].to_bytes(3, "little")
        rts = bytes((0x10, len(data), 0, total, 0xFF)) + pgn
        cable.charger.receive(Frame(0x1CEC56F4, rts), cable.now)
        for number in range(total):
            part = data[number * 7 : number * 7 + 7].ljust(7, b"\xff")
            packet = Frame(0x1CEB56F4, bytes((number + 1,)) + part)
            cable.charger.receive(packet, cable.now)

    return act


def _passing(end: str, *messages: Message, once: Message | None = None) -> Stimulus:
    """Let time pass while the peer says nothing but this, until something happens."""

    def act(cable: Cable) -> None:
        machine = cable.charger if end == "charger" else cable.bms
        before, now = machine.phase, cable.now
        # A BCS counts in a single frame too, which has room for 8 of its 9 bytes.
        said = [Frame(f.id, f.data[:8]) for f in map(frame_of, messages)]
        if once is not None:
            machine.receive(frame_of(once), now)
        while machine.phase is before and machine.wake_at() is not None:
            now += STEP_S
            for frame in said:
                machine.receive(frame, now)
            machine.due(now)

    return act


def _start(manner: ChargerManner) -> Stimulus:
    def act(cable: Cable) -> None:
        other = Cable(charger=manner)
        habits = (other.charger.manner, other.charger._sends, other.charger._waits)
        cable.charger.manner, cable.charger._sends, cable.charger._waits = habits
        cable.charger.start(cable.now)

    return act


def _insulated(cable: Cable) -> None:
    cable.charger.stage = replace(cable.charger.stage, insulation=Insulation.PASSED)
    _to_charger(Bhm(800.0))(cable)


def _prepared(cable: Cable) -> None:
    cable.charger.authorisation = Authorisation.ACCEPT
    cable.charger.stage = replace(cable.charger.stage, precharged=True, pack_v=730.0)
    cable.charger.due(cable.now)


_E = ChargerEvent
BY_CHARGER: dict[ChargerEvent, Stimulus] = {
    _E.START: _start(ChargerManner()),
    _E.START_OFFER: _start(ChargerManner(negotiates_s=1.0)),
    _E.OFFER_OVER: _passing("charger"),
    _E.UNPLUGGED: lambda cable: cable.charger.unplug(cable.now),
    _E.INSULATED: _insulated,
    _E.BHM_LATE: lambda cable: cable.charger.due(cable.now + 5.0),
    _E.BRM: _whole(Brm(version=Version(1, 1), vin="LXMTESTCAR0000002")),
    _E.BCP: _whole(Bcp(3.7, 250.0, 100.0, 871.2, 60.0, 30.0, 730.0)),
    _E.BRO_00: _to_charger(Bro(0x00)),
    _E.BRO_AA: _to_charger(Bro(0xAA)),
    _E.PREPARED: _prepared,
    _E.DEMANDED: lambda cable: (_to_charger(BCL)(cable), _whole(BCS)(cable)),
    _E.PAUSE: _to_charger(replace(WELL, permit=0)),
    _E.RESUME: _to_charger(WELL),
    _E.STOP: lambda cable: cable.charger.stop(StopCause.USER, cable.now),
    _E.ABANDON: lambda cable: cable.charger.stop(StopCause.USER, cable.now),
    _E.BST: _to_charger(Bst()),
    _E.BSD: _to_charger(Bsd()),
    _E.REPORTED: _passing("charger"),
    _E.BEM: _to_charger(Bem(ccs=1)),
    _E.BRM_LATE: _passing("charger"),
    _E.BCP_LATE: _passing("charger"),
    _E.BRO_LATE: _passing("charger"),
    _E.PREPARED_LATE: _passing("charger", Bro(0xAA)),
    _E.BCL_LATE: _passing("charger"),
    _E.BCS_LATE: _passing("charger", BCL),
    _E.PAUSE_OVER: _passing("charger", BCL, BCS),
    _E.BST_LATE: _passing("charger"),
    _E.BSD_LATE: _passing("charger", once=Bst()),
    _E.RETRY: _passing("charger"),
}
_B = BmsEvent
BY_BMS: dict[BmsEvent, Stimulus] = {}


def _to_car(*messages: Message) -> Stimulus:
    def act(cable: Cable) -> None:
        for message in messages:
            cable.bms.receive(frame_of(message), cable.now)
        cable.bms.due(cable.now)

    return act


def _contactors(*, closed: bool) -> Stimulus:
    def act(cable: Cable) -> None:
        cable.bms.pack = replace(PACK, contactors_closed=closed)
        cable.bms.due(cable.now)

    return act


BY_BMS |= {
    _B.PLUGGED: lambda cable: cable.bms.plug(cable.now),
    _B.UNPLUGGED: lambda cable: cable.bms.unplug(cable.now),
    _B.POWER_LOST: lambda cable: cable.bms.power_down(cable.now),
    _B.CHM: _to_car(Chm(Version(1, 1))),
    _B.CRM_00: _to_car(Crm(0x00)),
    _B.CRM_AA: _to_car(Crm(0xAA)),
    _B.CML: _to_car(Cml(1000.0, 200.0, 250.0, 0.0)),
    _B.FIT: _contactors(closed=True),
    _B.UNFIT: _contactors(closed=False),
    _B.CRO_AA: _to_car(Cro(0xAA)),
    _B.STOP: lambda cable: cable.bms.stop(StopCause.USER, cable.now),
    _B.CST: _to_car(Cst(manual=1)),
    _B.SAID: _to_car(Cst(manual=1)),
    _B.CSD: _to_car(Csd()),
    _B.CEM: _to_car(Cem(bcl=1)),
    _B.CRM_00_LATE: _passing("bms"),
    _B.CRM_AA_LATE: _passing("bms"),
    _B.CML_LATE: _passing("bms"),
    _B.CRO_ANY_LATE: _passing("bms"),
    _B.CRO_AA_LATE: _passing("bms", Cro(0x00)),
    _B.CCS_LATE: _passing("bms"),
    _B.CST_LATE: _passing("bms"),
    _B.CSD_LATE: _passing("bms"),
    _B.CRM_AGAIN_LATE: _passing("bms"),
}


SAME: dict[object, tuple[object, ...]] = {
    _E.STOP: (_E.ABANDON,),
    _E.ABANDON: (_E.STOP,),
    _B.CST: (_B.SAID,),
    _B.SAID: (_B.CST,),
    # A charge without auxiliary supply is stopped.
    _B.POWER_LOST: (_B.STOP,),
}
TIMES = {"BHM_LATE", "OFFER_OVER", "REPORTED", "RETRY", "PAUSE_OVER"}


def _is_time(name: str) -> bool:
    return name.endswith("_LATE") or name in TIMES


MOVING_CHARGER = [
    (phase, event)
    for phase, row in charger_table.ROWS.items()
    for event, to in row.items()
]  # fmt: skip
MOVING_BMS = [(phase, event) for phase, row in bms_table.ROWS.items() for event in row]


@pytest.mark.parametrize(("phase", "event"), MOVING_CHARGER)
def test_every_row_of_the_charger_is_walked(phase: ChargerPhase, event: ChargerEvent) -> None:
    is_unheard = phase is ChargerPhase.HANDSHAKE and event in {_E.ABANDON, _E.BHM_LATE}
    cable = Cable() if is_unheard else at_phase("charger", phase.name)
    BY_CHARGER[event](cable)
    assert cable.charger.phase is charger_table.ROWS[phase][event]


@pytest.mark.parametrize(("phase", "event"), MOVING_BMS)
def test_every_row_of_the_car_is_walked(phase: BmsPhase, event: BmsEvent) -> None:
    cable = at_phase("bms", phase.name)
    if phase is BmsPhase.ASLEEP and event in {BmsEvent.CHM, BmsEvent.CRM_00}:
        # Asleep after an orderly end, with the plug still in.
        cable = Cable()
        cable.run(10.0)
        cable.charger.stop(StopCause.USER, 10.0)
        cable.run(20.0)
    BY_BMS[event](cable)
    assert cable.bms.phase is bms_table.ROWS[phase][event]


@pytest.mark.parametrize(
    ("phase", "event"),
    [
        (phase, event)
        for phase, event in itertools.product(ChargerPhase, ChargerEvent)
        # A stop is said to a car that answered, and abandons where none did.
        if not {event, *SAME.get(event, ())} & set(charger_table.ROWS[phase])
        and not _is_time(event.name)
    ],
)
def test_what_the_charger_has_no_row_for_changes_nothing(
    phase: ChargerPhase, event: ChargerEvent
) -> None:
    cable = at_phase("charger", phase.name)
    BY_CHARGER[event](cable)
    assert cable.charger.phase is phase


@pytest.mark.parametrize(
    ("phase", "event"),
    [
        (phase, event)
        for phase, event in itertools.product(BmsPhase, BmsEvent)
        # A CST that answers our BST means that both have said stop.
        if not {event, *SAME.get(event, ())} & set(bms_table.ROWS[phase])
        and not _is_time(event.name)
    ],
)
def test_what_the_car_has_no_row_for_changes_nothing(phase: BmsPhase, event: BmsEvent) -> None:
    cable = at_phase("bms", phase.name)
    BY_BMS[event](cable)
    assert cable.bms.phase is phase


@pytest.mark.parametrize("table", [bms_table, charger_table])
def test_every_event_has_a_row_and_every_phase_a_way_in(table: object) -> None:
    rows = bms_table.ROWS if table is bms_table else charger_table.ROWS
    events = BmsEvent if table is bms_table else ChargerEvent
    phases = BmsPhase if table is bms_table else ChargerPhase
    assert {event for row in rows.values() for event in row} == set(events)
    assert {to for row in rows.values() for to in row.values()} == set(phases)


def test_every_stimulus_of_the_tables_is_known_here() -> None:
    assert set(BY_CHARGER) == set(ChargerEvent)
    assert set(BY_BMS) == set(BmsEvent)
