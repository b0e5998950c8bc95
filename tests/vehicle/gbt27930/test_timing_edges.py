"""Check every clock of `timing` 1 ms before it runs out and 1 ms after, at both ends."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tests.vehicle.gbt27930.rig import ID, RATING, STAGE, Cable, dropping
from vehicle.frame import Frame
from vehicle.gbt27930 import timing
from vehicle.gbt27930.charger import Authorisation, Charger, Insulation
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.manner import ChargerManner, TimeSync
from vehicle.gbt27930.messages import Bem, StopCause, frame_of
from vehicle.gbt27930.timing import TimeOut
from vehicle.lockstep import Action, Wire

TICK_S = 0.001
CAR_TP, CHARGER_TP = 0x1CEC56F4, 0x1CECF456

Seen = Callable[[Frame], bool]


def _is(name: str, start: str = "") -> Seen:
    return lambda frame: frame.id == ID[name] and frame.data.hex().upper().startswith(start)


def _rts(name: str) -> Seen:
    pgn = {"BRM": "000200", "BCP": "000600"}[name]
    return lambda frame: frame.id == CAR_TP and frame.data.hex().upper().endswith(pgn)


def _end_of_bcs(frame: Frame) -> bool:
    return frame.id == CHARGER_TP and frame.data.hex().upper() == "13090002FF001100"


def _late(spn: str) -> Callable[[Cable], bool]:
    """Say that one end broke off because of this time-out."""
    end = "bms" if spn.startswith("390") else "charger"
    return lambda cable: getattr(cable, end).error == spn


def _phase(end: str, phase: str) -> Callable[[Cable], bool]:
    return lambda cable: getattr(cable, end).phase.name == phase


def _taken_for_2011(cable: Cable) -> bool:
    return cable.charger.spoken.why == "no BHM answers CHM"


@dataclass(frozen=True)
class Clock:
    """One clock: what is lost and since when, which frame starts it, and how it shows.

    `start` is None where it starts at 0 s. `first` takes the first such frame, otherwise it is the
    last one before the loss.
    """

    name: str
    lost: tuple[str, ...]
    start: Seen | None
    shows: Callable[[Cable], bool]
    since: float = 0.0
    first: bool = True
    prepare: Callable[[Cable], object] = lambda _: None
    actions: tuple[Action, ...] = ()
    authorisation: Authorisation = Authorisation.ACCEPT


def _power_up(cable: Cable) -> None:
    cable.charger.unplug(0.0)
    cable.bms.power_up(0.0)


def _stop(end: str) -> Callable[[Cable], object]:
    return lambda cable: (cable.run(11.0), getattr(cable, end).stop(StopCause.USER, 11.0))


def _forbid(cable: Cable) -> None:
    cable.run(10.0)
    cable.bms.pack = replace(cable.bms.pack, permit=False)


CLOCKS = [
    Clock("CRM_00", ("CRM", "CEM"), _is("CHM"), _late("3901")),
    Clock("POWER_UP", (), None, _late("3901"), prepare=_power_up),
    Clock("CRM_AA", ("CRM:AA", "CEM"), _rts("BRM"), _late("3902")),
    Clock("CML", ("CML", "CEM"), _rts("BCP"), _late("3903")),
    Clock(
        "CML_LOST", ("CML", "CEM"), _is("CML"), _late("3903"), since=6.0, first=False,
        prepare=lambda cable: setattr(cable.car, "closes_in_s", 1e9),
    ),
    Clock("CRO_ANY", ("CRO", "CEM"), _is("BRO", "AA"), _late("3904")),
    Clock("CRO_AA", ("CRO:AA", "CEM"), _is("BRO", "AA"), _late("3904")),
    Clock("CCS", ("CCS", "CEM"), _is("BCL"), _late("3905")),
    Clock("CCS", ("CCS", "CEM"), _is("CCS"), _late("3905"), since=10.02, first=False),
    Clock("CST", ("CST", "CEM", "CSD"), _is("BST"), _late("3906"), prepare=_stop("bms")),
    Clock("CSD", ("CSD", "CEM"), _is("BST"), _late("3907"), prepare=_stop("bms")),
    Clock(
        "CRM_AGAIN", ("CCS", "CEM", "CRM:00"), _is("BEM"),
        lambda cable: cable.bms.wake_at() is None, since=9.0,
    ),
    Clock("BHM", ("BHM",), _is("CHM"), _taken_for_2011),
    Clock("BRM", ("TP:BRM", "BEM"), _is("CRM", "00"), _late("3921")),
    Clock("BCP", ("TP:BCP", "BEM"), _is("CRM", "AA"), _late("3922")),
    Clock("BRO_ANY", ("BRO", "BEM"), _is("CML"), _late("3923")),
    Clock("BRO_AA", ("BRO:AA", "BEM"), _is("CML"), _late("3923")),
    Clock(
        "BRO_LOST", ("BRO", "BEM"), _is("BRO", "AA"), _late("3923"), since=10.0, first=False,
        authorisation=Authorisation.WAIT,
    ),
    Clock("BCL", ("BCL", "BEM"), _is("CRO", "AA"), _late("3925")),
    Clock("BCL", ("BCL", "BEM"), _is("BCL"), _late("3925"), since=10.02, first=False),
    Clock("BCS", ("TP:BCS", "BEM"), _end_of_bcs, _late("3924"), since=10.0, first=False),
    Clock(
        "PAUSE", (), _is("CCS", "841CA00F0000FC"), _phase("charger", "STOPPING"), prepare=_forbid
    ),
    Clock("BST", ("BST", "BSD", "BEM"), _is("CST"), _late("3926"), prepare=_stop("charger")),
    Clock("BSD", ("BSD", "BEM"), _is("CST"), _late("3927"), prepare=_stop("charger")),
    Clock(
        "PREPARED", (), _is("CRO", "00"), _phase("charger", "STOPPING"),
        authorisation=Authorisation.WAIT,
    ),
]  # fmt: skip


def _start_of(clock: Clock, wire: Wire) -> float:
    """Let it happen once, to learn when the clock starts."""
    start = clock.start
    if start is None:
        return 0.0
    cable = Cable(clock.authorisation)
    clock.prepare(cable)
    frames = cable.run(max(cable.now, clock.since) + 11.0, wire=wire).frames
    at = [f.t for f in frames if start(f) and (clock.first or f.t < clock.since)]
    return at[0] if clock.first else at[-1]


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.name)
def test_a_clock_runs_out_at_its_time_and_not_1_ms_earlier(clock: Clock) -> None:
    seconds = getattr(timing, clock.name).seconds
    wire = dropping(*clock.lost, since=clock.since)
    out_at = _start_of(clock, wire) + seconds
    cable = Cable(clock.authorisation)
    clock.prepare(cable)
    cable.run(out_at - TICK_S, wire=wire)
    assert not clock.shows(cable)
    cable.run(out_at + TICK_S, wire=wire)
    assert clock.shows(cable)


def test_every_time_out_of_the_table_is_among_them() -> None:
    table = {name for name, value in vars(timing).items() if isinstance(value, TimeOut)}
    assert table == {clock.name for clock in CLOCKS}


def _ready() -> tuple[Charger, float]:
    """Bring a charger to CRO AA, and leave it alone."""
    cable = Cable()
    frames: list[Frame] = []
    while cable.charger.phase.name != "READY":
        frames += cable.run(cable.now + 0.01, wire=dropping("BCL")).frames
    return cable.charger, next(f.t for f in frames if _is("CRO", "AA")(f))


@pytest.mark.parametrize(("after_s", "phase"), [(4.999, "READY"), (5.001, "ERROR")])
def test_bcl_without_any_bcs_is_given_up_5_s_after_cro_aa(after_s: float, phase: str) -> None:
    # 34658 DN.3001; a real car would have stopped without CCS.
    charger, began = _ready()
    bcl = Frame(ID["BCL"], bytes.fromhex("401FDC0502"))
    for tick in range(99):
        charger.receive(bcl, began + 0.05 * tick)
        charger.due(began + 0.05 * tick)
    charger.receive(bcl, began + 4.95)
    charger.due(began + after_s)
    assert charger.phase.name == phase


@pytest.mark.parametrize(("after_s", "sent"), [(4.999, False), (5.001, True)])
def test_errors_are_reported_for_5_s_before_the_next_attempt(*, after_s: float, sent: bool) -> None:
    cable = Cable()
    cable.run(10.0)
    cable.charger.receive(frame_of(Bem(ccs=1)), 10.0)
    frames = cable.run(10.0 + after_s).frames
    assert any(_is("CRM", "00")(frame) for frame in frames) is sent


@pytest.mark.parametrize(("after_s", "phase"), [(0.499, "RECOGNITION"), (0.501, "ERROR")])
def test_a_bem_still_in_flight_does_not_spoil_a_fresh_attempt(after_s: float, phase: str) -> None:
    charger = Charger(RATING, STAGE)
    charger.start(0.0)
    charger.due(5.0)  # no BHM
    charger.stage = replace(STAGE, insulation=Insulation.PASSED)
    charger.due(5.0)
    charger.due(10.0)  # no BRM
    charger.due(15.0)
    assert (charger.phase.name, charger.reconnects) == ("RECOGNITION", 1)
    charger.receive(frame_of(Bem(crm_00=1)), 15.0 + after_s)
    assert charger.phase.name == phase


def _sent_at(cable: Cable, name: str) -> list[float]:
    """Tell when a message was sent; a transfer's time is that of its RTS."""
    spec = MESSAGES[name]
    if not spec.segmented:
        return [f.t for f in cable.frames if f.id == spec.can_id]
    rts = (f for f in cable.frames if f.id == CAR_TP and f.data[0] == 0x10)
    return [f.t for f in rts if int.from_bytes(f.data[5:], "little") == spec.pgn]


