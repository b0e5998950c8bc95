"""The charging inlet: flap, cable, lock and contactors as one table."""

from enum import Enum, auto
from typing import TypeAlias


class PortState(Enum):
    """What the inlet looks like."""

    CLOSED = auto()
    OPEN = auto()
    CONNECTED = auto()
    LOCKED = auto()
    ENERGISED = auto()


class Inlet(Enum):
    """Which socket the cable is in.

    Both are behind one flap, and only one takes a cable at a time (chosen; cars for GB/T 20234 have
    a socket for AC and another for DC, the SU7 side by side).
    """

    NONE = 0
    DC = 1
    AC = 2


class PortEvent(Enum):
    """What is done to the inlet; CC2 tells INSERT and REMOVE, K5/K6 are the contactors."""

    OPEN_FLAP = auto()
    CLOSE_FLAP = auto()
    INSERT = auto()
    REMOVE = auto()
    LOCK = auto()
    UNLOCK = auto()
    CLOSE_CONTACTORS = auto()
    OPEN_CONTACTORS = auto()


class Refusal(Enum):
    """Why the inlet does not do it."""

    FLAP_CLOSED = "the flap is closed"
    NO_CABLE = "no cable is connected"
    CABLE_IN = "a cable is connected"
    NOT_LOCKED = "the cable is not locked"
    LOCKED = "the cable is locked"
    CONTACTORS_CLOSED = "the contactors are closed"


class PortRefused(Exception):
    """The inlet refuses; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class PortLocked(PortRefused):
    """The cable cannot be drawn: it is locked."""


_S, _E, _R = PortState, PortEvent, Refusal
_Row: TypeAlias = dict[PortEvent, PortState | Refusal]

TABLE: dict[PortState, _Row] = {
    _S.CLOSED: {
        _E.OPEN_FLAP: _S.OPEN, _E.CLOSE_FLAP: _S.CLOSED,
        _E.INSERT: _R.FLAP_CLOSED, _E.REMOVE: _R.NO_CABLE,
        _E.LOCK: _R.NO_CABLE, _E.UNLOCK: _S.CLOSED,
        _E.CLOSE_CONTACTORS: _R.NO_CABLE, _E.OPEN_CONTACTORS: _S.CLOSED,
    },
    _S.OPEN: {
        _E.OPEN_FLAP: _S.OPEN, _E.CLOSE_FLAP: _S.CLOSED,
        _E.INSERT: _S.CONNECTED, _E.REMOVE: _R.NO_CABLE,
        _E.LOCK: _R.NO_CABLE, _E.UNLOCK: _S.OPEN,
        _E.CLOSE_CONTACTORS: _R.NO_CABLE, _E.OPEN_CONTACTORS: _S.OPEN,
    },
    _S.CONNECTED: {
        _E.OPEN_FLAP: _S.CONNECTED, _E.CLOSE_FLAP: _R.CABLE_IN,
        _E.INSERT: _R.CABLE_IN, _E.REMOVE: _S.OPEN,
        _E.LOCK: _S.LOCKED, _E.UNLOCK: _S.CONNECTED,
        _E.CLOSE_CONTACTORS: _R.NOT_LOCKED, _E.OPEN_CONTACTORS: _S.CONNECTED,
    },
    _S.LOCKED: {
        _E.OPEN_FLAP: _S.LOCKED, _E.CLOSE_FLAP: _R.CABLE_IN,
        _E.INSERT: _R.CABLE_IN, _E.REMOVE: _R.LOCKED,
        _E.LOCK: _S.LOCKED, _E.UNLOCK: _S.CONNECTED,
        _E.CLOSE_CONTACTORS: _S.ENERGISED, _E.OPEN_CONTACTORS: _S.LOCKED,
    },
    _S.ENERGISED: {
        _E.OPEN_FLAP: _S.ENERGISED, _E.CLOSE_FLAP: _R.CABLE_IN,
        _E.INSERT: _R.CABLE_IN, _E.REMOVE: _R.LOCKED,
        _E.LOCK: _S.ENERGISED, _E.UNLOCK: _R.CONTACTORS_CLOSED,
        _E.CLOSE_CONTACTORS: _S.ENERGISED, _E.OPEN_CONTACTORS: _S.LOCKED,
    },
}  # fmt: skip


class Port:
    """One inlet."""

    def __init__(self) -> None:
        self.state = PortState.CLOSED

    @property
    def is_flap_open(self) -> bool:
        """Tell whether the flap is open."""
        return self.state is not PortState.CLOSED

    @property
    def is_connected(self) -> bool:
        """Tell whether a cable is in (CC2)."""
        return self.state not in {PortState.CLOSED, PortState.OPEN}

    @property
    def is_locked(self) -> bool:
        """Tell whether the cable cannot be drawn."""
        return self.state in {PortState.LOCKED, PortState.ENERGISED}

    @property
    def is_energised(self) -> bool:
        """Tell whether the car's contactors are closed."""
        return self.state is PortState.ENERGISED

    def apply(self, event: PortEvent) -> None:
        """Do something to the inlet.

        Raises: PortLocked when a locked cable is drawn, PortRefused for what else does not go.
        """
        outcome = TABLE[self.state][event]
        if isinstance(outcome, PortState):
            self.state = outcome
        elif event is PortEvent.REMOVE and outcome is Refusal.LOCKED:
            raise PortLocked(outcome)
        else:
            raise PortRefused(outcome)
