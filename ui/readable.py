"""Read single stations of a file that may be damaged: what cannot be read is as not there. No Qt.

Whoever reads a damaged part leaves a note beside the file, and the file is made anew for it.
"""

from collections.abc import Callable
from typing import Protocol

from network.catalogue import CatalogueError
from network.stations import Connector, Station


class ByRow(Protocol):
    """What is read by row; `network.catalogue.Catalogue` is one."""

    def station(self, row: int) -> Station:
        """Read one station by its row. Raises: CatalogueError."""


class ById(Protocol):
    """What is found by id; `network.catalogue.Catalogue` is one."""

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        """Find a station's row. Raises: CatalogueError."""


Find = Callable[[str, str], tuple[Station, Connector] | None]
"""Finds a connector of an operator by its id, with its station."""


def station_at(stations: ByRow, row: int) -> Station | None:
    """Read one station by its row; None where it cannot be read."""
    try:
        return stations.station(row)
    except CatalogueError:
        return None


def row_of(stations: ById, operator_id: str, station_id: str) -> int | None:
    """Find a station's row; None for one that is not there or cannot be read."""
    try:
        return stations.row_of(operator_id, station_id)
    except CatalogueError:
        return None


def is_gone(stations: ById, operator_id: str, station_id: str) -> bool:
    """Tell whether a station is surely not there: one that cannot be read may be."""
    try:
        return stations.row_of(operator_id, station_id) is None
    except CatalogueError:
        return False


def readable(find: Find) -> Find:
    """Find as before; what cannot be read is not found."""

    def found(operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        try:
            return find(operator_id, connector_id)
        except CatalogueError:
            return None

    return found
