"""Join the card of a station with operators, journal, roads and pictures."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import cache

from network.catalogue import Catalogue
from network.compatibility import Compatibility
from network.crossing import read_ground
from network.expressways import read_expressways
from network.fault_reports import FaultDesk
from network.favourites import Favourites
from network.operators.directory import SANDBOX, Ability
from network.operators.tcec102 import TcecOperator
from network.photos import fetch_photos, is_simulated
from network.route import Place, RoadNetwork, Route
from network.sandbox.all_operators import photos_url
from network.stations import Connector, Station
from network.wire import Wire
from ui.car_controller import CarController
from ui.station_controller import StationController
from ui.station_photo import Photo, decode
from ui.station_services import StationServices, no_model
from ui.surroundings import Surroundings
from ui.wiring.buyer import Buyer
from ui.wiring.parts import Parts
from ui.wiring.rating import rating_of
from vehicle.charger_model import ChargerModel, load_all
from vehicle.estimate import CarEstimate
from vehicle.installed_base import model_at


def build_station(
    parts: Parts,
    buyer: Buyer,
    catalogue: Catalogue,
    car: CarController,
    around: Surroundings,
    measured: Compatibility,
) -> StationController:
    """Make the card."""
    able = {
        name: seller for name, seller in buyer.sellers.items() if isinstance(seller, TcecOperator)
    }
    services = StationServices(
        favourites=Favourites(buyer.journal),
        faults=FaultDesk(buyer.journal, _with(able, Ability.FAULT_REPORT), parts.runtime.wall),
        stations=catalogue,
        sleep=parts.runtime.sleep,
        lockers=_with(able, Ability.GROUND_LOCK),
        compatibility=measured,
        model_of=_models(parts, around) if measured.results else no_model,
        find_route=_roads(),
        fetch_photos=_photos(parts.wire, around, parts.options.world),
    )
    estimate = CarEstimate(parts.trim)
    return StationController(buyer.session, buyer.sellers, car, estimate, around, services)


def _with(operators: Mapping[str, TcecOperator], ability: Ability) -> dict[str, TcecOperator]:
    return {name: one for name, one in operators.items() if ability in one.profile.abilities}


def _models(parts: Parts, around: Surroundings) -> Callable[[str, Connector], str]:
    """Name the virtual pile that stands at a simulated operator's connector."""

    @cache
    def known() -> tuple[ChargerModel, ...]:
        return load_all()

    def name(operator_id: str, connector: Connector) -> str:
        if around.profiles[operator_id].endpoint != SANDBOX:
            return ""
        model = model_at(known(), rating_of(connector))
        return model.name if model is not None else ""

    async def warm_up() -> None:
        await asyncio.to_thread(known)

    parts.spawn(warm_up())
    return name


def _roads() -> Callable[[Place, Place], Awaitable[Route]]:
    @cache
    def network() -> RoadNetwork:
        return RoadNetwork(read_expressways(), read_ground())

    async def find(start: Place, end: Place) -> Route:
        # Reading the roads takes 150 ms, once.
        return await asyncio.to_thread(lambda: network().route(start, end))

    return find


def _photos(
    wire: Wire, around: Surroundings, world: tuple[str, int] | None
) -> Callable[[Station], Awaitable[tuple[Photo, ...]]]:
    sandbox = photos_url(f"http://{world[0]}:{world[1]}" if world is not None else "")

    async def fetch(station: Station) -> tuple[Photo, ...]:
        peer = around.operator_name(station.operator_id)
        found = await fetch_photos(wire, station.photos, peer, sandbox)
        images = [(address, await asyncio.to_thread(decode, data)) for address, data in found]
        return tuple(
            Photo(image, is_simulated(address)) for address, image in images if image is not None
        )

    return fetch
