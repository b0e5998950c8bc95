"""Dress the clusters of the network as marks: whose pin, of which kind, how much is free."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from network.cluster_tree import ring_radius_dp
from network.clusters import ClusterIndex, Viewport
from network.columns import FREE, STATUS_CODE
from network.stations import Network, Status
from ui.map_marks import Badge, Kind, Marks, MarkSource

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class StationSource:
    """The stations of an index. Replace `index` for another filter or newer statuses."""

    def __init__(self, index: ClusterIndex, badges: Mapping[str, Badge]) -> None:
        self.index = index
        columns = index.columns
        self._badges = tuple(badges[operator] for operator in columns.operators)
        self._is_own = np.array([network == Network.OWN for network in columns.networks])

    @property
    def badges(self) -> Sequence[Badge]:
        """List the operators' marks in the order of the columns."""
        return self._badges

    def in_view(self, view: Viewport) -> Marks:
        """Find the marks of a view."""
        seen = self.index.in_view(view)
        row = seen.row.astype(np.int64)
        return self._dressed(seen.x, seen.y, seen.total, seen.free, row, seen.radius_dp)

    def station(self, row: int) -> Marks:
        """Make the one mark of a station, whatever the filter."""
        columns = self.index.columns
        status = columns.status[columns.first[row] : columns.first[row + 1]]
        total = np.array([len(status)])
        free = np.array([np.count_nonzero(status == FREE)])
        at = slice(row, row + 1)
        return self._dressed(
            columns.x[at], columns.y[at], total, free, np.array([row]), ring_radius_dp(total)
        )

    def _dressed(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        total: NDArray[np.int64],
        free: NDArray[np.int64],
        row: NDArray[np.int64],
        radius_dp: NDArray[np.float64],
    ) -> Marks:
        columns = self.index.columns
        is_station = row >= 0
        safe = np.where(is_station, row, 0)
        badge = columns.operator[safe].astype(np.int64)
        kind = np.full(len(row), Kind.RING, np.uint8)
        kind[is_station] = Kind.PIN
        kind[is_station & columns.is_service_area[safe]] = Kind.SERVICE_AREA
        kind[is_station & self._is_own[badge]] = Kind.SUPERCHARGER
        # One connector's word is enough: operators tell a station's statuses together.
        told = columns.status[columns.first[safe]] != STATUS_CODE[Status.UNKNOWN]
        return Marks(
            x,
            y,
            total,
            free,
            row,
            radius_dp,
            kind,
            badge,
            columns.power_kw[safe].astype(np.int64),
            told | ~is_station,
        )


@QmlElement
class MapFeed(QObject):
    """Hands a source to the map item through QML; emit `changed` when its answers changed."""

    changed = Signal()

    def __init__(self, source: MarkSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
