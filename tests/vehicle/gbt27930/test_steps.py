"""Check tables, cycles and timers by themselves."""

from enum import Enum

import pytest

from vehicle.gbt27930.steps import NEVER, Cycle, Timers, total


class Lamp(Enum):
    OFF = 0
    ON = 1


class Tap(Enum):
    PRESS = 0
    WAIT = 1


def _due(cycle: Cycle, now: float) -> list[str]:
    names = []
    while cycle.next_at <= now:
        names.append(cycle.take(now))
    return names


def test_an_event_without_a_row_changes_nothing() -> None:
    table = total({Lamp.OFF: {Tap.PRESS: Lamp.ON}, Lamp.ON: {Tap.PRESS: Lamp.OFF}}, Tap)
    assert table[Lamp.OFF, Tap.WAIT] is Lamp.OFF
    assert table[Lamp.ON, Tap.PRESS] is Lamp.OFF
    assert len(table) == 4


def test_a_phase_without_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="no row"):
        total({Lamp.OFF: {}}, Tap)


def test_a_message_is_due_on_the_grid_of_its_period() -> None:
    cycle = Cycle()
    cycle.only(("BCL", "BCS"), 1.0)
    assert _due(cycle, 1.0) == ["BCL", "BCS"]
    assert cycle.next_at == pytest.approx(1.05)
    assert _due(cycle, 1.06) == ["BCL"]  # 10 ms late
    assert cycle.next_at == pytest.approx(1.10)  # and still on the grid


def test_missed_slots_are_left_out() -> None:
    cycle = Cycle()
    cycle.only(("BCL",), 0.0)
    assert _due(cycle, 1.02) == ["BCL"]
    assert _due(cycle, 1.02) == []
    assert cycle.next_at == pytest.approx(1.05)


def test_a_message_being_sent_is_not_started_again() -> None:
    cycle = Cycle()
    cycle.start("BSM", 0.0)
    _due(cycle, 0.0)
    cycle.start("BSM", 0.1)
    assert cycle.next_at == 0.25
    cycle.stop("BSM")
    assert cycle.next_at == NEVER


def test_events_fire_in_the_order_of_their_times_and_once() -> None:
    timers: Timers[Tap] = Timers()
    timers.start(Tap.WAIT, 2.0)
    timers.start(Tap.PRESS, 1.0)
    assert timers.fired(0.9) is None
    assert [timers.fired(3.0), timers.fired(3.0), timers.fired(3.0)] == [Tap.PRESS, Tap.WAIT, None]


def test_only_what_is_kept_goes_on() -> None:
    timers: Timers[Tap] = Timers()
    timers.start(Tap.WAIT, 2.0)
    timers.start(Tap.PRESS, 1.0)
    timers.keep((Tap.WAIT,))
    assert timers.next_at == 2.0


def test_a_clock_that_is_started_anew_all_the_time_does_not_fire() -> None:
    timers: Timers[Tap] = Timers()
    for tick in range(40):
        timers.start(Tap.WAIT, 1.0 + 0.05 * tick)
        assert timers.fired(0.05 * tick) is None
    assert timers.fired(2.9) is None
    assert timers.fired(2.95) is Tap.WAIT
    assert timers.next_at == NEVER


def test_a_period_of_its_own_replaces_the_standards() -> None:
    cycle = Cycle({"CCS": 0.069})
    cycle.only(("CCS",), 0.0)
    assert _due(cycle, 0.0) == ["CCS"]
    assert cycle.next_at == 0.069
