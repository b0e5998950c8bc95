"""The charging inlet: flap, cable, electronic lock and contactors as one table.

The lock and the contactors take time: a wish (LOCK, CLOSE_CONTACTORS) begins a movement, and the
feedback of the thing itself (HELD, CLOSED) ends it. The AC socket has a lock too, but no K5/K6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

LOCK_S = 0.5
"""The lock's motor takes this long, either way (chosen)."""
LOCK_PATIENCE_S = 2.0
"""A lock that has not reported by then has failed (chosen: four movements)."""
CONTACTOR_S = 0.05
"""K5/K6 take this long, either way (chosen; data sheets of such contactors say 20 to 50 ms)."""
CONTACTOR_PATIENCE_S = 0.5
"""A contactor that has not moved by then is welded, or does not pull in (chosen)."""
UNLOCK_BELOW_A = 0.1
"""The lock lets go at 0 A; a charger tells its current to 0.1 A (GB/T 27930-2015, CCS)."""


class PortState(Enum):
    """What the inlet looks like."""

    CLOSED = auto()
    OPEN = auto()
    CONNECTED = auto()
    LOCKING = auto()
    LOCKED = auto()
    CLOSING = auto()
    ENERGISED = auto()
    OPENING = auto()
    UNLOCKING = auto()

    __hash__ = object.__hash__  # Enum's own is Python code, and slow in a set


class Inlet(Enum):
    """Which socket the cable is in.

    Both are behind one flap, and only one takes a cable at a time (chosen; cars for GB/T 20234 have
    a socket for AC and another for DC, the SU7 side by side).
    """

    NONE = 0
    DC = 1
    AC = 2


class PortEvent(Enum):
    """What is done to the inlet and, after the line, what it reports of itself.

    REMOVE draws the cable as a hand does, TEAR by force.
    """

    OPEN_FLAP = auto()
    CLOSE_FLAP = auto()
    INSERT = auto()
    REMOVE = auto()
    TEAR = auto()
    LOCK = auto()
    UNLOCK = auto()
    CLOSE_CONTACTORS = auto()
    OPEN_CONTACTORS = auto()
    # Feedback.
    HELD = auto()
    FREE = auto()
    CLOSED = auto()
    OPENED = auto()


class Refusal(Enum):
    """Why the inlet does not do it."""

    FLAP_CLOSED = "the flap is closed"
    NO_CABLE = "no cable is connected"
    CABLE_IN = "a cable is connected"
    NOT_LOCKED = "the cable is not locked"
    LOCKED = "the cable is locked"
    CONTACTORS_CLOSED = "the contactors are closed"
    CURRENT = "current flows"


