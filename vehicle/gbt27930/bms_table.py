"""Say where each event leads the car's side of the conversation, and what each phase sends."""

from collections.abc import Mapping
from enum import Enum, auto

from vehicle.gbt27930 import timing
from vehicle.gbt27930.manner import CarManner
from vehicle.gbt27930.messages import Bem
from vehicle.gbt27930.steps import total


class BmsPhase(Enum):
    """Where the car stands in the conversation; the number is what the vehicle bus carries."""

    ASLEEP = 0
    HANDSHAKE = 1
    RECOGNITION = 2
    CONFIGURATION = 3
    PREPARING = 4
    READY = 5
    CHARGING = 6
    STOPPING = 7
    END = 8
    ERROR = 9

    __hash__ = object.__hash__  # Enum's own is Python code, and slow in a table


class BmsEvent(Enum):
    """What can happen to the car's side; the late ones are time-outs."""

    PLUGGED = auto()
    UNPLUGGED = auto()
    POWER_LOST = auto()
    CHM = auto()
    CRM_00 = auto()
    CRM_AA = auto()
    CML = auto()
    FIT = auto()
    UNFIT = auto()
    CRO_AA = auto()
    STOP = auto()
    CST = auto()
    SAID = auto()
    CSD = auto()
    CEM = auto()
    CRM_00_LATE = auto()
    CRM_AA_LATE = auto()
    CML_LATE = auto()
    CRO_ANY_LATE = auto()
    CRO_AA_LATE = auto()
    CCS_LATE = auto()
    CST_LATE = auto()
    CSD_LATE = auto()
    CRM_AGAIN_LATE = auto()

    __hash__ = object.__hash__  # as above


_P, _E = BmsPhase, BmsEvent
_ALWAYS = {_E.UNPLUGGED: _P.ASLEEP, _E.CEM: _P.ERROR}
_STOPPABLE = _ALWAYS | {_E.STOP: _P.STOPPING, _E.CST: _P.STOPPING}

#: Where each event leads; what is not named changes nothing.
ROWS: Mapping[BmsPhase, Mapping[BmsEvent, BmsPhase]] = {
    _P.ASLEEP: {
        _E.PLUGGED: _P.HANDSHAKE,
        _E.CHM: _P.HANDSHAKE,
        _E.CRM_00: _P.RECOGNITION,
    },
    _P.HANDSHAKE: _STOPPABLE
    | {_E.POWER_LOST: _P.ASLEEP, _E.CRM_00: _P.RECOGNITION, _E.CRM_00_LATE: _P.ERROR},
    _P.RECOGNITION: _STOPPABLE | {_E.CRM_AA: _P.CONFIGURATION, _E.CRM_AA_LATE: _P.ERROR},
    _P.CONFIGURATION: _STOPPABLE | {_E.CML: _P.PREPARING, _E.CML_LATE: _P.ERROR},
    _P.PREPARING: _STOPPABLE | {_E.FIT: _P.READY, _E.CML_LATE: _P.ERROR},
    _P.READY: _STOPPABLE
    | {
        _E.UNFIT: _P.PREPARING,
        _E.CRO_AA: _P.CHARGING,
        _E.CRO_ANY_LATE: _P.ERROR,
        _E.CRO_AA_LATE: _P.ERROR,
    },
    _P.CHARGING: _STOPPABLE | {_E.CCS_LATE: _P.ERROR},
    _P.STOPPING: _ALWAYS | {_E.SAID: _P.END, _E.CST_LATE: _P.ERROR},
    _P.END: _ALWAYS | {_E.CSD: _P.ASLEEP, _E.POWER_LOST: _P.ASLEEP, _E.CSD_LATE: _P.ERROR},
    _P.ERROR: {
        _E.UNPLUGGED: _P.ASLEEP,
        _E.CRM_00: _P.RECOGNITION,
        _E.CRM_AGAIN_LATE: _P.ERROR,  # and silent from now on
    },
}
TABLE = total(ROWS, BmsEvent)

#: What is sent in a phase; BHM and BSM wait for the first CHM and CCS.
SENDS: Mapping[BmsPhase, tuple[str, ...]] = {
    _P.ASLEEP: (),
    _P.HANDSHAKE: (),
    _P.RECOGNITION: ("BRM",),
    _P.CONFIGURATION: ("BCP",),
    _P.PREPARING: ("BRO",),
    _P.READY: ("BRO",),
    _P.CHARGING: ("BCL", "BCS"),
    _P.STOPPING: ("BST",),
    _P.END: ("BSD",),
    _P.ERROR: ("BEM",),
}
#: What a phase waits for, counted from its first message; HANDSHAKE begins to wait with CHM.
WAITS: Mapping[BmsPhase, Mapping[BmsEvent, timing.TimeOut]] = {
    _P.ASLEEP: {},
    _P.HANDSHAKE: {},
    _P.RECOGNITION: {_E.CRM_AA_LATE: timing.CRM_AA},
    _P.CONFIGURATION: {_E.CML_LATE: timing.CML},
    _P.PREPARING: {_E.CML_LATE: timing.CML_LOST},
    _P.READY: {_E.CRO_ANY_LATE: timing.CRO_ANY, _E.CRO_AA_LATE: timing.CRO_AA},
    _P.CHARGING: {_E.CCS_LATE: timing.CCS},
    _P.STOPPING: {_E.CST_LATE: timing.CST, _E.CSD_LATE: timing.CSD},
    _P.END: {},
    _P.ERROR: {_E.CRM_AGAIN_LATE: timing.CRM_AGAIN},
}
#: What a late message sets in BEM.
ERRORS: Mapping[BmsEvent, tuple[str, Bem]] = {
    _E.CRM_00_LATE: (timing.CRM_00.spn, Bem(crm_00=1)),
    _E.CRM_AA_LATE: (timing.CRM_AA.spn, Bem(crm_aa=1)),
    _E.CML_LATE: (timing.CML.spn, Bem(cml=1)),
    _E.CRO_ANY_LATE: (timing.CRO_ANY.spn, Bem(cro=1)),
    _E.CRO_AA_LATE: (timing.CRO_AA.spn, Bem(cro=1)),
    _E.CCS_LATE: (timing.CCS.spn, Bem(ccs=1)),
    _E.CST_LATE: (timing.CST.spn, Bem(cst=1)),
    _E.CSD_LATE: (timing.CSD.spn, Bem(csd=1)),
}
#: Phases without a way back: an error there needs a replug (annex C: BST and CSD never reconnect).
FINAL = {_P.STOPPING, _P.END}


def sends(manner: CarManner) -> Mapping[BmsPhase, tuple[str, ...]]:
    """Give what this car sends in a phase."""
    return {**SENDS, _P.PREPARING: ()} if manner.skips_bro_00 else SENDS
