"""Compile a message layout into a pair of straight-line functions, bytes to dataclass and back.

The functions are generated as source once at import, from our own table and nothing foreign: a loop
over the rows would cost twice as much per frame, and BCL and CCS come twenty times a second in
every simulated session.
"""

from collections.abc import Callable
from struct import Struct
from typing import Any, Generic, NamedTuple, TypeVar

from vehicle.gbt27930.layout import Field, Kind, MessageSpec

M = TypeVar("M")
Value = float | int | str | tuple[int, int] | None

_STRUCT = {8: "B", 16: "H", 32: "I"}


class BadMessage(ValueError):
    """The peer broke the protocol: an empty frame, or a value that nobody can mean."""


class Version(NamedTuple):
    """A protocol version; V1.1 is the edition of 2015, V1.0 that of 2011."""

    major: int
    minor: int


class Codec(NamedTuple, Generic[M]):
    """The functions of one message. `decode` raises BadMessage, `encode` clamps.

    `encode` fills up with ones. `encode_zeros` does what devices without the rule of clause 7.9 do,
    which clear a frame and write into it what they know: reserved bits and optional content that is
    None are zeros (published so: CML `4C1DD007D0070000` and BCL `980D100E01000000`, github
    wogee/Rose; capture ontom-can2 sends such a BRM). A mandatory None stays all ones also there:
    it says "not available", where zeros would say a value, as a current even the largest.
    """

    spec: MessageSpec
    decode: Callable[[bytes], M]
    encode: Callable[[M], bytes]
    encode_zeros: Callable[[M], bytes]


