"""Read a list of OCPI locations as operators give them out: 2.2.1, 2.2 or 2.1.1. Pure.

Public files break the standard routinely (operators.md 3.5): what is missing is counted, and only a
location that cannot be put on the map is kept aside.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from network.imports.batch import Aside, Batch, Unreadable
from network.operators.directory import OperatorProfile
from network.operators.loosely import read_loosely
from network.operators.ocpi_fields import Location
from network.operators.ocpi_location import parse_location
from network.operators.placing import Unplaceable

# What 2.1.1 calls otherwise; its `type` has words of 2.2's parking_type.
_CONNECTOR_211 = {"voltage": "max_voltage", "amperage": "max_amperage"}
_NO_SITES = ("OTHER", "UNKNOWN")


class _Wrapped(msgspec.Struct):
    """An answer as it came, or a list under a name of its own."""

    data: list[msgspec.Raw] | None = None
    locations: list[msgspec.Raw] | None = None


def parse_dump(data: bytes, profile: OperatorProfile, source: str) -> Batch:
    """Read a file; `source` is shown with every station. Raises: Unreadable."""
    batch = Batch()
    seen: dict[str, int] = {}
    for number, raw in enumerate(_records(data), 1):
        place = f"location {number}"
        try:
            location, notes = read_loosely(_renewed(raw), Location)
            read = parse_location(location, profile)
        except (Unplaceable, msgspec.DecodeError) as error:
            batch.asides.append(Aside(place, str(error), bytes(raw).decode(errors="replace")))
            continue
        station = read.station
        if station.id in seen:
            reason = f"has the id of location {seen[station.id]}"
            batch.asides.append(Aside(place, reason, station.id))
            continue
        seen[station.id] = number
        batch.defects.update(notes)
        batch.defects += read.defects
        batch.stations.append(replace(station, source=source))
    return batch


def _records(data: bytes) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except msgspec.ValidationError:
        pass  # not a list: perhaps a list in an object
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(f"is not JSON: {error}") from error
    try:
        wrapped = msgspec.json.decode(data, type=_Wrapped)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(f"is not a list of locations: {error}") from error
    found = wrapped.data if wrapped.data is not None else wrapped.locations
    if found is None:
        raise Unreadable("is not a list of locations")
    return found


def _renewed(raw: msgspec.Raw) -> bytes | msgspec.Raw:
    """Name the fields of 2.1.1 as 2.2.1 does; answers what is newer as it is."""
    try:
        location = msgspec.json.decode(raw)
    except RecursionError as error:
        raise msgspec.DecodeError("is nested too deep") from error
    if not isinstance(location, dict):
        raise msgspec.ValidationError("is not an object")
    if not _is_old(location):
        return raw
    kind = location.get("type")
    if kind not in _NO_SITES:
        location["parking_type"] = kind
    for connector in _connectors(location):
        for old, new in _CONNECTOR_211.items():
            if old in connector:
                connector.setdefault(new, connector[old])
        if "tariff_id" in connector:
            connector.setdefault("tariff_ids", [connector["tariff_id"]])
    location.setdefault("publish", True)  # it knew no places that are not to be shown
    return msgspec.json.encode(location)


def _is_old(location: dict[str, Any]) -> bool:
    return "parking_type" not in location and (
        "type" in location or any("voltage" in one for one in _connectors(location))
    )


def _connectors(location: dict[str, Any]) -> Iterator[dict[str, Any]]:
    evses = location.get("evses")
    for evse in evses if isinstance(evses, list) else ():
        connectors = evse.get("connectors") if isinstance(evse, dict) else None
        for one in connectors if isinstance(connectors, list) else ():
            if isinstance(one, dict):
                yield one
