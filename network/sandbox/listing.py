"""Let simulated operators give out the stations of the catalogue, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from network.catalogue import Catalogue
from network.stations import Station


class CatalogueListing:
    """The catalogue's stations by operator, in the order of their rows.

    With a `day`, which may be changed, only what was part of the network on it.
    """

    def __init__(self, catalogue: Catalogue, day: date | None = None) -> None:
        self._catalogue = catalogue
        self.day = day

    def stations_of(self, operator_id: str, first: int, count: int) -> Sequence[Station]:
        """List some of an operator's stations; reads each from the file."""
        rows = self._rows(operator_id)[first : first + count]
        stations = [self._catalogue.station(int(row)) for row in rows]
        if self.day is None:
            return stations
        return [_as_of(station, self.day) for station in stations]

    def count_of(self, operator_id: str) -> int:
        """Count an operator's stations."""
        return len(self._rows(operator_id))

    def _rows(self, operator_id: str) -> npt.NDArray[np.int64]:
        columns = self._catalogue.columns
        if operator_id not in columns.operators:
            return np.empty(0, np.int64)
        is_theirs = columns.operator == columns.operators.index(operator_id)
        if self.day is not None:
            is_valid = columns.kinds.valid_on(self.day)[columns.kind]
            is_theirs &= np.logical_or.reduceat(is_valid, columns.first_run[:-1])
        return np.flatnonzero(is_theirs)


def _as_of(station: Station, day: date) -> Station:
    """Leave out the connectors that were not part of the network on a day."""
    piles = [
        replace(pile, connectors=tuple(gun for gun in pile.connectors if gun.is_valid_on(day)))
        for pile in station.equipment
    ]
    return replace(station, equipment=tuple(pile for pile in piles if pile.connectors))
