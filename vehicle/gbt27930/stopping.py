"""Say why a charge ends, in the bits of BST, CST, BEM and CEM, and read it back.

A BST or CST shorter than its four bytes ends the charge too (chosen; conformance calls it an
error): to end a charge is the safe side, and who forges one byte can forge four. A charger cut
short would fall silent anyhow, and be taken for lost 1 s later. Bits that did not come are no
reason; `examine` tells that they were cut off.
"""

from collections.abc import Mapping

from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.messages import Bem, Bst, Cem, Cst, StopCause

# A driver's stop has no bit of its own in BST: real cars then send none at all.
_BST: Mapping[StopCause, str] = {
    StopCause.CHARGER_INITIATED: "charger_initiated",
    StopCause.INSULATION: "insulation",
    StopCause.CONNECTOR: "connector",
    StopCause.CONNECTOR_HOT: "connector_hot",
    StopCause.OVER_TEMPERATURE: "pack_hot",
    StopCause.RELAY: "relay",
    StopCause.OVER_CURRENT: "over_current",
    StopCause.VOLTAGE: "voltage",
    StopCause.FAULT: "other",
    StopCause.EMERGENCY: "other",
    StopCause.TARGET_REACHED: "soc_reached",
    StopCause.VOLTAGE_REACHED: "voltage_reached",
    StopCause.CELL_REACHED: "cell_reached",
}
_BST_READ: tuple[tuple[str, StopCause], ...] = (
    ("insulation", StopCause.INSULATION),
    ("pack_hot", StopCause.OVER_TEMPERATURE),
    ("connector_hot", StopCause.CONNECTOR_HOT),
    ("component_hot", StopCause.OVER_TEMPERATURE),
    ("connector", StopCause.CONNECTOR),
    ("detection_point_2", StopCause.CONNECTOR),
    ("over_current", StopCause.OVER_CURRENT),
    ("voltage", StopCause.VOLTAGE),
    ("relay", StopCause.RELAY),
    ("other", StopCause.FAULT),
    ("soc_reached", StopCause.TARGET_REACHED),
    ("voltage_reached", StopCause.VOLTAGE_REACHED),
    ("cell_reached", StopCause.CELL_REACHED),
    ("charger_initiated", StopCause.CHARGER_INITIATED),
)
# Faults besides 3521.3. A charger that refuses has met a condition of its own (chosen).
_CST_FAULT: Mapping[StopCause, str] = {
    StopCause.FAULT: "other",
    StopCause.INSULATION: "other",
    StopCause.EMERGENCY: "emergency",
    StopCause.OVER_TEMPERATURE: "charger_hot",
    StopCause.CONNECTOR: "connector",
    StopCause.OVER_CURRENT: "current",
    StopCause.VOLTAGE: "voltage",
}
_CST_READ: tuple[tuple[str, StopCause], ...] = (
    ("emergency", StopCause.EMERGENCY),
    ("charger_hot", StopCause.OVER_TEMPERATURE),
    ("inside_hot", StopCause.OVER_TEMPERATURE),
    ("connector", StopCause.CONNECTOR),
    ("current", StopCause.OVER_CURRENT),
    ("voltage", StopCause.VOLTAGE),
    ("fault", StopCause.FAULT),
    ("other", StopCause.FAULT),
    ("manual", StopCause.CHARGER_INITIATED),
    ("condition_reached", StopCause.CHARGER_INITIATED),
    ("bms_initiated", StopCause.BMS_INITIATED),
)


def build_bst(cause: StopCause) -> Bst:
    """Say the cause in BST; one that BST cannot say leaves every bit 0."""
    name = _BST.get(cause)
    return Bst(**{name: 1}) if name else Bst()


def build_cst(cause: StopCause) -> Cst:
    """Say the cause of the charger's own stop in CST."""
    if cause is StopCause.USER:
        return Cst(manual=1)
    if cause is StopCause.BMS_INITIATED:
        return Cst(bms_initiated=1)
    name = _CST_FAULT.get(cause)
    return Cst(**{"fault": 1, name: 1}) if name else Cst(condition_reached=1)


def parse_bst(bst: Bst) -> StopCause:
    """Read why the car stops: faults first, and only bits that are 01."""
    causes = (cause for name, cause in _BST_READ if getattr(bst, name) == 1)
    return next(causes, StopCause.BMS_INITIATED)


def parse_cst(cst: Cst) -> StopCause:
    """Read why the charger stops: faults first, and only bits that are 01."""
    causes = (cause for name, cause in _CST_READ if getattr(cst, name) == 1)
    return next(causes, StopCause.CHARGER_INITIATED)


def first_late(error: Bem | Cem) -> str | None:
    """Name the first message that the peer missed, by its SPN; None where it names none."""
    rows = MESSAGES[type(error).__name__.upper()].fields
    return next((row.spn for row in rows if row.name and getattr(error, row.name) == 1), None)