class PortRefused(Exception):
    """The inlet refuses; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class PortLocked(PortRefused):
    """The cable cannot be drawn: it is locked."""


_S, _E, _R = PortState, PortEvent, Refusal
Row: TypeAlias = Mapping[PortEvent, PortState | Refusal]

_EMPTY: Row = {
    _E.REMOVE: _R.NO_CABLE, _E.TEAR: _R.NO_CABLE, _E.LOCK: _R.NO_CABLE,
    _E.CLOSE_CONTACTORS: _R.NO_CABLE,
}  # fmt: skip
_TAKEN: Row = {_E.CLOSE_FLAP: _R.CABLE_IN, _E.INSERT: _R.CABLE_IN, _E.TEAR: _S.OPEN}
_FREE: Row = {**_TAKEN, _E.REMOVE: _S.OPEN, _E.CLOSE_CONTACTORS: _R.NOT_LOCKED}
_FAST: Row = {**_TAKEN, _E.REMOVE: _R.LOCKED}
_LIVE: Row = {**_FAST, _E.UNLOCK: _R.CONTACTORS_CLOSED}
_ROWS: Mapping[PortState, Row] = {
    _S.CLOSED: {**_EMPTY, _E.OPEN_FLAP: _S.OPEN, _E.INSERT: _R.FLAP_CLOSED},
    _S.OPEN: {**_EMPTY, _E.CLOSE_FLAP: _S.CLOSED, _E.INSERT: _S.CONNECTED},
    _S.CONNECTED: {**_FREE, _E.LOCK: _S.LOCKING},
    _S.LOCKING: {**_FREE, _E.HELD: _S.LOCKED, _E.UNLOCK: _S.UNLOCKING},
    _S.LOCKED: {
        **_FAST, _E.UNLOCK: _S.UNLOCKING, _E.FREE: _S.LOCKING, _E.CLOSE_CONTACTORS: _S.CLOSING,
    },
    _S.CLOSING: {**_LIVE, _E.CLOSED: _S.ENERGISED, _E.OPEN_CONTACTORS: _S.OPENING},
    _S.ENERGISED: {**_LIVE, _E.OPEN_CONTACTORS: _S.OPENING},
    _S.OPENING: {**_LIVE, _E.OPENED: _S.LOCKED, _E.CLOSE_CONTACTORS: _S.CLOSING},
    _S.UNLOCKING: {
        **_FAST, _E.FREE: _S.CONNECTED, _E.LOCK: _S.LOCKING, _E.CLOSE_CONTACTORS: _R.NOT_LOCKED,
    },
}  # fmt: skip

#: Where every event leads in every state; what is not named above changes nothing.
TABLE: Mapping[PortState, Row] = {
    state: {event: row.get(event, state) for event in PortEvent} for state, row in _ROWS.items()
}

MOVING = frozenset({_S.LOCKING, _S.CLOSING, _S.OPENING, _S.UNLOCKING})
"""A feedback is awaited."""
_LOCKED = frozenset({_S.LOCKED, _S.CLOSING, _S.ENERGISED, _S.OPENING, _S.UNLOCKING})


@dataclass(slots=True)
class PortFaults:
    """What is broken: the bolt does not move, its switch never closes, K5/K6 do not open."""

    lock_stuck: bool = False
    no_lock_feedback: bool = False
    contactors_welded: bool = False


class Port:
    """One inlet with two sockets. `current_a` is what flows through it."""

    def __init__(self) -> None:
        self.state = PortState.CLOSED
        self.inlet = Inlet.NONE
        self.current_a = 0.0
        self.faults = PortFaults()
        self._is_bolted = False
        self._since_s = 0.0

    @property
    def is_flap_open(self) -> bool:
        """Tell whether the flap is open."""
        return self.state is not PortState.CLOSED

    @property
    def is_connected(self) -> bool:
        """Tell whether a cable is in (CC2, or CC for AC)."""
        return self.inlet is not Inlet.NONE

    @property
    def is_locked(self) -> bool:
        """Tell whether the cable cannot be drawn."""
        return self.state in _LOCKED

    @property
    def is_energised(self) -> bool:
        """Tell whether the car's contactors are closed, after their own feedback."""
        return self.state in {PortState.ENERGISED, PortState.OPENING}

    @property
    def conducts(self) -> bool:
        """Tell whether current can flow: contactors that open cut it off, welded ones do not."""
        if self.state is PortState.OPENING:
            return self.faults.contactors_welded
        return self.state is PortState.ENERGISED

    @property
    def lock_feedback(self) -> bool:
        """Tell whether the lock reports that it holds the plug."""
        return self._is_bolted and not self.faults.no_lock_feedback

    @property
    def has_lock_failed(self) -> bool:
        """Tell whether the lock was to hold and has not reported in time."""
        return self.state is PortState.LOCKING and self._since_s >= LOCK_PATIENCE_S

    @property
    def has_contactor_failed(self) -> bool:
        """Tell whether the contactors were to move and have not in time."""
        is_moving = self.state in {PortState.CLOSING, PortState.OPENING}
        return is_moving and self._since_s >= CONTACTOR_PATIENCE_S

    def insert(self, inlet: Inlet) -> None:
        """Put a plug into a socket. Raises: PortRefused."""
        self.apply(PortEvent.INSERT)
        self.inlet = inlet

    def apply(self, event: PortEvent) -> None:
        """Do something to the inlet.

        Raises: PortLocked when a locked cable is drawn, PortRefused for what else does not go.
        """
        outcome = TABLE[self.state][event]
        if event is PortEvent.REMOVE and self._is_bolted:
            outcome = Refusal.LOCKED
        if event is PortEvent.UNLOCK and self.is_connected and self.current_a >= UNLOCK_BELOW_A:
            outcome = Refusal.CURRENT
        if isinstance(outcome, PortState):
            self._enter(outcome)
        elif event is PortEvent.REMOVE and outcome is Refusal.LOCKED:
            raise PortLocked(outcome)
        else:
            raise PortRefused(outcome)

    def advance(self, seconds: float) -> None:
        """Let bolt and contactors move, and take their feedback."""
        state = self.state
        if state not in MOVING and state is not PortState.LOCKED:
            return
        self._since_s += seconds
        if state is PortState.LOCKING:
            self._bolt(is_out=False)
        elif state is PortState.UNLOCKING:
            self._bolt(is_out=True)
        elif state is PortState.CLOSING and self._since_s >= CONTACTOR_S:
            self.apply(PortEvent.CLOSED)
        elif state is PortState.OPENING and self._since_s >= CONTACTOR_S:
            if not self.faults.contactors_welded:
                self.apply(PortEvent.OPENED)
        elif not self.lock_feedback:
            self.apply(PortEvent.FREE)

    def _bolt(self, *, is_out: bool) -> None:
        if self._since_s < LOCK_S:
            return
        if not self.faults.lock_stuck:
            self._is_bolted = not is_out
        if is_out and not self._is_bolted:
            self.apply(PortEvent.FREE)
        elif self.lock_feedback and not is_out:
            self.apply(PortEvent.HELD)

    def _enter(self, state: PortState) -> None:
        if state is not self.state:
            self.state = state
            self._since_s = 0.0
        if state is PortState.OPEN:
            self.inlet = Inlet.NONE
            self._is_bolted = False
