"""Read a message field by field for an inspector: raw integer, physical value, what is wrong."""

from enum import StrEnum
from typing import NamedTuple

from vehicle.gbt27930.codec import Value, raw_of, value_of
from vehicle.gbt27930.layout import Field, Kind, MessageSpec


class Remark(StrEnum):
    """What is odd about a field; the decoder takes all but ABSURD and an empty message."""

    NONE = ""
    NOT_AVAILABLE = "not available"
    NOT_IN_TABLE = "not in the table"
    OUT_OF_RANGE = "out of range"
    OUTWARD = "positive: out of the battery"
    ABSURD = "absurd"
    NOT_BCD = "not BCD"
    CUT_OFF = "cut off"
    NOT_IN_2011 = "not in the edition of 2011"
    NOT_ONES = "reserved bits are not ones"
    TOO_MUCH = "more than the standard has"


class Reading(NamedTuple):
    """One field as an inspector shows it.

    `raw` is None where the data end before the field. `number` counts the repetitions of BMV, BMT
    and BSP from 1, and is 0 elsewhere.
    """

    field: Field
    raw: int | None
    value: Value
    remark: Remark
    number: int = 0


#: Stands for the bytes behind the last field of a message.
EXTRA = Field("", "", "bytes behind the message", 0, Kind.RESERVED, required=False)


def examine(spec: MessageSpec, data: bytes) -> list[Reading]:
    """Read every field in the order of its bits, reserved ones and surplus bytes too.

    Works with any data: a frame that `decode` refuses is read as far as it goes.
    """
    if spec.repeats:
        return _repetitions(spec, data)
    is_2011 = spec.least < spec.length and len(data) == spec.least
    readings = [_reading(field, data, is_2011=is_2011) for field in spec.fields]
    extra = data[spec.length :]
    if extra:
        raw = int.from_bytes(extra, "little")
        readings.append(Reading(EXTRA, raw, None, Remark.TOO_MUCH))
    return readings


def _repetitions(spec: MessageSpec, data: bytes) -> list[Reading]:
    readings = []
    for number, at in enumerate(range(0, len(data), spec.stride), start=1):
        for field in spec.fields:
            reading = _reading(field, data[at : at + spec.stride])
            if number > spec.repeats:
                reading = reading._replace(remark=Remark.TOO_MUCH)
            readings.append(reading._replace(number=number))
    return readings


def _reading(field: Field, data: bytes, *, is_2011: bool = False) -> Reading:
    raw = raw_of(field, data)
    if raw is None:
        return Reading(field, None, None, Remark.NOT_IN_2011 if is_2011 else Remark.CUT_OFF)
    if field.kind is Kind.RESERVED:
        return Reading(field, raw, None, Remark.NONE if raw == field.ones else Remark.NOT_ONES)
    value = value_of(field, raw)
    return Reading(field, raw, value, _remark(field, raw, value))


def _remark(field: Field, raw: int, value: Value) -> Remark:
    if value is None:
        is_text = field.kind is not Kind.BCD or raw == field.ones
        return Remark.NOT_AVAILABLE if is_text else Remark.NOT_BCD
    if field.labels:
        return Remark.NONE if raw in field.labels else Remark.NOT_IN_TABLE
    if field.absurd is not None and raw > field.absurd:
        return Remark.ABSURD
    return _range_remark(field, raw)


def _range_remark(field: Field, raw: int) -> Remark:
    standard = raw / field.per_unit + field.offset
    if field.high is not None and standard > field.high:
        return Remark.OUTWARD if field.turned else Remark.OUT_OF_RANGE
    if field.low is not None and standard < field.low:
        return Remark.OUT_OF_RANGE
    return Remark.NONE
