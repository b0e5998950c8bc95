"""The inlet as a table, and the time that its lock and its contactors take."""

import itertools
from collections.abc import Iterable

import pytest

from vehicle.port import (
    TABLE,
    Inlet,
    Port,
    PortEvent,
    PortLocked,
    PortRefused,
    PortState,
    Refusal,
)

LOCK = (PortEvent.LOCK, 0.5)
CLOSE = (PortEvent.CLOSE_CONTACTORS, 0.1)


def plugged(*steps: tuple[PortEvent, float]) -> Port:
    """A port with a DC plug in it, to which things were done, each followed by some seconds."""
    port = Port()
    port.apply(PortEvent.OPEN_FLAP)
    port.insert(Inlet.DC)
    after(port, steps)
    return port


def after(port: Port, steps: Iterable[tuple[PortEvent, float]]) -> PortState:
    for event, seconds in steps:
        port.apply(event)
        port.advance(seconds)
    return port.state


def refusal(port: Port, event: PortEvent) -> Refusal:
    state = port.state
    with pytest.raises(PortRefused) as caught:
        port.apply(event)
    assert port.state is state
    return caught.value.refusal


def test_the_table_is_total() -> None:
    assert {(state, event) for state, row in TABLE.items() for event in row} == set(
        itertools.product(PortState, PortEvent)
    )


def test_a_charge_takes_the_port_from_closed_to_energised_and_back() -> None:
    port, states = Port(), []
    for event, seconds in (
        (PortEvent.OPEN_FLAP, 0.0), (PortEvent.INSERT, 0.0), LOCK, CLOSE,
        (PortEvent.OPEN_CONTACTORS, 0.1), (PortEvent.UNLOCK, 0.5), (PortEvent.REMOVE, 0.0),
        (PortEvent.CLOSE_FLAP, 0.0),
    ):  # fmt: skip
        port.apply(event)
        port.advance(seconds)
        states.append(port.state)
    assert states == [
        PortState.OPEN, PortState.CONNECTED, PortState.LOCKED, PortState.ENERGISED,
        PortState.LOCKED, PortState.CONNECTED, PortState.OPEN, PortState.CLOSED,
    ]  # fmt: skip


def test_the_lock_takes_half_a_second_either_way() -> None:
    port = plugged((PortEvent.LOCK, 0.4))
    assert (port.state, port.lock_feedback) == (PortState.LOCKING, False)
    port.advance(0.1)
    assert (port.state, port.lock_feedback) == (PortState.LOCKED, True)
    assert after(port, [(PortEvent.UNLOCK, 0.4)]) is PortState.UNLOCKING
    assert port.is_locked
    port.advance(0.1)
    assert (port.state, port.lock_feedback) == (PortState.CONNECTED, False)


def test_the_contactors_report_only_after_they_have_moved() -> None:
    port = plugged(LOCK, (PortEvent.CLOSE_CONTACTORS, 0.04))
    reports = [port.is_energised]
    port.advance(0.01)
    reports.append(port.is_energised)
    after(port, [(PortEvent.OPEN_CONTACTORS, 0.04)])
    reports.append(port.is_energised)
    port.advance(0.01)
    reports.append(port.is_energised)
    assert reports == [False, True, True, False]


def test_contactors_that_open_cut_the_current_off() -> None:
    port = plugged(LOCK, CLOSE)
    conducts = [port.conducts]
    port.apply(PortEvent.OPEN_CONTACTORS)
    conducts.append(port.conducts)
    assert conducts == [True, False]


@pytest.mark.parametrize(
    "steps", [(LOCK,), (LOCK, (PortEvent.UNLOCK, 0.1)), (LOCK, (PortEvent.CLOSE_CONTACTORS, 0.0)),
              (LOCK, CLOSE), (LOCK, CLOSE, (PortEvent.OPEN_CONTACTORS, 0.0))],
)  # fmt: skip
def test_a_locked_cable_cannot_be_drawn(steps: tuple[tuple[PortEvent, float], ...]) -> None:
    port = plugged(*steps)
    with pytest.raises(PortLocked):
        port.apply(PortEvent.REMOVE)
    assert port.is_connected
    port.apply(PortEvent.TEAR)
    assert (port.state, port.inlet, port.lock_feedback) == (PortState.OPEN, Inlet.NONE, False)


@pytest.mark.parametrize(
    ("steps", "event", "why"),
    [
        ((), PortEvent.CLOSE_FLAP, Refusal.CABLE_IN),
        ((), PortEvent.INSERT, Refusal.CABLE_IN),
        ((), PortEvent.CLOSE_CONTACTORS, Refusal.NOT_LOCKED),
        (((PortEvent.LOCK, 0.1),), PortEvent.CLOSE_CONTACTORS, Refusal.NOT_LOCKED),
        ((LOCK, (PortEvent.UNLOCK, 0.1)), PortEvent.CLOSE_CONTACTORS, Refusal.NOT_LOCKED),
        ((LOCK, CLOSE), PortEvent.UNLOCK, Refusal.CONTACTORS_CLOSED),
        ((LOCK, CLOSE), PortEvent.CLOSE_FLAP, Refusal.CABLE_IN),
    ],
)
def test_the_port_says_why_it_refuses(
    steps: tuple[tuple[PortEvent, float], ...], event: PortEvent, why: Refusal
) -> None:
    assert refusal(plugged(*steps), event) is why


