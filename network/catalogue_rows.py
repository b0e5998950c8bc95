"""Shape stations for the catalogue's file: what goes into columns, and what into a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from network.columns import Draft
from network.geo import mercator_columns
from network.stations import Access, Connector, Station


class StationRow(NamedTuple):
    """What a station's row holds beside the columns; `groups` is made by `encode_groups`."""

    id: str
    name: str
    address: str
    lat: float
    lon: float
    groups: bytes


class Group(msgspec.Struct, array_like=True, frozen=True):
    """Neighbouring connectors of one kind; `names` holds (id, name) of each, in order."""

    is_dc: bool
    power_kw: float
    min_v: float
    max_v: float
    max_a: float
    access: int
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a catalogue file is written from: one row and some connectors for each station.

    `hashes` holds `connector_hash` of every connector, in the order of the draft.
    """

    draft: Draft
    rows: Sequence[StationRow]
    hashes: NDArray[np.uint32]


encode_groups = msgspec.json.Encoder().encode
decode_groups = msgspec.json.Decoder(tuple[Group, ...]).decode


def connector_hash(operator_id: str, connector_id: str) -> int:
    """Press a connector's name into 32 bits, to find its station by; not unique."""
    return crc32(f"{operator_id}/{connector_id}".encode())


def grouped(connectors: Sequence[Connector]) -> tuple[Group, ...]:
    """Write runs of equal connectors together."""

    def kind(connector: Connector) -> tuple[bool, float, float, float, float, int]:
        return (
            connector.is_dc,
            connector.power_kw,
            connector.min_v,
            connector.max_v,
            connector.max_a,
            connector.access.value,
        )

    return tuple(
        Group(*key, tuple((connector.id, connector.name) for connector in run))
        for key, run in groupby(connectors, kind)
    )


def ungrouped(groups: Sequence[Group]) -> Iterator[Connector]:
    """Answer the connectors again, in order, without a status."""
    for group in groups:
        for connector_id, name in group.names:
            yield Connector(
                connector_id,
                name,
                group.is_dc,
                group.power_kw,
                group.min_v,
                group.max_v,
                group.max_a,
                Access(group.access),
            )


def sheet_of(stations: Sequence[Station]) -> Sheet:
    """Prepare stations for the catalogue; their order is free, none may be listed twice."""
    operators = {station.operator_id: station.network for station in stations}
    codes = {operator: code for code, operator in enumerate(operators)}
    x, y = mercator_columns(
        np.array([station.lat for station in stations], np.float64),
        np.array([station.lon for station in stations], np.float64),
    )
    everything = [(station, connector) for station in stations for connector in station.connectors]
    draft = Draft(
        tuple(operators),
        tuple(operators.values()),
        x,
        y,
        np.array([codes[station.operator_id] for station in stations], np.uint8),
        np.array([station.is_service_area for station in stations], np.bool_),
        np.array([len(station.connectors) for station in stations], np.int64),
        np.array([connector.power_kw for _, connector in everything], np.float64),
        np.array([connector.access.value for _, connector in everything], np.uint8),
    )
    rows = [
        StationRow(s.id, s.name, s.address, s.lat, s.lon, encode_groups(grouped(s.connectors)))
        for s in stations
    ]
    hashes = [connector_hash(s.operator_id, connector.id) for s, connector in everything]
    return Sheet(draft, rows, np.array(hashes, np.uint32))
