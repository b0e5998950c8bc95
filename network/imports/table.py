"""Make stations out of rows of text, whichever kind of file they come from. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from network.geo import distance_m, gcj02_to_wgs84, is_in_gcj02
from network.hours import ALWAYS, OpeningHours
from network.imports.batch import Aside, Batch
from network.imports.column_map import ColumnMap
from network.operators.directory import OperatorProfile
from network.operators.ocpi_words import parse_standard
from network.operators.placing import Unplaceable, check_position
from network.operators.tcec102_text import parse_hours
from network.stations import (
    Access,
    Connector,
    Parking,
    Standard,
    Station,
    single_piles,
)

_NUMBER = re.compile(r"([-+]?\d{1,9}(?:[.,]\d{1,20})?)\s*(?:kW|千瓦|V|A|个|°)?", re.IGNORECASE)
_CURRENTS = {"dc": True, "直流": True, "ac": False, "交流": False}
_DC_STANDARDS = {
    Standard.GBT_DC_2015,
    Standard.CHAOJI,
    Standard.CHADEMO,
    Standard.CCS_1,
    Standard.CCS_2,
}
_AC_STANDARDS = {Standard.GBT_AC_2015, Standard.TYPE_1, Standard.TYPE_2, Standard.SOCKET}
# Where neither current nor standard is told: AC ends at 43 kW in practice. Chosen.
_LARGEST_AC_KW = 43.0
# Bounds against what cannot be meant. Chosen.
_MOST, _LARGEST_KW, _LONGEST = 500, 5000.0, 500
# Rows of one station lie no farther apart; the same is asked of two operators. Chosen.
_SAME_M = 150.0
_ALWAYS = re.compile(r"24\s*/\s*7|24\s*h", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: `place` says where in it, `cells` are by the file's own names.

    `position` is (lat, lon) where cells do not tell it.
    """

    place: str
    cells: Mapping[str, str]
    position: tuple[float, float] | None = None


class _Cells:
    """The cells of a row under our names."""

    def __init__(self, row: Row, columns: ColumnMap, defects: Counter[str]) -> None:
        self._row = row
        self._columns = columns
        self.defects = defects

    def text(self, column: str) -> str:
        found = self._row.cells.get(self._columns.name_of(column), "").strip()[:_LONGEST]
        return self._columns.values.get(column, {}).get(found, found)

    def number(self, column: str) -> float | None:
        """Read a number, None where there is none. Raises: Unplaceable."""
        text = self.text(column)
        if not text:
            return None
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise Unplaceable(f"{column}: {text[:40]!r} is no number")
        return float(match[1].replace(",", "."))

    def quantity(self, column: str, largest: float) -> float:
        """Read what should be told; 0 where it is not. Raises: Unplaceable."""
        value = self.number(column)
        if value is None:
            self.defects[f"{column} is missing"] += 1
            return 0.0
        if not 0 <= value <= largest:
            raise Unplaceable(f"{column}: {value:g} is out of range")
        return value


def parse_rows(
    rows: Iterable[Row | Aside], columns: ColumnMap, profile: OperatorProfile, source: str
) -> Batch:
    """Read rows; those with the same id are kinds of connectors of one station."""
    batch = Batch()
    found: dict[str, tuple[Station, str]] = {}
    for row in rows:
        if isinstance(row, Aside):
            batch.asides.append(row)
            continue
        defects: Counter[str] = Counter()
        try:
            station = _station(row, _Cells(row, columns, defects), columns, profile)
            if station.id in found:
                station = _joined(*found[station.id], station)
        except Unplaceable as error:
            batch.asides.append(Aside(row.place, str(error), " | ".join(row.cells.values())))
            continue
        batch.defects += defects
        first = found[station.id][1] if station.id in found else row.place
        found[station.id] = (replace(station, source=source), first)
    batch.stations = [station for station, _ in found.values()]
    return batch