def value_of(field: Field, raw: int) -> Value:
    """Turn a raw integer into the value of the dataclass; None where it says "not available"."""
    if field.absent and raw == field.ones:
        return None
    if field.kind is Kind.NUMBER:
        number = raw + field.offset * field.per_unit
        number = -number if field.turned else number
        return number / field.per_unit if field.per_unit > 1 else number
    if field.kind is Kind.TEXT:
        return text_of(raw.to_bytes(field.bits // 8, "little"))
    if field.kind is Kind.BCD:
        return bcd_of(raw)
    return Version(raw >> 8, raw & 0xFF) if field.kind is Kind.VERSION else raw


def raw_of(field: Field, data: bytes) -> int | None:
    """Read the bits of a field; None where the data end before it does."""
    if field.start + field.bits > len(data) * 8:
        return None
    return int.from_bytes(data, "little") >> field.start & field.ones


def text_of(data: bytes) -> str | None:
    """Read text filled up with FF or 00; None where there is none."""
    return data.rstrip(b"\xff\x00").decode("latin-1") or None


def bcd_of(raw: int) -> int | None:
    """Read binary-coded decimals; None where a nibble is none."""
    digits = f"{raw:x}"
    return int(digits) if digits.isdecimal() else None


def compile_codec(spec: MessageSpec, message: type[M]) -> Codec[M]:
    """Make the codec of a message whose dataclass names its fields as the layout does."""
    decode = _repeating_decode if spec.repeats else _straight_decode
    encode = _repeating_encode if spec.repeats else _straight_encode
    return Codec(spec, decode(spec, message), encode(spec, filler=1), encode(spec, filler=0))


def _chunks(spec: MessageSpec) -> list[tuple[str, list[Field]]]:
    """Group the fields into struct items; text and 24-bit numbers become byte strings."""
    chunks: list[tuple[str, list[Field]]] = []
    group: list[Field] = []
    for field in spec.fields:
        group.append(field)
        bits = sum(each.bits for each in group)
        if field.kind is Kind.TEXT or (bits == 24 and len(group) == 1):
            chunks.append((f"{bits // 8}s", group))
        elif bits in _STRUCT:
            chunks.append((_STRUCT[bits], group))
        else:
            continue
        group = []
    return chunks


def _straight_decode(spec: MessageSpec, message: type[M]) -> Callable[[bytes], M]:
    chunks = _chunks(spec)
    layout = Struct("<" + "".join(code for code, _ in chunks))
    names: dict[str, object] = {
        "BadMessage": BadMessage, "Version": Version, "text_of": text_of, "bcd_of": bcd_of,
        "unpack": layout.unpack_from, "new": object.__new__, "message": message,
        "short": _short_decode(spec, message),
    }  # fmt: skip
    lines = ["def decode(data):", f" if len(data) < {layout.size}: return short(data)"]
    lines += [
        f" {''.join(f'c{n}, ' for n in range(len(chunks)))}= unpack(data)",
        " m = new(message)",
    ]
    for number, (code, group) in enumerate(chunks):
        for field in group:
            if field.kind is Kind.RESERVED:
                continue
            # The slots of a frozen dataclass are set through their descriptors: three times as
            # fast as its own __init__.
            names[f"set_{field.name}"] = getattr(message, field.name).__set__
            lines += _decode_lines(field, _bits(field, group, code, f"c{number}"))
    return _function("decode", [*lines, " return m"], names)


def _bits(field: Field, group: list[Field], code: str, chunk: str) -> str:
    if code.endswith("s"):
        return chunk if field.kind is Kind.TEXT else f"int.from_bytes({chunk}, 'little')"
    if len(group) == 1:
        return chunk
    return f"{chunk} >> {field.start - group[0].start} & {field.ones}"


def _decode_lines(field: Field, bits: str) -> list[str]:
    zero = field.offset * field.per_unit
    forms = {
        Kind.NUMBER: f"r + {zero}" if zero else "r",
        Kind.CODE: "r",
        Kind.TEXT: "text_of(r)",
        Kind.BCD: "bcd_of(r)",
        Kind.VERSION: "Version(r >> 8, r & 255)",
    }
    value = forms[field.kind]
    if field.turned:
        value = f"{-zero} - r"
    if field.per_unit > 1:
        value = f"({value}) / {field.per_unit}"
    if field.absent and field.kind is not Kind.TEXT:
        value = f"None if r == {field.ones} else {value}"
    lines = [f" r = {bits}"]
    if field.absurd is not None:
        lines += [f" if {field.absurd} < r < {field.ones}:", f"  raise {_absurdity(field)}"]
    return [*lines, f" set_{field.name}(m, {value})"]


def _absurdity(field: Field) -> str:
    return f"BadMessage(f'SPN {field.spn}: raw value {{r}} is absurd')"


def _short_decode(spec: MessageSpec, message: type[M]) -> Callable[[bytes], M]:
    """Decode what a frame shorter than the layout still carries; the rest is None."""

    def decode(data: bytes) -> M:
        if not data:
            raise BadMessage(f"{spec.name} is empty")
        values: dict[str, Value] = {}
        for field in spec.fields:
            raw = raw_of(field, data)
            if field.absurd is not None and raw is not None and field.absurd < raw < field.ones:
                raise BadMessage(f"SPN {field.spn}: raw value {raw} is absurd")
            if field.kind is not Kind.RESERVED:
                values[field.name] = None if raw is None else value_of(field, raw)
        return message(**values)

    return decode


def _straight_encode(spec: MessageSpec, *, filler: int) -> Callable[[Any], bytes]:
    chunks = _chunks(spec)
    layout = Struct("<" + "".join(code for code, _ in chunks))
    lines, items = ["def encode(m):"], []
    for code, group in chunks:
        parts = []
        for field in group:
            if field.kind is Kind.RESERVED:
                raw = str(field.ones * filler)
            else:
                lines += _encode_lines(field, filler)
                raw = f"r_{field.name}"
            shift = field.start - group[0].start
            parts.append(f"{raw} << {shift}" if shift else raw)
        is_integer = code.endswith("s") and group[0].kind is not Kind.TEXT
        items.append(
            f"({parts[0]}).to_bytes({code[:-1]}, 'little')" if is_integer else " | ".join(parts)
        )
    lines.append(f" return pack({', '.join(items)})")
    names: dict[str, object] = {"pack": layout.pack, "text_bytes": text_bytes}
    names["filler"] = b"\xff" if filler else b"\0"
    return _function("encode", lines, names)


def _absent_raw(field: Field, filler: int) -> int:
    return field.ones if field.required else field.ones * filler


def _encode_lines(field: Field, filler: int) -> list[str]:
    raw, zero = f"r_{field.name}", field.offset * field.per_unit
    if field.kind is Kind.TEXT:
        return [f" {raw} = text_bytes(m.{field.name}, {field.bits // 8}, filler)"]
    scaled = f"round(v * {field.per_unit})" if field.per_unit > 1 else "round(v)"
    forms = {
        Kind.NUMBER: f"{scaled} - {zero}" if zero else scaled,
        Kind.CODE: "v",
        Kind.BCD: "int(str(v), 16)",
        Kind.VERSION: "v[0] << 8 | v[1]",
    }
    value = f"{-zero} - {scaled}" if field.turned else forms[field.kind]
    return [
        f" v = m.{field.name}",
        f" if v is None: {raw} = {_absent_raw(field, filler)}",
        " else:",
        f"  {raw} = {value}",
        f"  if {raw} < 0: {raw} = 0",
        f"  elif {raw} > {field.most}: {raw} = {field.most}",
    ]


def text_bytes(text: str | None, length: int, filler: bytes) -> bytes:
    """Fill text up; None is nothing but filling."""
    return (text or "").encode("latin-1", "replace")[:length].ljust(length, filler)


def _repeating_decode(spec: MessageSpec, message: type[M]) -> Callable[[bytes], M]:
    stride = spec.stride

    def decode(data: bytes) -> M:
        if not data:
            raise BadMessage(f"{spec.name} is empty")
        raws = [
            int.from_bytes(data[at : at + stride], "little")
            for at in range(0, len(data) - stride + 1, stride)
        ]
        return message(
            **{
                field.name: tuple(value_of(field, raw >> field.start & field.ones) for raw in raws)
                for field in spec.fields
            }
        )

    return decode


def _repeating_encode(spec: MessageSpec, *, filler: int) -> Callable[[Any], bytes]:
    stride = spec.stride

    def encode(message: object) -> bytes:
        columns = [getattr(message, field.name) for field in spec.fields]
        return b"".join(
            sum(
                _raw(field, value, filler) << field.start
                for field, value in zip(spec.fields, row, strict=True)
            ).to_bytes(stride, "little")
            for row in zip(*columns, strict=True)
        )

    return encode


def _raw(field: Field, value: float | None, filler: int) -> int:
    if value is None:
        return _absent_raw(field, filler)
    raw = round((value - field.offset) * field.per_unit)
    return min(max(raw, 0), field.most)


def _function(name: str, lines: list[str], names: dict[str, object]) -> Callable[..., Any]:
    exec("\n".join(lines), names)
    made: Callable[..., Any] = names[name]  # type: ignore[assignment]
    return made
