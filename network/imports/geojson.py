"""Read rows of a GeoJSON file: places with properties, also OpenStreetMap's own. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from network.imports.batch import Aside, Unreadable
from network.imports.outline import middle_of
from network.imports.table import Row
from network.operators.finite import check_numbers
from network.operators.twins import refuse_twins

# OpenStreetMap tags how many sockets of a kind there are, and what each gives.
_SOCKET, _OUTPUT = "socket:", ":output"
_SOCKETS = {
    "gb_dc": ("GBT_DC", "DC"),
    "gb_ac": ("GBT_AC", "AC"),
    "chademo": ("CHADEMO", "DC"),
    "type1": ("IEC_62196_T1", "AC"),
    "type1_combo": ("IEC_62196_T1_COMBO", "DC"),
    "type2": ("IEC_62196_T2", "AC"),
    "type2_cable": ("IEC_62196_T2", "AC"),
    "type2_combo": ("IEC_62196_T2_COMBO", "DC"),
    "tesla_supercharger": ("TESLA_S", "DC"),
    "schuko": ("DOMESTIC_F", "AC"),
}


class _Document(msgspec.Struct):
    type: str
    features: list[msgspec.Raw] | None = None


class _Geometry(msgspec.Struct):
    type: str
    coordinates: list[Any] = []


class _Feature(msgspec.Struct):
    geometry: _Geometry | None = None
    properties: dict[str, Any] | None = None
    id: str | int | None = None


def read_features(data: bytes) -> Iterator[Row | Aside]:
    """List the features, or the one that is the file; what stands nowhere is Aside.

    Raises: Unreadable
    """
    try:
        found = msgspec.json.decode(data, type=_Document)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(f"is not a GeoJSON FeatureCollection: {error}") from error
    if found.type == "Feature":
        return _rows([msgspec.Raw(data)])
    if found.type != "FeatureCollection" or found.features is None:
        raise Unreadable("is not a GeoJSON FeatureCollection")
    return _rows(found.features)


def _rows(features: list[msgspec.Raw]) -> Iterator[Row | Aside]:
    for number, raw in enumerate(features, 1):
        place = f"feature {number}"
        try:
            feature = msgspec.json.decode(raw, type=_Feature)
            refuse_twins(bytes(raw))
            position = _position(feature.geometry)
        except (msgspec.DecodeError, RecursionError) as error:
            yield Aside(place, str(error), bytes(raw).decode(errors="replace"))
            continue
        for cells in _cells(feature):
            yield Row(place, cells, position)


def _position(geometry: _Geometry | None) -> tuple[float, float]:
    """Read (lat, lon); GeoJSON has the longitude first, and WGS-84 (RFC 7946).

    Raises: msgspec.ValidationError
    """
    if geometry is not None and geometry.type == "Polygon":
        return middle_of(geometry.coordinates)
    if geometry is None or geometry.type != "Point":
        raise msgspec.ValidationError("is neither a point nor a polygon")
    lon, lat, *_ = msgspec.convert([*geometry.coordinates[:2], None, None][:2], list[float])
    check_numbers([lat, lon])
    return lat, lon


def _cells(feature: _Feature) -> Iterator[Mapping[str, str]]:
    """Answer one row, or one for each kind of socket that OpenStreetMap names."""
    cells = {
        name: _text(value)
        for name, value in (feature.properties or {}).items()
        if isinstance(value, str | int | float)
    }
    if feature.id is not None:
        cells.setdefault("id", str(feature.id))
    sockets = [name for name in _SOCKETS if cells.get(_SOCKET + name, "no") not in ("no", "0")]
    if not sockets:
        yield cells
    address = [cells.get(f"addr:{part}", "") for part in ("city", "street", "housenumber")]
    for name in sockets:
        standard, current = _SOCKETS[name]
        count = cells[_SOCKET + name]
        yield {
            "id": cells.get("@id", ""),
            "name": cells.get("operator", ""),
            "address": " ".join(part for part in address if part),
            "hours": cells.get("opening_hours", ""),
            **cells,
            "connectors": count if count.isdecimal() else "1",
            "power_kw": cells.get(_SOCKET + name + _OUTPUT, ""),
            "standard": standard,
            "current": current,
        }


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
