"""Let simulated operators give out the stations of the catalogue, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import numpy.typing as npt

from network.catalogue import Catalogue
from network.columns import Columns
from network.kinds import from_day, to_day
from network.sandbox.day_book import DayBook
from network.sandbox.public_desk import ALWAYS, Span
from network.stations import Connector, Station

FOUNDED = datetime(2016, 1, 1, tzinfo=UTC)
"""When stations that were always there last changed (chosen: the year of T/CEC 102)."""


_State = tuple[Span, date | None, int]


class CatalogueListing:
    """The catalogue's stations by operator, in the order of their rows.

    Only what is part of the network on the day of the `book` is given out.
    """

    def __init__(self, catalogue: Catalogue, book: DayBook | None = None) -> None:
        self._catalogue = catalogue
        self.book = book or DayBook()
        self._found: dict[str, tuple[_State, Columns, npt.NDArray[np.int64]]] = {}

    def stations_of(
        self, operator_id: str, first: int, count: int, span: Span = ALWAYS
    ) -> Sequence[Station]:
        """List some of an operator's stations; reads each from the file."""
        rows = self._rows(operator_id, span)[first : first + count]
        stations = [self._catalogue.station(int(row)) for row in rows]
        day = self.book.day
        return stations if day is None else [as_of(station, day) for station in stations]

    def count_of(self, operator_id: str, span: Span = ALWAYS) -> int:
        """Count an operator's stations."""
        return len(self._rows(operator_id, span))

    def changed_at(self, connectors: Sequence[Connector]) -> datetime:
        """Tell when any of these last changed."""
        begin = np.array([from_day(gun.valid_from) for gun in connectors], np.int32)
        end = np.array([to_day(gun.valid_to) for gun in connectors], np.int32)
        last = float(self.book.moments(begin, end).max(initial=0.0))
        return max(datetime.fromtimestamp(last, UTC), FOUNDED)

    def _rows(self, operator_id: str, span: Span) -> npt.NDArray[np.int64]:
        """Find the rows once for all pages that are asked for in turn."""
        state = (span, self.book.day, len(self.book.turns))
        known = self._found.get(operator_id)
        if known is None or known[0] != state or known[1] is not self._catalogue.columns:
            rows = self._chosen(operator_id, span)
            known = self._found[operator_id] = (state, self._catalogue.columns, rows)
        return known[2]

    def _chosen(self, operator_id: str, span: Span) -> npt.NDArray[np.int64]:
        columns, day = self._catalogue.columns, self.book.day
        if operator_id not in columns.operators:
            return np.empty(0, np.int64)
        chosen = columns.operator == columns.operators.index(operator_id)
        if day is not None:
            is_valid = columns.kinds.valid_on(day)[columns.kind]
            chosen &= np.logical_or.reduceat(is_valid, columns.first_run[:-1])
        if span != ALWAYS:
            changed = self.book.moments(columns.kinds.valid_from, columns.kinds.valid_to)
            changed = np.maximum(changed, FOUNDED.timestamp())
            last = np.maximum.reduceat(changed[columns.kind], columns.first_run[:-1])
            if span.begin is not None:
                chosen &= last >= span.begin.timestamp()
            if span.end is not None:
                chosen &= last < span.end.timestamp()
        return np.flatnonzero(chosen)


def as_of(station: Station, day: date) -> Station:
    """Leave out the connectors that are not part of the network on a day."""
    piles = [
        replace(pile, connectors=tuple(gun for gun in pile.connectors if gun.is_valid_on(day)))
        for pile in station.equipment
    ]
    return replace(station, equipment=tuple(pile for pile in piles if pile.connectors))
