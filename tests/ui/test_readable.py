"""What cannot be read of a damaged file is as not there; bugs are none of its business."""

import pytest

from network.catalogue import CatalogueError
from network.stations import Connector, Station
from tests.ui.glass_world import STATION, find
from ui.readable import readable, row_of, station_at


class Stations:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def _look(self) -> None:
        if self.error is not None:
            raise self.error

    def station(self, row: int) -> Station:
        self._look()
        assert row == 7
        return STATION

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        self._look()
        return 7 if (operator_id, station_id) == ("cloud", "s1") else None

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        self._look()
        return find(operator_id, connector_id)


def test_a_whole_file_is_read_as_it_is() -> None:
    stations = Stations()
    assert station_at(stations, 7) is STATION
    assert (row_of(stations, "cloud", "s1"), row_of(stations, "cloud", "s2")) == (7, None)
    assert readable(stations.connector)("cloud", "A01") == (STATION, STATION.connectors[0])


def test_a_damaged_file_holds_nothing() -> None:
    stations = Stations(CatalogueError("stations.sqlite: database disk image is malformed"))
    assert station_at(stations, 7) is None
    assert row_of(stations, "cloud", "s1") is None
    assert readable(stations.connector)("cloud", "A01") is None


def test_a_row_that_cannot_be_meant_is_a_bug() -> None:
    with pytest.raises(IndexError):
        station_at(Stations(IndexError("no station in row 7")), 7)
