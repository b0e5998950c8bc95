"""Let simulated operators give out the stations of the catalogue, page by page."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from network.catalogue import Catalogue
from network.stations import Station


class CatalogueListing:
    """The catalogue's stations by operator, in the order of their rows."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def stations_of(self, operator_id: str, first: int, count: int) -> Sequence[Station]:
        """List some of an operator's stations; reads each from the file."""
        rows = self._rows(operator_id)[first : first + count]
        return [self._catalogue.station(int(row)) for row in rows]

    def count_of(self, operator_id: str) -> int:
        """Count an operator's stations."""
        return len(self._rows(operator_id))

    def _rows(self, operator_id: str) -> npt.NDArray[np.int64]:
        columns = self._catalogue.columns
        if operator_id not in columns.operators:
            return np.empty(0, np.int64)
        return np.flatnonzero(columns.operator == columns.operators.index(operator_id))