@pytest.mark.parametrize("event", [PortEvent.REMOVE, PortEvent.TEAR, PortEvent.LOCK])
def test_without_a_cable_there_is_nothing_to_draw_or_lock(event: PortEvent) -> None:
    port = Port()
    assert refusal(port, PortEvent.INSERT) is Refusal.FLAP_CLOSED
    assert refusal(port, event) is Refusal.NO_CABLE
    port.apply(PortEvent.OPEN_FLAP)
    assert refusal(port, event) is Refusal.NO_CABLE


@pytest.mark.parametrize(
    ("amps", "lets_go"), [(0.0, True), (0.09, True), (0.1, False), (0.9, False), (32.0, False)]
)
def test_the_lock_lets_go_at_0_a_only(amps: float, lets_go: bool) -> None:
    port = plugged(LOCK)
    port.current_a = amps
    if lets_go:
        assert after(port, [(PortEvent.UNLOCK, 0.5)]) is PortState.CONNECTED
    else:
        assert refusal(port, PortEvent.UNLOCK) is Refusal.CURRENT


def test_a_lock_that_lost_its_feedback_does_not_let_go_under_current() -> None:
    port = plugged(LOCK)
    port.current_a = 16.0
    port.faults.no_lock_feedback = True
    port.advance(0.1)
    assert port.state is PortState.LOCKING
    assert refusal(port, PortEvent.UNLOCK) is Refusal.CURRENT
    assert refusal(port, PortEvent.REMOVE) is Refusal.LOCKED
    port.current_a = 0.0
    assert after(port, [(PortEvent.UNLOCK, 0.5)]) is PortState.CONNECTED


def test_a_bolt_that_does_not_move_is_a_failed_lock_and_the_cable_can_be_drawn() -> None:
    port = plugged()
    port.faults.lock_stuck = True
    after(port, [(PortEvent.LOCK, 1.9)])
    failed = [port.has_lock_failed]
    port.advance(0.1)
    failed.append(port.has_lock_failed)
    assert failed == [False, True]
    assert after(port, [(PortEvent.UNLOCK, 0.5)]) is PortState.CONNECTED
    port.apply(PortEvent.REMOVE)


def test_a_bolt_that_is_stuck_in_the_plug_holds_it() -> None:
    port = plugged(LOCK)
    port.faults.lock_stuck = True
    assert after(port, [(PortEvent.UNLOCK, 60.0)]) is PortState.UNLOCKING
    assert refusal(port, PortEvent.REMOVE) is Refusal.LOCKED


def test_a_lock_without_feedback_holds_but_closes_no_contactor() -> None:
    port = plugged()
    port.faults.no_lock_feedback = True
    after(port, [(PortEvent.LOCK, 2.0)])
    assert port.has_lock_failed
    assert refusal(port, PortEvent.CLOSE_CONTACTORS) is Refusal.NOT_LOCKED
    assert refusal(port, PortEvent.REMOVE) is Refusal.LOCKED
    assert after(port, [(PortEvent.UNLOCK, 0.5)]) is PortState.CONNECTED


def test_feedback_that_is_lost_sends_the_lock_to_work_again() -> None:
    port = plugged(LOCK)
    port.faults.no_lock_feedback = True
    port.advance(0.1)
    assert (port.state, port.lock_feedback) == (PortState.LOCKING, False)


def test_welded_contactors_stay_closed_and_keep_the_plug() -> None:
    port = plugged(LOCK, CLOSE)
    port.faults.contactors_welded = True
    after(port, [(PortEvent.OPEN_CONTACTORS, 0.4)])
    assert (port.is_energised, port.has_contactor_failed) == (True, False)
    port.advance(0.1)
    assert (port.is_energised, port.has_contactor_failed) == (True, True)
    assert port.conducts
    assert refusal(port, PortEvent.UNLOCK) is Refusal.CONTACTORS_CLOSED
    port.faults.contactors_welded = False
    port.advance(0.1)
    assert (port.is_energised, port.has_contactor_failed) == (False, False)


@pytest.mark.parametrize(
    ("steps", "seen"),
    [
        ((), (True, True, False, False)),
        (((PortEvent.LOCK, 0.0),), (True, True, False, False)),
        ((LOCK,), (True, True, True, False)),
        ((LOCK, CLOSE), (True, True, True, True)),
    ],
)
def test_each_state_tells_flap_cable_lock_and_contactors(
    steps: tuple[tuple[PortEvent, float], ...], seen: tuple[bool, ...]
) -> None:
    port = plugged(*steps)
    assert (port.is_flap_open, port.is_connected, port.is_locked, port.is_energised) == seen


def test_a_port_tells_which_socket_is_taken() -> None:
    port = Port()
    assert (port.inlet, port.is_flap_open, port.is_connected) == (Inlet.NONE, False, False)
    port.apply(PortEvent.OPEN_FLAP)
    port.insert(Inlet.AC)
    assert port.inlet is Inlet.AC
    port.apply(PortEvent.REMOVE)
    assert (port.inlet, port.is_connected) == (Inlet.NONE, False)
