"""Make columns out of rows: what the map asks is read from the full records, never kept apart."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from network.catalogue_rows import (
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
from network.printed import Tariffs
from network.stations import Network, Station

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
    draft, hashes = draft_from(tuple(operators), tuple(operators.values()), entries)
    return Sheet(draft, [entry.row for entry in entries], hashes)


def draft_from(
    operators: tuple[str, ...], networks: tuple[Network, ...], entries: Iterable[Entry]
) -> tuple[Draft, NDArray[np.uint32]]:
    """Prepare columns from rows; also answer the `connector_hash` of each connector.

    Rows are read one by one and not kept. Cost: about 4 s for 1.4 million connectors.
    Raises: msgspec.DecodeError or ValueError if a row is damaged.
    """
    reading = _Reading(operators)
    for entry in entries:
        reading.add(entry)
    return reading.draft(networks), np.array(reading.hashes, np.uint32)


class _Reading:
    """Columns that grow row by row: per station, and per run of connectors of one sort."""

    def __init__(self, operators: tuple[str, ...]) -> None:
        self._operators = operators
        self._tariffs = Tariffs()
        # lat, lon; operator, service area, area, tariff, connectors
        self._places, self._stations = array("d"), array("q")
        # power; access, DC, standard, first day, last day, connectors
        self._powers, self._runs = array("d"), array("q")
        self.hashes = array("I")

    def add(self, entry: Entry) -> None:
        row = entry.row
        owner, size = self._operators[entry.operator], 0
        for group in decode_groups(row.groups):
            self._powers.append(group.power_kw)
            count = len(group.names)
            days = from_day(group.valid_from), to_day(group.valid_to)
            self._runs.extend(
                (group.access, group.is_dc, STANDARD_CODE[group.standard], *days, count)
            )
            self.hashes.extend([connector_hash(owner, names[0]) for names in group.names])
            size += count
        details = decode_details(row.details)
        tariff = self._tariffs.number(details.printed.timeline() if details.printed else None)
        self._places.extend((row.lat, row.lon))
        self._stations.extend(
            (entry.operator, entry.is_service_area, _area(details.area_code), tariff, size)
        )

    def draft(self, networks: tuple[Network, ...]) -> Draft:
        lat, lon = np.array(self._places).reshape(-1, 2).T
        operator, service, area, tariff, size = np.array(self._stations).reshape(-1, 5).T
        access, is_dc, standard, begins, ends, count = np.array(self._runs).reshape(-1, 6).T
        x, y = mercator_columns(lat, lon)

        def spread(column: NDArray[np.generic], kind: type[np.generic]) -> NDArray[Any]:
            return np.repeat(column.astype(kind), count)

        return Draft(
            self._operators,
            networks,
            x,
            y,
            operator.astype(np.uint8),
            service.astype(np.bool_),
            size.copy(),
            spread(np.array(self._powers), np.float64),
            spread(access, np.uint8),
            is_dc=spread(is_dc, np.bool_),
            standard=spread(standard, np.uint8),
            area=area.astype(np.uint32),
            tariff=tariff.astype(np.int32),
            prices=self._tariffs.table(),
            valid_from=spread(begins, np.int32),
            valid_to=spread(ends, np.int32),
        )


def _area(code: str) -> int:
    """Read an area's 6 digits, 0 where it is not known."""
    is_area = len(code) == _AREA_DIGITS and code.isascii() and code.isdigit()
    return int(code) if is_area else 0


def rows_of(order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Answer the row of each station of the draft."""
    row_of = np.empty(len(order), np.int32)
    row_of[order] = np.arange(len(order), dtype=np.int32)
    return row_of
