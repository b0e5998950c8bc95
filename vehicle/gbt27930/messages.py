"""Hold the 22 messages of GB/T 27930-2015 in physical units, and turn them into bytes and back.

The names of the fields are those of the layouts in `fields`. None means "not available", on the
wire all ones. Currents are positive into the battery. A code that the standard does not list stays
the number it is. Decoding follows what the wild needs: a longer frame is read to its nominal
length, a shorter one as far as it goes; `examine` tells what was wrong with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from vehicle.frame import Frame
from vehicle.gbt27930.codec import (
    BadMessage,
    Codec,
    Value,
    Version,
    compile_codec,
    raw_of,
    value_of,
)
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.layout import Field, Kind, MessageSpec

__all__ = ["BadMessage", "Version", "decode", "decode_frame", "encode", "examine", "frame_of"]

#: What CRM, BRO and CRO carry for yes and no.
YES = 0xAA
NO = 0x00
#: The version that this product speaks.
V1_1 = Version(1, 1)


class StopCause(Enum):
    """Why a session ended; shared by both ends of the cable and by the pile."""

    TARGET_REACHED = "target reached"
    VOLTAGE_REACHED = "voltage reached"
    CELL_REACHED = "cell voltage reached"
    USER = "user"
    CHARGER_INITIATED = "charger initiated"
    BMS_INITIATED = "bms initiated"
    CONDITION_REACHED = "condition of the charger reached"
    FAULT = "fault"
    INSULATION = "insulation"
    OVER_TEMPERATURE = "over-temperature"
    OVER_CURRENT = "over-current"
    VOLTAGE = "voltage abnormal"
    CONNECTOR = "connector fault"
    PAUSED_TOO_LONG = "paused too long"
    EMERGENCY = "emergency"
    TIMEOUT = "time-out"
    REFUSED = "refused"
    UNANSWERED = "authorisation unanswered"
    UNPLUGGED = "unplugged"


@dataclass(frozen=True, slots=True)
class Chm:
    """Charger handshake."""

    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Bhm:
    """Vehicle handshake: the voltage that the insulation test may reach."""

    max_v: float | None = None


@dataclass(frozen=True, slots=True)
class Crm:
    """Charger recognition; `result` is NO until the vehicle is recognised, then YES."""

    result: int | None = None
    number: int | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Brm:
    """BMS and vehicle identification; the software date is absent in the edition of 2011."""

    version: Version | None = None
    battery_type: int | None = None
    rated_ah: float | None = None
    rated_v: float | None = None
    maker: str | None = None
    pack_serial: int | None = None
    made_year: int | None = None
    made_month: int | None = None
    made_day: int | None = None
    cycles: int | None = None
    owned: int | None = None
    vin: str | None = None
    software_serial: int | None = None
    software_day: int | None = None
    software_month: int | None = None
    software_year: int | None = None


@dataclass(frozen=True, slots=True)
class Bcp:
    """Battery charging parameters."""

    max_cell_v: float | None = None
    max_a: float | None = None
    energy_kwh: float | None = None
    max_v: float | None = None
    max_temp_c: float | None = None
    soc_pct: float | None = None
    pack_v: float | None = None


@dataclass(frozen=True, slots=True)
class Cts:
    """Time synchronisation, informational: real chargers send nonsense here."""

    second: int | None = None
    minute: int | None = None
    hour: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cml:
    """Charger maximum output capability; `min_a` is absent in the edition of 2011."""

    max_v: float | None = None
    min_v: float | None = None
    max_a: float | None = None
    min_a: float | None = None


@dataclass(frozen=True, slots=True)
class Bro:
    """BMS ready: YES or NO."""

    ready: int | None = None


@dataclass(frozen=True, slots=True)
class Cro:
    """Charger ready: YES or NO."""

    ready: int | None = None


@dataclass(frozen=True, slots=True)
class Bcl:
    """Battery charging demand; mode 1 is constant voltage, 2 constant current."""

    voltage_v: float | None = None
    current_a: float | None = None
    mode: int | None = None


@dataclass(frozen=True, slots=True)
class Bcs:
    """Battery charging total state."""

    voltage_v: float | None = None
    current_a: float | None = None
    cell_max_v: float | None = None
    cell_max_group: int | None = None
    soc_pct: float | None = None
    minutes_left: int | None = None


@dataclass(frozen=True, slots=True)
class Ccs:
    """Charger charging state; `permit` 0 is a pause, and absent in the edition of 2011."""

    voltage_v: float | None = None
    current_a: float | None = None
    minutes: int | None = None
    permit: int | None = None


@dataclass(frozen=True, slots=True)
class Bsm:
    """Battery state information; states are 0 normal, 1 abnormal, 2 not credible or too low."""

    cell_max_number: int | None = None
    temp_max_c: float | None = None
    temp_max_point: int | None = None
    temp_min_c: float | None = None
    temp_min_point: int | None = None
    cell: int | None = None
    soc: int | None = None
    over_current: int | None = None
    over_temperature: int | None = None
    insulation: int | None = None
    connector: int | None = None
    permit: int | None = None


@dataclass(frozen=True, slots=True)
class Bmv:
    """Cell voltages, one entry a cell, first cell first."""

    voltages_v: tuple[float | None, ...] = ()
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bmt:
    """Pack temperatures, one entry a point."""

    temperatures_c: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Bsp:
    """Reserved bytes."""

    values: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Bst:
    """BMS stops charging; every reason 0 no, 1 yes, 2 not credible."""

    soc_reached: int | None = 0
    voltage_reached: int | None = 0
    cell_reached: int | None = 0
    charger_initiated: int | None = 0
    insulation: int | None = 0
    connector_hot: int | None = 0
    component_hot: int | None = 0
    connector: int | None = 0
    pack_hot: int | None = 0
    relay: int | None = 0
    detection_point_2: int | None = 0
    other: int | None = 0
    over_current: int | None = 0
    voltage: int | None = 0


@dataclass(frozen=True, slots=True)
class Cst:
    """Charger stops charging; every reason 0 no, 1 yes, 2 not credible."""

    condition_reached: int | None = 0
    manual: int | None = 0
    fault: int | None = 0
    bms_initiated: int | None = 0
    charger_hot: int | None = 0
    connector: int | None = 0
    inside_hot: int | None = 0
    undeliverable: int | None = 0
    emergency: int | None = 0
    other: int | None = 0
    current: int | None = 0
    voltage: int | None = 0


@dataclass(frozen=True, slots=True)
class Bsd:
    """BMS statistics at the end."""

    soc_pct: float | None = None
    cell_min_v: float | None = None
    cell_max_v: float | None = None
    temp_min_c: float | None = None
    temp_max_c: float | None = None


@dataclass(frozen=True, slots=True)
class Csd:
    """Charger statistics at the end."""

    minutes: int | None = None
    energy_kwh: float | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Bem:
    """BMS error: which message of the charger came too late (1)."""

    crm_00: int | None = 0
    crm_aa: int | None = 0
    cml: int | None = 0
    cro: int | None = 0
    ccs: int | None = 0
    cst: int | None = 0
    csd: int | None = 0


@dataclass(frozen=True, slots=True)
class Cem:
    """Charger error: which message of the BMS came too late (1)."""

    brm: int | None = 0
    bcp: int | None = 0
    bro: int | None = 0
    bcs: int | None = 0
    bcl: int | None = 0
    bst: int | None = 0
    bsd: int | None = 0


Message = (
    Chm | Bhm | Crm | Brm | Bcp | Cts | Cml | Bro | Cro | Bcl | Bcs | Ccs | Bsm | Bmv | Bmt | Bsp
    | Bst | Cst | Bsd | Csd | Bem | Cem
)  # fmt: skip

_TYPES = (
    Chm, Bhm, Crm, Brm, Bcp, Cts, Cml, Bro, Cro, Bcl, Bcs, Ccs, Bsm, Bmv, Bmt, Bsp,
    Bst, Cst, Bsd, Csd, Bem, Cem,
)  # fmt: skip

#: The codecs by the type of their message, by 29-bit id, and by PGN (for reassembled messages).
CODECS: Mapping[type[Any], Codec[Any]] = {
    message: compile_codec(MESSAGES[message.__name__.upper()], message) for message in _TYPES
}
_BY_ID: Mapping[int, Codec[Any]] = {codec.spec.can_id: codec for codec in CODECS.values()}
_BY_PGN: Mapping[int, Codec[Any]] = {codec.spec.pgn: codec for codec in CODECS.values()}


class Reading(NamedTuple):
    """One field as an inspector shows it; `remark` is empty where nothing is wrong."""

    field: Field
    raw: int | None
    value: Value
    remark: str


def decode(pgn: int, data: bytes) -> Message | None:
    """Decode a message by its PGN; None for one that is not of this protocol.

    Raises: BadMessage.
    """
    codec = _BY_PGN.get(pgn)
    message: Message | None = codec.decode(data) if codec else None
    return message


def decode_frame(frame: Frame) -> Message | None:
    """Decode a single frame by its full 29-bit id; None for a foreign frame.

    Raises: BadMessage.
    """
    codec = _BY_ID.get(frame.id) if frame.extended else None
    message: Message | None = codec.decode(frame.data) if codec else None
    return message


def encode(message: Message) -> bytes:
    """Encode a message to its nominal length; what cannot be expressed is clamped."""
    return CODECS[type(message)].encode(message)


def frame_of(message: Message) -> Frame:
    """Make the single frame of a message of at most 8 bytes."""
    codec = CODECS[type(message)]
    return Frame(codec.spec.can_id, codec.encode(message))


def examine(spec: MessageSpec, data: bytes) -> list[Reading]:
    """Read every field with its raw value and what is wrong with it, for an inspector."""
    return [_reading(field, data) for field in spec.fields if field.kind is not Kind.RESERVED]


def _reading(field: Field, data: bytes) -> Reading:
    raw = raw_of(field, data)
    if raw is None:
        return Reading(field, None, None, "cut off")
    value = value_of(field, raw)
    remark = ""
    if value is None:
        remark = "not available"
    elif field.labels and raw not in field.labels:
        remark = "not in the table"
    elif isinstance(value, float | int) and not field.labels:
        standard = -value if field.turned else value
        below = field.low is not None and standard < field.low
        above = field.high is not None and standard > field.high
        remark = "out of range" if below or above else ""
    return Reading(field, raw, value, remark)
