"""Hold the 22 messages of GB/T 27930-2015 in physical units, and turn them into bytes and back.

The names of the fields are those of the layouts in `fields`. None means "not available", on the
wire all ones. Currents are positive into the battery. A code that the standard does not list stays
the number it is. Decoding follows what the wild needs: a longer frame is read to its nominal
length, a shorter one as far as it goes; `readings.examine` tells what was wrong with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar, dataclass_transform

from vehicle.frame import Frame
from vehicle.gbt27930.codec import BadMessage, Codec, Version, compile_codec
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.manner import Edition, Fill

T = TypeVar("T")

__all__ = ["BadMessage", "Version", "decode", "decode_frame", "encode", "encode_as", "frame_of"]

#: What CRM, BRO and CRO carry for yes and no.
YES = 0xAA
NO = 0x00
#: The versions of the editions of 2015 and 2011.
V1_1 = Version(1, 1)
V1_0 = Version(1, 0)


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
    CONNECTOR_HOT = "connector too hot"
    RELAY = "contactor fault"
    PAUSED_TOO_LONG = "paused too long"
    EMERGENCY = "emergency"
    TIMEOUT = "time-out"
    REFUSED = "refused"
    UNANSWERED = "authorisation unanswered"
    UNPLUGGED = "unplugged"


@dataclass_transform(frozen_default=True)
def _message(kind: type[T]) -> type[T]:
    """Make a frozen dataclass of it, for whoever checks types.

    At run time it is not, which would treble the price of making one.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)


@_message
class Chm:
    """Charger handshake."""

    version: Version | None = None


@_message
class Bhm:
    """Vehicle handshake: the voltage that the insulation test may reach."""

    max_v: float | None = None


@_message
class Crm:
    """Charger recognition; `result` is NO until the vehicle is recognised, then YES."""

    result: int | None = None
    number: int | None = None
    region: str | None = None


@_message
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


@_message
class Bcp:
    """Battery charging parameters."""

    max_cell_v: float | None = None
    max_a: float | None = None
    energy_kwh: float | None = None
    max_v: float | None = None
    max_temp_c: float | None = None
    soc_pct: float | None = None
    pack_v: float | None = None


@_message
class Cts:
    """Time synchronisation, informational: real chargers send nonsense here."""

    second: int | None = None
    minute: int | None = None
    hour: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@_message
class Cml:
    """Charger maximum output capability; `min_a` is absent in the edition of 2011."""

    max_v: float | None = None
    min_v: float | None = None
    max_a: float | None = None
    min_a: float | None = None


@_message
class Bro:
    """BMS ready: YES or NO."""

    ready: int | None = None


@_message
class Cro:
    """Charger ready: YES or NO."""

    ready: int | None = None


@_message
class Bcl:
    """Battery charging demand; mode 1 is constant voltage, 2 constant current."""

    voltage_v: float | None = None
    current_a: float | None = None
    mode: int | None = None


@_message
class Bcs:
    """Battery charging total state."""

    voltage_v: float | None = None
    current_a: float | None = None
    cell_max_v: float | None = None
    cell_max_group: int | None = None
    soc_pct: float | None = None
    minutes_left: int | None = None


@_message
class Ccs:
    """Charger charging state; `permit` 0 is a pause, and absent in the edition of 2011."""

    voltage_v: float | None = None
    current_a: float | None = None
    minutes: int | None = None
    permit: int | None = None


@_message
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


@_message
class Bmv:
    """Cell voltages, one entry a cell, first cell first."""

    voltages_v: tuple[float | None, ...] = ()
    groups: tuple[int, ...] = ()


@_message
class Bmt:
    """Pack temperatures, one entry a point."""

    temperatures_c: tuple[float | None, ...] = ()


@_message
class Bsp:
    """Reserved bytes."""

    values: tuple[int | None, ...] = ()


@_message
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


@_message
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


@_message
class Bsd:
    """BMS statistics at the end."""

    soc_pct: float | None = None
    cell_min_v: float | None = None
    cell_max_v: float | None = None
    temp_min_c: float | None = None
    temp_max_c: float | None = None


@_message
class Csd:
    """Charger statistics at the end."""

    minutes: int | None = None
    energy_kwh: float | None = None
    number: int | None = None


@_message
class Bem:
    """BMS error: which message of the charger came too late (1)."""

    crm_00: int | None = 0
    crm_aa: int | None = 0
    cml: int | None = 0
    cro: int | None = 0
    ccs: int | None = 0
    cst: int | None = 0
    csd: int | None = 0


@_message
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

#: The codecs by the type of their message.
CODECS: Mapping[type[Any], Codec[Any]] = {
    message: compile_codec(MESSAGES[message.__name__.upper()], message) for message in _TYPES
}
_BY_PGN: Mapping[int, Codec[Any]] = {codec.spec.pgn: codec for codec in CODECS.values()}
_BY_ID: Mapping[int, Codec[Any]] = {codec.spec.can_id: codec for codec in CODECS.values()}


def decode(pgn: int, data: bytes) -> Message | None:
    """Decode a message by its PGN; None for one that is not of this protocol.

    Raises: BadMessage.
    """
    codec = _BY_PGN.get(pgn)
    return codec.decode(data) if codec is not None else None


def decode_frame(frame: Frame) -> Message | None:
    """Decode a single frame by its full 29-bit id; None for a foreign frame.

    Raises: BadMessage.
    """
    codec = _BY_ID.get(frame.id)
    return codec.decode(frame.data) if codec is not None and frame.extended else None


def encode(message: Message) -> bytes:
    """Encode a message to its nominal length; what cannot be expressed is clamped."""
    return CODECS[type(message)].encode(message)


def encode_as(message: Message, edition: Edition, fill: Fill) -> bytes:
    """Encode a message in the form of an edition, filled up as its sender does; see `Codec`.

    The edition of 2011 has a BRM of 41 bytes, a CML and a CCS of 6; its version number is the
    caller's, and that it has no CHM and BHM.
    """
    codec = CODECS[type(message)]
    data = codec.encode(message) if fill is Fill.ONES else codec.encode_zeros(message)
    if edition is Edition.V2011 and codec.spec.least < codec.spec.length:
        return data[: codec.spec.least]
    return data


def frame_of(message: Message) -> Frame:
    """Make the single frame of a message of at most 8 bytes."""
    codec = CODECS[type(message)]
    return Frame(codec.spec.can_id, codec.encode(message))
