"""Remember stations as they were before another list added to them, to give them back. Pure."""

from collections.abc import Iterable

import msgspec

from network.catalogue_rows import (
    StationRow,
    decode_details,
    decode_groups,
    row_of_station,
    station_of,
    ungrouped,
)
from network.stations import Network, Station


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """A station as the catalogue keeps it."""

    operator_id: str
    network: Network
    is_service_area: bool
    row: StationRow

    @classmethod
    def of(cls, station: Station) -> "Kept":
        """Keep a station; what its connectors do is not."""
        return cls(
            station.operator_id, station.network, station.is_service_area, row_of_station(station)
        )

    def station(self) -> Station:
        """Answer the station again."""
        row = self.row
        head = Station(
            self.operator_id,
            row.id,
            row.name,
            row.address,
            row.lat,
            row.lon,
            self.network,
            self.is_service_area,
            (),
        )
        return station_of(head, decode_details(row.details), ungrouped(decode_groups(row.groups)))


class Merged(msgspec.Struct, array_like=True, frozen=True):
    """A station before and after."""

    before: Kept
    after: Kept


def encode_merged(merged: Iterable[Merged]) -> bytes:
    """Write them down."""
    return msgspec.json.encode(list(merged))


def decode_merged(data: bytes) -> list[Merged]:
    """Read them; none where nothing was written. Raises: msgspec.DecodeError."""
    return msgspec.json.decode(data, type=list[Merged]) if data else []
