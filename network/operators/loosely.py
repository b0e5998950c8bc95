"""Read a foreign object part by part, leaving out what cannot be read. Pure."""

from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from network.operators.finite import check_numbers
from network.operators.twins import refuse_twins

_T = TypeVar("_T", bound=msgspec.Struct)


def read_loosely(data: bytes | msgspec.Raw, kind: type[_T]) -> tuple[_T, tuple[str, ...]]:
    """Read an object; answers it and one line on each of its parts that is not of its type.

    Such a part is left out, and so is an entry of a list; a number is taken where a text should
    be. Cost: that of a typed decode where nothing is wrong.
    Raises: msgspec.DecodeError where it is not JSON, or a required part cannot be read.
    """
    try:
        value = msgspec.json.decode(data, type=kind, strict=False)
        refuse_twins(bytes(data))
        check_numbers(value)
    except msgspec.ValidationError:
        pass  # then part by part
    except (RecursionError, UnicodeDecodeError) as error:
        raise msgspec.DecodeError(str(error)) from error
    else:
        return value, ()
    try:
        raw = msgspec.json.decode(data)
        refuse_twins(bytes(data))
    except RecursionError as error:
        raise msgspec.DecodeError(str(error)) from error
    notes: list[str] = []
    return _struct(raw, kind, notes), tuple(notes)


def _struct(raw: object, kind: type[_T], notes: list[str]) -> _T:
    if not isinstance(raw, dict):
        raise msgspec.ValidationError(f"{kind.__name__} is not an object")
    types = _types(kind)
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        if field.encode_name not in raw:
            continue
        try:
            found[field.name] = _value(raw[field.encode_name], types[field.name], notes)
        except msgspec.ValidationError:
            if field.required:
                raise
            notes.append(f"{kind.__name__}.{field.encode_name} cannot be read")
    missing = [f.name for f in msgspec.structs.fields(kind) if f.required and f.name not in found]
    if missing:
        raise msgspec.ValidationError(f"{kind.__name__} has no {missing[0]}")
    return kind(**found)


def _value(raw: object, kind: Any, notes: list[str]) -> Any:  # noqa: ANN401 - types are data here
    if isinstance(kind, UnionType):
        if raw is None and type(None) in get_args(kind):
            return None
        structured = [part for part in get_args(kind) if _is_structured(part)]
        kind = structured[0] if structured else kind
    if get_origin(kind) is list:
        return _list(raw, get_args(kind)[0], notes)
    if _is_structured(kind):
        return _struct(raw, kind, notes)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and _wants_text(kind):
        notes.append("a text is a number")
        return str(raw)
    value = msgspec.convert(raw, kind, strict=False)
    check_numbers(value)
    return value


def _list(raw: object, kind: Any, notes: list[str]) -> list[Any]:  # noqa: ANN401 - as above
    if not isinstance(raw, list):
        raise msgspec.ValidationError("not a list")
    read = []
    for entry in raw:
        try:
            read.append(_value(entry, kind, notes))
        except msgspec.ValidationError:
            notes.append(f"an entry of {getattr(kind, '__name__', 'a list')} cannot be read")
    return read


def _is_structured(kind: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(kind) is list or (isinstance(kind, type) and issubclass(kind, msgspec.Struct))


def _wants_text(kind: Any) -> bool:  # noqa: ANN401 - as above
    return {str} <= set(get_args(kind) or (kind,)) <= {str, type(None)}


@cache
def _types(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(kind)
