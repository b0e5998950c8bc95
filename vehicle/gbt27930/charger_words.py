"""Say what each message of the charger tells."""

from collections.abc import Callable, Mapping
from typing import Protocol

from vehicle.frame import Frame
from vehicle.gbt27930.charger_data import (
    ChargerRating,
    StageReport,
    build_ccs,
    build_cml,
    build_crm,
    build_csd,
)
from vehicle.gbt27930.charger_table import ChargerPhase
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.manner import ChargerManner, TimeSync
from vehicle.gbt27930.messages import (
    NO,
    V1_1,
    YES,
    Cem,
    Chm,
    Cml,
    Cro,
    Cts,
    Message,
    StopCause,
)
from vehicle.gbt27930.stopping import build_cst

#: GB/T 27930.2-2024, version negotiation: CAN 2.0B, no result yet, V2.0.0, control pilot 1,
#: transport 1, FF. The order of the bytes is the reference's; the result before an answer and the
#: order within the version are assumed.
OFFER = Frame(0x0C38F456, bytes((0x00, 0xFF, 2, 0, 0, 1, 1, 0xFF)))


class ChargerFacts(Protocol):
    """What the words of the charger are made from."""

    rating: ChargerRating
    stage: StageReport
    manner: ChargerManner
    phase: ChargerPhase
    calendar: Cts | None
    cst_cause: StopCause
    cem: Cem


def _cts(charger: ChargerFacts) -> Message | Frame:
    """Tell the time as this charger does; all ones where it does not know it."""
    time = charger.calendar or Cts()
    if charger.manner.time_sync is TimeSync.ONES:
        return Cts()
    if charger.manner.time_sync is TimeSync.BINARY and charger.calendar:
        # Capture ru5t-2: 1A06141415 is no BCD.
        small = (time.second, time.minute, time.hour, time.day, time.month)
        year = (time.year or 0).to_bytes(2, "little")
        return Frame(MESSAGES["CTS"].can_id, bytes(each or 0 for each in small) + year)
    return time


def _cml(charger: ChargerFacts) -> Message:
    if charger.manner.zero_cml:
        return Cml(0.0, 0.0, 400.0, 400.0)  # every bit 0: the current is offset by -400 A
    cml = build_cml(charger.rating)
    if charger.manner.turned_min_a:
        return Cml(cml.max_v, cml.min_v, cml.min_a, cml.max_a)
    return cml


def _crm(charger: ChargerFacts) -> Message:
    is_unknown = charger.phase is ChargerPhase.RECOGNITION
    return build_crm(charger.rating, NO if is_unknown else YES)


def _ccs(charger: ChargerFacts) -> Message:
    permit = 0 if charger.phase is ChargerPhase.PAUSED else 1
    return build_ccs(charger.stage, permit, charger.manner.current_error)


WORDS: Mapping[str, Callable[[ChargerFacts], Message | Frame]] = {
    "OFFER": lambda _: OFFER,
    "CHM": lambda _: Chm(V1_1),
    "CRM": _crm,
    "CML": _cml,
    "CTS": _cts,
    "CRO": lambda charger: Cro(YES if charger.phase is ChargerPhase.READY else NO),
    "CCS": _ccs,
    "CST": lambda charger: build_cst(charger.cst_cause),
    "CSD": lambda charger: build_csd(charger.rating, charger.stage),
    "CEM": lambda charger: charger.cem,
}
