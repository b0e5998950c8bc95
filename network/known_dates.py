"""Keep since when connectors are part of the network: operators do not tell."""

from collections.abc import Sequence
from dataclasses import replace

from network.catalogue_rows import Group
from network.stations import Station


def with_dates(station: Station, known: Sequence[Group]) -> Station:
    """Give a station's connectors the first days that were known before, where none are told."""
    days = {
        names[0]: group.valid_from
        for group in known
        if group.valid_from is not None
        for names in group.names
    }
    if not days or any(gun.valid_from is not None for gun in station.connectors):
        return station
    piles = [
        replace(
            pile,
            connectors=tuple(replace(gun, valid_from=days.get(gun.id)) for gun in pile.connectors),
        )
        for pile in station.equipment
    ]
    return replace(station, equipment=tuple(piles))
