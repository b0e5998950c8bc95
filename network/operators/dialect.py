"""Spell fields as one operator does: decode and encode business objects under its own names."""

import json
from collections.abc import Hashable, Mapping
from decimal import Decimal
from functools import cache
from typing import NoReturn, TypeVar, cast

import msgspec

from network.operators.finite import check_numbers
from network.operators.twins import refuse_top_twins, refuse_twins

_T = TypeVar("_T")
# Decimals go out as JSON numbers, as the standard shows them.
_ENCODER = msgspec.json.Encoder(decimal_format="number")

Spelling = Mapping[str, "str | Mapping[str, str]"]
"""The standard's names to the operator's; under an interface's name those of that interface."""


class Dialect:
    """The names of one operator where they differ from the standard's; none for most.

    One operator spells a field in an answer otherwise than in a push: what is given under the name
    of an interface holds there only, and before what holds everywhere.
    """

    def __init__(self, theirs: Spelling | None = None) -> None:
        self._theirs = {k: v for k, v in (theirs or {}).items() if isinstance(v, str)}
        self._ours = {name: standard for standard, name in self._theirs.items()}
        self._of_interface = {
            name: Dialect({**self._theirs, **own})
            for name, own in (theirs or {}).items()
            if not isinstance(own, str)
        }

    def of(self, interface: str) -> "Dialect":
        """Answer the names that hold in one interface."""
        return self._of_interface.get(interface, self)

    def decode(self, data: bytes, kind: type[_T]) -> _T:
        """Read a business object; numbers may be text, unknown fields are ignored.

        What stays unread in it is neither renamed nor looked through.
        Raises: msgspec.DecodeError
        """
        try:
            value = self._decoded(data, kind)
            (refuse_top_twins if _leaves_unread(cast(Hashable, kind)) else refuse_twins)(data)
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise msgspec.DecodeError(str(error)) from error
        check_numbers(value)
        return value

    def _decoded(self, data: bytes, kind: type[_T]) -> _T:
        if not self._ours:
            return msgspec.json.decode(data, type=kind, strict=False)
        if _leaves_unread(cast(Hashable, kind)):
            top = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
            renamed = {self._ours.get(key, key): part for key, part in top.items()}
            return msgspec.json.decode(msgspec.json.encode(renamed), type=kind, strict=False)
        raw = json.loads(data, parse_float=Decimal, parse_constant=_refuse)
        return msgspec.convert(_renamed(raw, self._ours), kind, strict=False)

    def encode(self, value: msgspec.Struct) -> bytes:
        """Write a business object with exactly the operator's spelling."""
        if not self._theirs:
            return _ENCODER.encode(value)
        raw = msgspec.to_builtins(value, builtin_types=(Decimal,))
        return _ENCODER.encode(_renamed(raw, self._theirs))


@cache
def _leaves_unread(kind: Hashable) -> bool:
    """Tell whether an object has a list of parts that are read later, each for itself."""
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return False
    return any(field.type == list[msgspec.Raw] for field in msgspec.structs.fields(kind))


def _renamed(value: object, names: Mapping[str, str]) -> object:
    match value:
        case dict():
            return {names.get(key, key): _renamed(part, names) for key, part in value.items()}
        case list():
            return [_renamed(part, names) for part in value]
        case _:
            return value


def _refuse(constant: str) -> NoReturn:
    raise msgspec.DecodeError(f"{constant} is not JSON")
