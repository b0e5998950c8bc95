"""Refuse numbers that are none: JSON has no NaN, but a text that stands for a number may say so."""

from decimal import Decimal
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Final, get_args, get_type_hints

import msgspec

# No energy, sum or position comes near it; what is larger breaks arithmetic in cents. Chosen.
LARGEST: Final = 1e12
# A double, and with it every other reader, holds whole numbers up to here.
LARGEST_WHOLE: Final = 2**53
# What is of another type may be such a number, or have one in it.
_PLAIN = frozenset({str, bool, bytes, NoneType})


def check_numbers(value: object) -> None:
    """Look through an object and all its parts; dictionaries are not looked into.

    Raises: msgspec.ValidationError
    """
    if isinstance(value, Decimal | float | int):
        _check_number(value)
    elif isinstance(value, msgspec.Struct):
        for name in _with_numbers(type(value)):
            check_numbers(getattr(value, name))
    elif isinstance(value, list):
        for part in value:
            check_numbers(part)


def _check_number(number: Decimal | float) -> None:
    if isinstance(number, int):
        if abs(number) >= LARGEST_WHOLE:
            raise msgspec.ValidationError("a whole number is too large")
        return
    is_finite = number.is_finite() if isinstance(number, Decimal) else isfinite(number)
    if not is_finite or abs(float(number)) >= LARGEST:
        raise msgspec.ValidationError(f"{str(number)[:20]} is no number")


@cache
def _with_numbers(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """List the fields that need to be looked at."""
    hints = get_type_hints(kind)
    return tuple(name for name in kind.__struct_fields__ if not _is_plain(hints[name]))


def _is_plain(hint: object) -> bool:
    parts = get_args(hint)
    return hint in _PLAIN or (isinstance(hint, UnionType) and all(map(_is_plain, parts)))