def _station(row: Row, cells: _Cells, columns: ColumnMap, profile: OperatorProfile) -> Station:
    lat, lon = _position(row, cells, columns)
    name = cells.text("name")
    if not name:
        raise Unplaceable("name: is empty")
    # What has no id is known again by where it stands.
    identity = cells.text("id") or f"{lat:.5f},{lon:.5f}"
    area = cells.text("area_code")
    return Station(
        operator_id=profile.id,
        id=identity,
        name=name,
        address=cells.text("address"),
        lat=lat,
        lon=lon,
        network=profile.network,
        is_service_area=False,
        equipment=single_piles(_connectors(identity, cells)),
        area_code=area if re.fullmatch(r"[0-9]{6}", area) else "",
        phone=cells.text("phone"),
        remark=cells.text("remark"),
        hours=_hours(cells.text("hours"), cells.defects),
        parking=Parking(fee=cells.text("parking_fee")),
    )


def _position(row: Row, cells: _Cells, columns: ColumnMap) -> tuple[float, float]:
    lat, lon = row.position or (cells.number("lat"), cells.number("lon"))
    if lat is None or lon is None:
        raise Unplaceable("has no coordinates")
    check_position(lat, lon)
    if not is_in_gcj02(lat, lon):
        # Taken in all the same: the file may be of a journey.
        cells.defects["stands outside China"] += 1
    return gcj02_to_wgs84(lat, lon) if columns.gcj02 else (lat, lon)


def _connectors(identity: str, cells: _Cells) -> list[Connector]:
    count = cells.number("connectors")
    if count is None:
        cells.defects["connectors is missing"] += 1
        count = 1.0
    if not 1 <= count <= _MOST or count != int(count):
        raise Unplaceable(f"connectors: {count:g} is out of range")
    power_kw = cells.quantity("power_kw", _LARGEST_KW)
    standard, is_known = parse_standard(cells.text("standard"))
    if cells.text("standard") and not is_known:
        cells.defects[f"standard is unknown: {cells.text('standard')[:30]}"] += 1
    kind = Connector(
        id="",
        name="",
        is_dc=_is_dc(cells, standard, power_kw),
        power_kw=power_kw,
        min_v=0.0,
        max_v=cells.number("max_v") or 0.0,
        max_a=cells.number("max_a") or 0.0,
        access=Access.NONE,
        standard=standard,
    )
    return [_numbered(kind, identity, number) for number in range(1, int(count) + 1)]


def _numbered(kind: Connector, identity: str, number: int) -> Connector:
    return replace(kind, id=f"{identity}/{number}", name=str(number))


def _is_dc(cells: _Cells, standard: Standard, power_kw: float) -> bool:
    word = cells.text("current").lower()
    if word in _CURRENTS:
        return _CURRENTS[word]
    if word:
        cells.defects[f"current is unknown: {word[:30]}"] += 1
    if standard in _DC_STANDARDS or standard in _AC_STANDARDS:
        return standard in _DC_STANDARDS
    cells.defects["current is guessed from the power"] += 1
    return power_kw > _LARGEST_AC_KW


def _joined(known: Station, place: str, more: Station) -> Station:
    """Add the connectors of a further row. Raises: Unplaceable."""
    if distance_m(known.lat, known.lon, more.lat, more.lon) > _SAME_M:
        raise Unplaceable(f"id: is that of {place}, which lies elsewhere")
    guns = known.connectors
    if len(guns) + len(more.connectors) > _MOST:
        raise Unplaceable(f"connectors: more than {_MOST} at one station")
    added = [
        _numbered(gun, known.id, number)
        for number, gun in enumerate(more.connectors, len(guns) + 1)
    ]
    return replace(known, equipment=single_piles((*guns, *added)))


def _hours(text: str, defects: Counter[str]) -> OpeningHours | None:
    if not text:
        return None
    hours = ALWAYS if _ALWAYS.fullmatch(text) else parse_hours(text)
    if hours is None:
        defects["hours are not understood"] += 1
    return hours
