"""Read a page of query_stations_info: a record that makes no sense is left out alone. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from network.inert import NAME, REMARK, inert
from network.operators.dialect import Dialect
from network.operators.directory import OperatorProfile
from network.operators.station_page import LeftOut, Read
from network.operators.tcec102_info import StationInfo
from network.operators.tcec102_parse import parse_station
from network.operators.tcec102_text import parse_area

STATIONS = "query_stations_info"


class _Named(msgspec.Struct):
    StationID: str | int | None = None


def parse_records(records: Sequence[bytes], profile: OperatorProfile) -> Read:
    """Read what can be read, and answer the others as well."""
    dialect = Dialect(profile.dialect).of(STATIONS)
    stations, left_out, defects = [], [], Counter[str]()
    for record in records:
        try:
            info = dialect.decode(record, StationInfo)
            stations.append(parse_station(info, profile))
        except msgspec.DecodeError as error:
            left_out.append(LeftOut(_name_of(record), inert(str(error), REMARK), record))
        else:
            defects.update(_defects(info))
    return Read(tuple(stations), tuple(left_out), defects)


def _defects(info: StationInfo) -> Iterator[str]:
    """Name what was passed over in a station."""
    code = info.AreaCode
    if code in (None, ""):
        yield "AreaCode is missing"
    elif code in ("000000", 0):
        yield "AreaCode is 000000"
    elif not parse_area(code):
        yield "AreaCode is no county's"
    elif parse_area(code) != code:
        yield "AreaCode is not of six digits"


def _name_of(record: bytes) -> str:
    try:
        name = msgspec.json.decode(record, type=_Named).StationID
    except (msgspec.DecodeError, RecursionError):
        name = None
    return inert(str(name), NAME) if name not in (None, "") else "?"
