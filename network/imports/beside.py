"""List the stations of an open list beside the operators' own: a place is shown once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from network.catalogue import Catalogue
from network.imports.known_places import KnownPlaces
from network.operators.directory import OperatorProfile
from network.operators.station_page import StationPage


class Lister(Protocol):
    """What is needed of an open list; OpenChargeMap is one."""

    profile: OperatorProfile

    def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[StationPage]:
        """Fetch the stations that changed since a moment, or all. Raises: OperatorError."""


class Beside:
    """A list without the places that the catalogue at `path` has of others.

    Those can be bought from and are told anew by their operators, so nothing is added to them.
    `known` counts the places left out of the last listing.
    """

    def __init__(self, lister: Lister, path: Path) -> None:
        self.profile = lister.profile
        self.known = 0
        self._lister = lister
        self._path = path

    async def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[StationPage]:
        """Fetch stations, each page looked through in a thread.

        Raises: OperatorError, CatalogueError
        """
        self.known = 0
        catalogue = await asyncio.to_thread(Catalogue.open, self._path)
        try:
            places = await asyncio.to_thread(KnownPlaces, catalogue, self.profile.id)
            async for page in self._lister.station_pages(since, first):
                ours = await asyncio.to_thread(_unknown, places, page)
                self.known += len(page.stations) - len(ours.stations)
                yield ours
        finally:
            catalogue.close()


def _unknown(places: KnownPlaces, page: StationPage) -> StationPage:
    stations = tuple(one for one in page.stations if places.twin_of(one) is None)
    return replace(page, stations=stations)
