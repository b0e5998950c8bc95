import itertools

import pytest

from vehicle.port import TABLE, Port, PortEvent, PortLocked, PortRefused, PortState, Refusal


def port_in(state: PortState) -> Port:
    port = Port()
    port.state = state
    return port


def test_the_table_is_total() -> None:
    assert {(state, event) for state, row in TABLE.items() for event in row} == set(
        itertools.product(PortState, PortEvent)
    )


def test_a_charge_takes_the_port_from_closed_to_energised_and_back() -> None:
    port, states = Port(), []
    for event in (
        PortEvent.OPEN_FLAP, PortEvent.INSERT, PortEvent.LOCK, PortEvent.CLOSE_CONTACTORS,
        PortEvent.OPEN_CONTACTORS, PortEvent.UNLOCK, PortEvent.REMOVE, PortEvent.CLOSE_FLAP,
    ):  # fmt: skip
        port.apply(event)
        states.append(port.state)
    assert states == [
        PortState.OPEN, PortState.CONNECTED, PortState.LOCKED, PortState.ENERGISED,
        PortState.LOCKED, PortState.CONNECTED, PortState.OPEN, PortState.CLOSED,
    ]  # fmt: skip


@pytest.mark.parametrize("state", [PortState.LOCKED, PortState.ENERGISED])
def test_a_locked_cable_cannot_be_drawn(state: PortState) -> None:
    port = port_in(state)
    with pytest.raises(PortLocked):
        port.apply(PortEvent.REMOVE)
    assert port.state is state


@pytest.mark.parametrize(
    ("state", "event", "refusal"),
    [
        (PortState.CLOSED, PortEvent.INSERT, Refusal.FLAP_CLOSED),
        (PortState.OPEN, PortEvent.REMOVE, Refusal.NO_CABLE),
        (PortState.CONNECTED, PortEvent.CLOSE_FLAP, Refusal.CABLE_IN),
        (PortState.CONNECTED, PortEvent.CLOSE_CONTACTORS, Refusal.NOT_LOCKED),
        (PortState.ENERGISED, PortEvent.UNLOCK, Refusal.CONTACTORS_CLOSED),
    ],
)
def test_the_port_says_why_it_refuses(state: PortState, event: PortEvent, refusal: Refusal) -> None:
    with pytest.raises(PortRefused) as caught:
        port_in(state).apply(event)
    assert caught.value.refusal is refusal


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (PortState.CLOSED, (False, False, False, False)),
        (PortState.OPEN, (True, False, False, False)),
        (PortState.CONNECTED, (True, True, False, False)),
        (PortState.LOCKED, (True, True, True, False)),
        (PortState.ENERGISED, (True, True, True, True)),
    ],
)
def test_each_state_tells_flap_cable_lock_and_contactors(
    state: PortState, seen: tuple[bool, ...]
) -> None:
    port = port_in(state)
    assert (port.is_flap_open, port.is_connected, port.is_locked, port.is_energised) == seen
