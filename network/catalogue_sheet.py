"""Make columns out of rows: what the map asks is read from the full records, never kept apart."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from network.catalogue_rows import (
    Group,
    Sheet,
    StationRow,
    connector_hash,
    decode_details,
    decode_groups,
    row_of_station,
)
from network.columns import Draft
from network.geo import mercator_columns
from network.kinds import STANDARD_CODE, from_day, to_day
from network.printed import price_table
from network.stations import Network, Station
from network.tariff import PriceTimeline

_AREA_DIGITS = 6


class Entry(NamedTuple):
    """A row with what else its station is: the number of its operator, and where it stands."""

    operator: int
    is_service_area: bool
    row: StationRow


def sheet_of(stations: Sequence[Station]) -> Sheet:
    """Prepare stations for the catalogue; their order is free, none may be listed twice."""
    operators = {station.operator_id: station.network for station in stations}
    codes = {operator: code for code, operator in enumerate(operators)}
    entries = [
        Entry(codes[one.operator_id], one.is_service_area, row_of_station(one)) for one in stations
    ]
    return sheet_from(tuple(operators), tuple(operators.values()), entries)


def sheet_from(
    operators: tuple[str, ...], networks: tuple[Network, ...], entries: Sequence[Entry]
) -> Sheet:
    """Prepare rows for the catalogue. Cost: about 5 s for 1.4 million connectors.

    Raises: msgspec.DecodeError if a row is damaged.
    """
    rows = [entry.row for entry in entries]
    groups = [decode_groups(row.groups) for row in rows]
    facts = [_facts(row) for row in rows]
    size = np.array([sum(len(one.names) for one in some) for some in groups], np.int64)
    prices, tariff = price_table(printed for _, printed in facts)
    x, y = mercator_columns(
        np.array([row.lat for row in rows], np.float64),
        np.array([row.lon for row in rows], np.float64),
    )
    runs = list(chain.from_iterable(groups))
    count = np.array([len(run.names) for run in runs], np.int64)
    draft = Draft(
        operators,
        networks,
        x,
        y,
        np.array([entry.operator for entry in entries], np.uint8),
        np.array([entry.is_service_area for entry in entries], np.bool_),
        size,
        np.repeat(np.array([run.power_kw for run in runs], np.float64), count),
        np.repeat(np.array([run.access for run in runs], np.uint8), count),
        is_dc=np.repeat(np.array([run.is_dc for run in runs], np.bool_), count),
        standard=np.repeat(
            np.array([STANDARD_CODE[run.standard] for run in runs], np.uint8), count
        ),
        area=np.array([area for area, _ in facts], np.uint32),
        tariff=tariff,
        prices=prices,
        valid_from=np.repeat(np.array([from_day(r.valid_from) for r in runs], np.int32), count),
        valid_to=np.repeat(np.array([to_day(r.valid_to) for r in runs], np.int32), count),
    )
    owners = [operators[entry.operator] for entry in entries]
    return Sheet(draft, rows, np.fromiter(_hashes(owners, groups), np.uint32, int(size.sum())))


def _facts(row: StationRow) -> tuple[int, PriceTimeline | None]:
    """Read the area (0 where it is not known) and the printed prices."""
    details = decode_details(row.details)
    code = details.area_code
    is_area = len(code) == _AREA_DIGITS and code.isascii() and code.isdigit()
    printed = details.printed.timeline() if details.printed else None
    return (int(code) if is_area else 0), printed


def _hashes(owners: Sequence[str], groups: Sequence[tuple[Group, ...]]) -> Iterator[int]:
    for owner, some in zip(owners, groups, strict=True):
        for group in some:
            for names in group.names:
                yield connector_hash(owner, names[0])


def rows_of(order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Answer the row of each station of the draft."""
    row_of = np.empty(len(order), np.int32)
    row_of[order] = np.arange(len(order), dtype=np.int32)
    return row_of
