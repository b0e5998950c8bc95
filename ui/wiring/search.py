"""Join the search with the catalogue, the operators and the journal."""

import asyncio

from network.catalogue import Catalogue
from network.favourites import Favourites
from network.gazetteer import Gazetteer, read_gazetteer
from ui.car_controller import CarController
from ui.map_controller import MapController
from ui.search_controller import SearchController, SearchParts
from ui.search_live import SearchLive
from ui.search_lookup import Lookup
from ui.surroundings import Surroundings
from ui.wiring.buyer import Buyer
from ui.wiring.parts import Parts
from vehicle.estimate import CarEstimate


def build_search(
    parts: Parts,
    buyer: Buyer,
    catalogue: Catalogue,
    map_: MapController,
    car: CarController,
    around: Surroundings,
) -> SearchController:
    """Make the search; its names are read by `warm_up`, to be spawned after the first frame."""

    def names() -> Gazetteer:
        return read_gazetteer({one.id: tuple(one.names.values()) for one in profiles.values()})

    profiles = around.profiles
    search = SearchParts(
        catalogue,
        Lookup(catalogue, names),
        SearchLive(catalogue, buyer.sellers, parts.runtime.sleep, around),
        buyer.journal,
        asyncio.to_thread,
        lambda: Favourites(buyer.journal).all(),
        parts.runtime.sleep,
        is_kiosk=parts.options.is_kiosk,
    )
    return SearchController(search, map_, car, CarEstimate(parts.trim), around)
