"""Apply the habits of one charger to the tables: what it sends, and what it waits for."""

from collections.abc import Mapping

from vehicle.gbt27930.charger_table import ERRORS, SENDS, WAITS, ChargerEvent, ChargerPhase
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import CAR_ADDRESS, CHARGER_ADDRESS
from vehicle.gbt27930.manner import Answers, CellData, ChargerManner, Edition, TimeSync
from vehicle.gbt27930.transport import Receiver

_P, _E = ChargerPhase, ChargerEvent
_CELL_DATA = frozenset(MESSAGES[name].pgn for name in ("BMV", "BMT", "BSP"))
_WINDOWS = {Answers.ALL: 255, Answers.ONE_BY_ONE: 1, Answers.NEVER: 0}


def starts_with(manner: ChargerManner) -> ChargerEvent:
    """Say how this charger begins: with an offer of a newer edition, or with the handshake."""
    is_new = manner.edition is Edition.V2015 and manner.negotiates_s > 0
    return _E.START_OFFER if is_new else _E.START


def sends(manner: ChargerManner) -> Mapping[ChargerPhase, tuple[str, ...]]:
    """Give what this charger sends in a phase."""
    sends = dict(SENDS)
    if manner.edition is Edition.V2011:
        sends[_P.HANDSHAKE] = ()  # It tests its insulation without a word.
    if manner.time_sync is not TimeSync.NONE:
        sends[_P.CONFIGURATION] = ("CML", "CTS")
    if manner.straight_to_aa:
        sends[_P.PREPARING] = ()
    if not manner.reports_time_outs:
        sends[_P.ERROR] = ()
    return sends


def waits(manner: ChargerManner) -> Mapping[ChargerPhase, Mapping[ChargerEvent, float]]:
    """Give for how many seconds this charger waits for what."""
    waits = {
        phase: {
            event: limit.seconds
            for event, limit in row.items()
            if manner.reports_time_outs or event not in ERRORS
        }
        for phase, row in WAITS.items()
    }
    waits[_P.NEGOTIATING] = {_E.OFFER_OVER: manner.negotiates_s}
    is_2011 = manner.edition is Edition.V2011
    waits[_P.HANDSHAKE] = {} if is_2011 else {_E.BHM_LATE: manner.bhm_wait_s}
    return waits


def receiver(manner: ChargerManner) -> Receiver:
    """Give the receiver that answers as this charger does."""
    refuses = _CELL_DATA if manner.cell_data is CellData.ABORT else frozenset()
    window = _WINDOWS[manner.answers]
    return Receiver(CHARGER_ADDRESS, CAR_ADDRESS, window=window, refuses=refuses)
