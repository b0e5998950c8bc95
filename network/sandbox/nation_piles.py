"""Write the connectors of made-up stations in the form that the catalogue stores, quickly."""

from datetime import date
from functools import cache
from typing import Final
from zlib import crc32

import msgspec

from network.catalogue_rows import Group
from network.sandbox.nation_power import KINDS
from network.stations import Access, Standard

# A connector's id is its station's and three digits, as a large operator's real ones are built
# (6 digits of area, 4 of station, 3 of terminal).
_TERMINALS: Final = tuple(f"{number:03d}".encode() for number in range(1, 1000))
# OCPI names a connector by three ids: the terminal is the EVSE, with one connector.
_EVSES: Final = tuple(b"/%s/1" % terminal for terminal in _TERMINALS)
_STATION: Final = "<station>"

SINCE: Final = date(1, 1, 1)
LATER: Final = date(2, 2, 2)
"""Stand in a stretch for the day on which its station joined, and for that of its extension."""

Stretch = tuple[int, int, Access, date]


def encoded_groups(
    station_id: str, stretches: tuple[Stretch, ...], since: int, later: int, *, is_ocpi: bool
) -> bytes:
    """Encode connectors given as stretches of (kind, count, access, day).

    `since` and `later` are the ordinals of the days that SINCE and LATER stand for; 0: always.
    `is_ocpi` gives them the ids of that protocol.
    """
    text = _encoded(stretches, is_ocpi).replace(_STATION, station_id)
    return text.replace(_SINCE, _day(since)).replace(_LATER, _day(later)).encode()


@cache
def _day(ordinal: int) -> str:
    return f'"{date.fromordinal(ordinal).isoformat()}"' if ordinal else "null"


_SINCE: Final = f'"{SINCE.isoformat()}"'
_LATER: Final = f'"{LATER.isoformat()}"'


def hashes(operator_id: str, station_id: str, count: int, *, is_ocpi: bool) -> list[int]:
    """Answer `connector_hash` of the first `count` connectors of a station."""
    begun = crc32(f"{operator_id}/{station_id}".encode())
    endings = _EVSES if is_ocpi else _TERMINALS
    return [crc32(ending, begun) for ending in endings[:count]]


@cache
def _encoded(stretches: tuple[Stretch, ...], is_ocpi: bool) -> str:  # noqa: FBT001 - a cache's key
    """Encode the connectors of any station with these stretches; there are some thousands."""
    groups, terminal = [], 0
    numbers: dict[int, int] = {}
    for index, count, access, day in stretches:
        # The first kind is named A01, A02, …, the second B01, ….
        letter = chr(ord("A") + len(numbers.keys() - {index}))
        names = []
        for _ in range(count):
            numbers[index] = numbers.get(index, 0) + 1
            suffix = (_EVSES if is_ocpi else _TERMINALS)[terminal].decode()
            names.append((f"{_STATION}{suffix}", f"{letter}{numbers[index]:02d}"))
            terminal += 1
        kind = KINDS[index]
        groups.append(
            Group(
                kind.is_dc,
                kind.power_kw,
                kind.min_v,
                kind.max_v,
                kind.max_a,
                access.value,
                tuple(names),
                Standard.GBT_DC_2015 if kind.is_dc else Standard.GBT_AC_2015,
                day,
            )
        )
    return msgspec.json.encode(groups).decode()