@pytest.mark.parametrize("name", sorted(timing.PERIOD_S))
def test_a_period_is_kept_to_the_millisecond(name: str) -> None:
    # Overview of messages of 27930. BRM and BCP come again only where nobody answers them, and an
    # unanswered transfer lasts 1.25 s.
    lost = {"CRM": ("TP:BRM",), "BSD": ("CSD",), "BEM": ("CCS",), "CEM": ("BCL",)}.get(name, ())
    unanswered = {"BRM": "000200", "BCP": "000600"}.get(name, "none")
    cable = Cable(Authorisation.WAIT, charger=ChargerManner(time_sync=TimeSync.ONES))
    cable.bms.pack = replace(
        cable.bms.pack, cell_voltages_v=(3.7,), temperatures_c=(20,), reserved=(1,)
    )

    def wire(frame: Frame) -> tuple[Frame, ...]:
        is_answer = frame.id == CHARGER_TP and frame.data.hex().upper().endswith(unanswered)
        return () if is_answer else tuple(dropping(*lost)(frame))

    cable.run(5.5, wire=wire)
    cable.charger.authorisation = Authorisation.ACCEPT
    cable.run(40.0, wire=wire)
    cable.charger.stop(StopCause.USER, 40.0)
    cable.run(50.0, wire=wire)
    first, second = _sent_at(cable, name)[:2]
    period_s = {"BRM": 1.25, "BCP": 1.5}.get(name, timing.PERIOD_S[name])
    assert second - first == pytest.approx(period_s, abs=1e-3)
