"""Read a page of query_stations_info: a record that makes no sense is left out alone. Pure."""

from collections.abc import Sequence

import msgspec

from network.operators.dialect import Dialect
from network.operators.directory import OperatorProfile
from network.operators.station_page import LeftOut, Read
from network.operators.tcec102_info import StationInfo
from network.operators.tcec102_parse import parse_station

STATIONS = "query_stations_info"
_LONGEST_NAME = 40


class _Named(msgspec.Struct):
    StationID: str | int | None = None


def parse_records(records: Sequence[bytes], profile: OperatorProfile) -> Read:
    """Read what can be read, and answer the others as well."""
    dialect = Dialect(profile.dialect).of(STATIONS)
    stations, left_out = [], []
    for record in records:
        try:
            stations.append(parse_station(dialect.decode(record, StationInfo), profile))
        except msgspec.DecodeError as error:
            left_out.append(LeftOut(_name_of(record), str(error), record))
    return tuple(stations), tuple(left_out)


def _name_of(record: bytes) -> str:
    try:
        name = msgspec.json.decode(record, type=_Named).StationID
    except (msgspec.DecodeError, RecursionError):
        name = None
    return str(name)[:_LONGEST_NAME] if name not in (None, "") else "?"
