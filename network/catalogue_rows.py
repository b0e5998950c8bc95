"""Shape stations for the catalogue's file: what goes into columns, and what into a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from decimal import Decimal
from itertools import groupby, islice
from typing import NamedTuple, Self
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from network.columns import Draft
from network.hours import OpeningHours
from network.stations import (
    Access,
    Connector,
    Equipment,
    Facility,
    Parking,
    Standard,
    Station,
    single_piles,
)
from network.tariff import Period, PriceTimeline
from network.zones import find_zone, zone_name


class StationRow(NamedTuple):
    """What a station's row holds beside its operator, and whether it is at a service area.

    `groups` is made by `encode_groups`, `details` by `encode_details`; the latter may be empty.
    """

    id: str
    name: str
    address: str
    lat: float
    lon: float
    groups: bytes
    details: bytes = b""


class Group(msgspec.Struct, array_like=True, frozen=True):
    """Neighbouring connectors of one kind.

    `names` holds (id, name) of each, in order, and where it has one the name of its bay.
    """

    is_dc: bool
    power_kw: float
    min_v: float
    max_v: float
    max_a: float
    access: int
    names: tuple[tuple[str, ...], ...]
    standard: Standard = Standard.UNKNOWN
    valid_from: date | None = None
    valid_to: date | None = None


class Printed(msgspec.Struct, array_like=True, frozen=True):
    """A timeline read from a text, in few letters; a period is (start_s, energy, service)."""

    periods: tuple[tuple[int, Decimal, Decimal], ...]
    zone: tzinfo
    start_cny: Decimal

    @classmethod
    def of(cls, timeline: PriceTimeline) -> Self:
        """Write a timeline."""
        periods = ((one.start_s, one.energy_cny, one.service_cny) for one in timeline.periods)
        return cls(tuple(periods), timeline.zone, timeline.start_cny)

    def timeline(self) -> PriceTimeline:
        """Read the timeline. Raises: ValueError where it is none."""
        periods = tuple(Period(*one) for one in self.periods)
        return PriceTimeline(periods, self.zone, self.start_cny, is_printed=True)


class Details(msgspec.Struct, frozen=True, omit_defaults=True):
    """What few stations tell of themselves.

    `piles` holds (id, name, power, count of connectors) of each; none: each connector has its own.
    `models` names the model of each of these, and is empty where none is known.
    """

    direction: str = ""
    area_code: str = ""
    phone: str = ""
    remark: str = ""
    facilities: int = 0
    hours: OpeningHours | None = None
    parking: Parking = Parking()
    printed: Printed | None = None
    piles: tuple[tuple[str, str, float, int], ...] = ()
    source: str = ""
    photos: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


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
_NO_DETAILS = Details()


def _write_zone(value: object) -> str:
    if isinstance(value, tzinfo):
        return zone_name(value)
    raise NotImplementedError(type(value))


def _read_zone(kind: type, value: object) -> tzinfo:
    zone = find_zone(value) if kind is tzinfo and isinstance(value, str) else None
    if zone is None:
        raise ValueError(f"{value!r} is not a time zone")
    return zone


_details_encoder = msgspec.json.Encoder(enc_hook=_write_zone)
_details_decoder = msgspec.json.Decoder(Details, dec_hook=_read_zone)


def encode_details(details: Details) -> bytes:
    """Write details, as nothing where there are none."""
    return b"" if details == _NO_DETAILS else _details_encoder.encode(details)


def decode_details(data: bytes) -> Details:
    """Read details.

    Raises: msgspec.DecodeError
    """
    return _details_decoder.decode(data) if data else _NO_DETAILS


def connector_hash(operator_id: str, connector_id: str) -> int:
    """Press a connector's name into 32 bits, to find its station by; not unique."""
    return crc32(f"{operator_id}/{connector_id}".encode())


def grouped(connectors: Sequence[Connector]) -> tuple[Group, ...]:
    """Write runs of equal connectors together."""

    def kind(connector: Connector) -> tuple[object, ...]:
        return (
            connector.is_dc,
            connector.power_kw,
            connector.min_v,
            connector.max_v,
            connector.max_a,
            connector.access,
            connector.standard,
            connector.valid_from,
            connector.valid_to,
        )

    return tuple(_group(list(run)) for _, run in groupby(connectors, kind))


def _group(run: Sequence[Connector]) -> Group:
    one = run[0]
    return Group(
        one.is_dc,
        one.power_kw,
        one.min_v,
        one.max_v,
        one.max_a,
        one.access.value,
        tuple((gun.id, gun.name, gun.bay_name)[: 3 if gun.bay_name else 2] for gun in run),
        one.standard,
        one.valid_from,
        one.valid_to,
    )


def ungrouped(groups: Sequence[Group]) -> Iterator[Connector]:
    """Answer the connectors again, in order, without a status.

    Raises: msgspec.ValidationError where a connector has no name.
    """
    for group in groups:
        access = Access(group.access)
        for names in group.names:
            if len(names) not in (2, 3):
                raise msgspec.ValidationError("a connector has an id, a name and perhaps a bay")
            yield Connector(
                names[0],
                names[1],
                group.is_dc,
                group.power_kw,
                group.min_v,
                group.max_v,
                group.max_a,
                access,
                standard=group.standard,
                bay_name=names[2] if len(names) == 3 else "",
                valid_from=group.valid_from,
                valid_to=group.valid_to,
            )


def details_of(station: Station) -> Details:
    """Take out of a station what its row and its columns do not hold."""
    piles = station.equipment
    is_plain = piles == single_piles(station.connectors)
    return Details(
        direction=station.direction,
        area_code=station.area_code,
        phone=station.phone,
        remark=station.remark,
        facilities=station.facilities.value,
        hours=station.hours,
        parking=station.parking,
        printed=Printed.of(station.printed) if station.printed else None,
        piles=()
        if is_plain
        else tuple((pile.id, pile.name, pile.power_kw, len(pile.connectors)) for pile in piles),
        source=station.source,
        photos=station.photos,
        models=tuple(pile.model for pile in piles) if any(pile.model for pile in piles) else (),
    )


def station_of(head: Station, details: Details, connectors: Iterable[Connector]) -> Station:
    """Fill a station of which the row and the columns are read, and which has no pile yet."""
    return replace(
        head,
        equipment=_piles(details, tuple(connectors)),
        direction=details.direction,
        area_code=details.area_code,
        phone=details.phone,
        remark=details.remark,
        facilities=Facility(details.facilities),
        hours=details.hours,
        parking=details.parking,
        printed=details.printed.timeline() if details.printed else None,
        source=details.source,
        photos=details.photos,
    )


def _piles(details: Details, connectors: tuple[Connector, ...]) -> tuple[Equipment, ...]:
    if not details.piles:
        return single_piles(connectors)
    left = iter(connectors)
    models = details.models or ("",) * len(details.piles)
    return tuple(
        Equipment(id_, name, power_kw, tuple(islice(left, count)), model)
        for (id_, name, power_kw, count), model in zip(details.piles, models, strict=True)
    )


def row_of_station(station: Station) -> StationRow:
    """Write a station's row."""
    return StationRow(
        station.id,
        station.name,
        station.address,
        station.lat,
        station.lon,
        encode_groups(grouped(station.connectors)),
        encode_details(details_of(station)),
    )
