"""Refuse numbers that are none: JSON has no NaN, but a text that stands for a number may say so."""

from decimal import Decimal
from math import isfinite
from typing import Final

import msgspec

# No energy, sum or position comes near it; what is larger breaks arithmetic in cents. Chosen.
LARGEST: Final = 1e12


def check_numbers(value: object) -> None:
    """Look through an object and all its parts; dictionaries are not looked into.

    Raises: msgspec.ValidationError
    """
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value) >= LARGEST:
            raise msgspec.ValidationError(f"{str(value)[:20]} is no number")
    elif isinstance(value, float):
        if not isfinite(value) or abs(value) >= LARGEST:
            raise msgspec.ValidationError(f"{value} is no number")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            check_numbers(getattr(value, name))
    elif isinstance(value, list):
        for part in value:
            check_numbers(part)
