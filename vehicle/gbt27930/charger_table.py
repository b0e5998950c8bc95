"""Say where each event leads the charger's side of the conversation, and what each phase sends."""

from collections.abc import Mapping
from enum import Enum, auto

from vehicle.gbt27930 import timing
from vehicle.gbt27930.messages import Cem
from vehicle.gbt27930.steps import total


class ChargerPhase(Enum):
    """Where the charger stands in the conversation."""

    IDLE = 0
    HANDSHAKE = 1
    RECOGNITION = 2
    RECOGNISED = 3
    CONFIGURATION = 4
    PREPARING = 5
    READY = 6
    CHARGING = 7
    PAUSED = 8
    STOPPING = 9
    END = 10
    OFF = 11
    ERROR = 12
    NEGOTIATING = 13

    __hash__ = object.__hash__  # Enum's own is Python code, and slow in a table


class ChargerEvent(Enum):
    """What can happen to the charger's side; the late ones are time-outs."""

    START = auto()
    START_OFFER = auto()
    OFFER_OVER = auto()
    UNPLUGGED = auto()
    INSULATED = auto()
    BHM_LATE = auto()
    BRM = auto()
    BCP = auto()
    BRO_00 = auto()
    BRO_AA = auto()
    PREPARED = auto()
    DEMANDED = auto()
    PAUSE = auto()
    RESUME = auto()
    STOP = auto()
    ABANDON = auto()
    BST = auto()
    BSD = auto()
    REPORTED = auto()
    BEM = auto()
    BRM_LATE = auto()
    BCP_LATE = auto()
    BRO_LATE = auto()
    PREPARED_LATE = auto()
    BCL_LATE = auto()
    BCS_LATE = auto()
    PAUSE_OVER = auto()
    BST_LATE = auto()
    BSD_LATE = auto()
    RETRY = auto()

    __hash__ = object.__hash__  # as above


_P, _E = ChargerPhase, ChargerEvent
_ALWAYS = {_E.UNPLUGGED: _P.IDLE, _E.BEM: _P.ERROR}
_STOPPABLE = _ALWAYS | {_E.STOP: _P.STOPPING, _E.BST: _P.STOPPING}
_LIVE = _STOPPABLE | {_E.BCL_LATE: _P.ERROR, _E.BCS_LATE: _P.ERROR}

_START = {_E.START: _P.HANDSHAKE, _E.START_OFFER: _P.NEGOTIATING}

#: Where each event leads; what is not named changes nothing.
ROWS: Mapping[ChargerPhase, Mapping[ChargerEvent, ChargerPhase]] = {
    _P.IDLE: _START,
    _P.NEGOTIATING: {
        _E.OFFER_OVER: _P.HANDSHAKE,
        _E.ABANDON: _P.OFF,
        _E.UNPLUGGED: _P.IDLE,
    },
    _P.HANDSHAKE: _STOPPABLE
    | {
        _E.INSULATED: _P.RECOGNITION,
        _E.BHM_LATE: _P.HANDSHAKE,  # and tests without it from now on
        _E.ABANDON: _P.OFF,
    },
    _P.RECOGNITION: _STOPPABLE | {_E.BRM: _P.RECOGNISED, _E.BRM_LATE: _P.ERROR},
    _P.RECOGNISED: _STOPPABLE | {_E.BCP: _P.CONFIGURATION, _E.BCP_LATE: _P.ERROR},
    _P.CONFIGURATION: _STOPPABLE | {_E.BRO_AA: _P.PREPARING, _E.BRO_LATE: _P.ERROR},
    _P.PREPARING: _STOPPABLE
    | {
        _E.BRO_00: _P.ERROR,
        _E.BRO_LATE: _P.ERROR,
        _E.PREPARED: _P.READY,
        _E.PREPARED_LATE: _P.STOPPING,
    },
    _P.READY: _LIVE | {_E.BRO_00: _P.ERROR, _E.DEMANDED: _P.CHARGING},
    _P.CHARGING: _LIVE | {_E.PAUSE: _P.PAUSED},
    _P.PAUSED: _LIVE | {_E.RESUME: _P.CHARGING, _E.PAUSE_OVER: _P.STOPPING},
    _P.STOPPING: _ALWAYS | {_E.BSD: _P.END, _E.BST_LATE: _P.ERROR, _E.BSD_LATE: _P.ERROR},
    _P.END: {_E.UNPLUGGED: _P.IDLE, _E.REPORTED: _P.OFF},
    _P.OFF: _START | {_E.UNPLUGGED: _P.IDLE},
    _P.ERROR: {_E.UNPLUGGED: _P.IDLE, _E.RETRY: _P.RECOGNITION},
}
TABLE = total(ROWS, ChargerEvent)

#: What is sent in a phase.
SENDS: Mapping[ChargerPhase, tuple[str, ...]] = {
    _P.IDLE: (),
    _P.NEGOTIATING: ("OFFER",),
    _P.HANDSHAKE: ("CHM",),
    _P.RECOGNITION: ("CRM",),
    _P.RECOGNISED: ("CRM",),
    _P.CONFIGURATION: ("CML",),
    _P.PREPARING: ("CRO",),
    _P.READY: ("CRO",),
    _P.CHARGING: ("CCS",),
    _P.PAUSED: ("CCS",),
    _P.STOPPING: ("CST",),
    _P.END: ("CSD",),
    _P.OFF: (),
    _P.ERROR: ("CEM",),
}
#: What a phase waits for, counted from its first message.
WAITS: Mapping[ChargerPhase, Mapping[ChargerEvent, timing.TimeOut]] = {
    _P.IDLE: {},
    _P.NEGOTIATING: {},
    _P.HANDSHAKE: {_E.BHM_LATE: timing.BHM},
    _P.RECOGNITION: {_E.BRM_LATE: timing.BRM},
    _P.RECOGNISED: {_E.BCP_LATE: timing.BCP},
    _P.CONFIGURATION: {_E.BRO_LATE: timing.BRO_ANY},
    _P.PREPARING: {_E.BRO_LATE: timing.BRO_LOST, _E.PREPARED_LATE: timing.PREPARED},
    _P.READY: {_E.BCL_LATE: timing.BCL, _E.BCS_LATE: timing.BCS},
    _P.CHARGING: {},
    _P.PAUSED: {_E.PAUSE_OVER: timing.PAUSE},
    _P.STOPPING: {_E.BST_LATE: timing.BST, _E.BSD_LATE: timing.BSD},
    _P.END: {},
    _P.OFF: {},
    _P.ERROR: {},
}
#: Clocks that go on running into a phase.
CARRIED: Mapping[ChargerPhase, tuple[ChargerEvent, ...]] = {
    _P.CHARGING: (_E.BCL_LATE, _E.BCS_LATE),
    _P.PAUSED: (_E.BCL_LATE, _E.BCS_LATE),
}
#: What a late message sets in CEM.
ERRORS: Mapping[ChargerEvent, tuple[str, Cem]] = {
    _E.BRM_LATE: (timing.BRM.spn, Cem(brm=1)),
    _E.BCP_LATE: (timing.BCP.spn, Cem(bcp=1)),
    _E.BRO_LATE: (timing.BRO_ANY.spn, Cem(bro=1)),
    _E.BRO_00: (timing.BRO_ANY.spn, Cem(bro=1)),
    _E.BCS_LATE: (timing.BCS.spn, Cem(bcs=1)),
    _E.BCL_LATE: (timing.BCL.spn, Cem(bcl=1)),
    _E.BST_LATE: (timing.BST.spn, Cem(bst=1)),
    _E.BSD_LATE: (timing.BSD.spn, Cem(bsd=1)),
}
#: No way back from here: a reconnect skips the insulation test; BST and BSD never reconnect.
FINAL = {_P.HANDSHAKE, _P.STOPPING}
#: Phases in which the car is known and may be charged: here a refusal ends the session.
KNOWN = {_P.RECOGNISED, _P.CONFIGURATION, _P.PREPARING, _P.READY, _P.CHARGING, _P.PAUSED}
