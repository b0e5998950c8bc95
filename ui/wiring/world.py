"""Join the emulated car, its pile and the simulated operators into a world."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from starlette.applications import Starlette

from network.bench import BenchError
from network.bench import World as WorldState
from network.catalogue import Catalogue, CatalogueLost
from network.operators.directory import DirectoryError
from network.sandbox import bench_app
from network.sandbox.all_operators import AllOperators
from network.sandbox.behaviour import Vice
from network.sandbox.bench_app import BenchApp
from network.sandbox.charge import Meter
from network.sandbox.day_book import DayBook
from network.sandbox.listing import CatalogueListing
from network.sandbox.nation import operators_of
from network.sandbox.nation_hours import tell_status
from network.sandbox.operator import Verdict
from network.sandbox.pile_line import STOP_REASONS
from network.sandbox.world import CHARGER_FAULT, Line, World
from network.stations import Connector
from ui.command_line import Options
from ui.wiring.days import parse_day
from ui.wiring.mending import mend
from ui.wiring.network_file import NETWORK_FILE, build_network, rebuild_network
from ui.wiring.parts import Parts
from ui.wiring.piles import keep_pile_line
from ui.wiring.rating import rating_of
from vehicle.ac_pile import AcPile
from vehicle.can_bus import BusState, CanBus
from vehicle.car import Car
from vehicle.charger_model import ChargerModel, load_all
from vehicle.desk import Buses, Desk, DeskError
from vehicle.driver import Clock
from vehicle.gbt27930.messages import StopCause
from vehicle.installed_base import model_at
from vehicle.pile import Decision, MeterReading, Pile

_log = logging.getLogger(__name__)
DAY_FILE = "network.day.json"
LIVE_S = 300.0
"""How often the simulated connectors make up their minds, in simulated seconds (chosen)."""
_DECISIONS = {
    Verdict.WAIT: Decision.WAIT,
    Verdict.ACCEPT: Decision.ACCEPT,
    Verdict.REFUSE: Decision.REFUSE,
}


@dataclass(frozen=True, slots=True)
class _PileLine:
    """What a pile calls its line to the operator, in the operator's words."""

    line: Line

    def authorise(self, vin: str) -> Decision:
        return _DECISIONS[self.line.authorise(vin)]

    def meter(self, reading: MeterReading) -> None:
        self.line.meter(_meter(reading))

    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        self.line.ended(_meter(reading), STOP_REASONS.get(cause.name.lower(), CHARGER_FAULT))

    def plugged(self, *, is_plugged: bool) -> None:
        self.line.plugged(is_plugged=is_plugged)


def _meter(reading: MeterReading) -> Meter:
    soc_pct = reading.soc_pct or 0.0
    return Meter(reading.voltage_v, reading.current_a, reading.energy_kwh, soc_pct)


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except DeskError as error:
        raise BenchError(error.key, str(error)) from error


def _trouble(pile: Pile | AcPile | None) -> str:
    trouble = pile.trouble if isinstance(pile, Pile) else None
    return trouble.name if trouble is not None else ""


@dataclass(slots=True)
class _Hands:
    """The desk, as the bench of the simulated operators knows it.

    `chosen` stands wherever the cable is put in; without it, what stands there.
    """

    desk: Desk
    models: tuple[ChargerModel, ...]
    chosen: ChargerModel | None = None

    def state(self) -> WorldState:
        car, pile = self.desk.car, self.desk.pile
        return WorldState(
            lat=car.lat,
            lon=car.lon,
            soc_pct=car.soc_pct,
            is_moving=car.is_moving,
            phase=car.phase.name,
            power_kw=car.power_kw,
            energy_kwh=pile.reading.energy_kwh if pile else 0.0,
            pile_model=self.desk.model.name if self.desk.model else "",
            pile_trouble=_trouble(pile),
        )

    def drive(self, lat: float, lon: float) -> None:
        with _said():
            self.desk.drive(lat, lon)

    def set_soc(self, soc_pct: float) -> None:
        with _said():
            self.desk.set_soc(soc_pct)

    def set_fault(self, name: str, *, is_on: bool) -> None:
        with _said():
            self.desk.set_fault(name, is_on=is_on)

    def plug(self, connector: Connector, line: Line) -> None:
        rating = rating_of(connector)
        with _said():
            model = self.chosen or model_at(self.models, rating)
            self.desk.plug(rating, _PileLine(line), model)

    def unplug(self) -> None:
        with _said():
            self.desk.unplug()

    def choose_model(self, name: str) -> None:
        named = {key: model for model in self.models for key in (model.name, model.file.stem)}
        if name and name not in named:
            raise BenchError("no_such_model", name)
        self.chosen = named.get(name)

    def start(self) -> bool:
        return self.desk.start()

    def stop(self) -> None:
        self.desk.stop()


def build_operators(parts: Parts, catalogue: Catalogue, book: DayBook) -> AllOperators:
    """Let every operator of the directory that has no endpoint of its own live here."""
    listing = CatalogueListing(catalogue, book)
    profiles = parts.directory.profiles
    return AllOperators(profiles, catalogue, parts.wire, parts.runtime, listing)


def day_of(options: Options) -> date | None:
    """Read which day the operators' network is to have; None for all of it. Raises: DateError."""
    return parse_day("--as-of", options.as_of) if options.as_of else None


def _buses(parts: Parts, car: Car) -> Buses:
    """Give the desk its ends, and let the car hear what becomes of its charging bus."""
    ends = parts.ends
    if ends.car is None or ends.bms is None or ends.pile is None:
        raise RuntimeError(f"{parts.options.command!r} opens no buses for a world")
    follow_charging_bus(ends.bms, car, parts.clock)
    return Buses(vehicle=ends.car, charging=ends.bms, pile=ends.pile)


def follow_charging_bus(bus: CanBus, car: Car, clock: Clock) -> None:
    """Let the car open its contactors when its charging bus is lost."""
    tell = bus.on_state

    def changed(state: BusState) -> None:
        car.charging_bus_changed(state, clock.now())
        if tell is not None:
            tell(state)

    bus.on_state = changed


def build_world(parts: Parts, catalogue: Catalogue | None = None) -> Starlette:
    """Join car, piles and operators; answers the HTTP side.

    The operators have a catalogue of their own, so that a glass in the same process learns what
    they know by asking them: `catalogue`, or else they open it. Raises: CatalogueError.
    """
    options = parts.options
    if catalogue is None:
        catalogue = Catalogue.open(options.data_dir / NETWORK_FILE)
        _keep(parts, catalogue)
    car = Car(parts.trim, parts.codec.another())
    desk = Desk(car, _buses(parts, car), parts.clock, parts.vital)
    desk.wall = parts.runtime.wall
    book = DayBook.open(options.data_dir / DAY_FILE, day_of(options), parts.runtime.wall())
    operators = build_operators(parts, catalogue, book)
    for operator_id, vice in options.vices:
        behaviour = operators.behaviour_of(operator_id)
        if behaviour is None:
            raise DirectoryError(f"--misbehave {operator_id}={vice}: no such simulated operator")
        behaviour.set_vice(Vice(vice), is_on=True)
    if options.pile_port is not None:
        parts.vital(keep_pile_line(operators, catalogue, options.pile_port))
    bench = BenchApp(
        World(_Hands(desk, load_all()), operators, catalogue, book, parts.runtime.wall)
    )
    parts.wire.route(bench_app.HOST, bench.app)
    return Starlette(routes=[*bench.app.routes, *operators.app.routes])


async def open_catalogue(
    parts: Parts, say: Callable[[float], None], complain: Callable[[CatalogueLost], None]
) -> Catalogue:
    """Open the world's catalogue; build the simulated one where there is none.

    `say` is told the share of the building that is done, 0 to 1; `complain` why a file that was
    there could not be used. Raises: CatalogueError.
    """
    path = parts.options.data_dir / NETWORK_FILE
    try:
        catalogue = Catalogue.open(path)
    except CatalogueLost as lost:
        if lost.moved_to is not None:
            complain(lost)
        loop = asyncio.get_running_loop()
        operators = operators_of(parts.directory)

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(say, share)

        await asyncio.to_thread(build_network, parts.options.data_dir, operators, tell)
        catalogue = Catalogue.open(path)
    _keep(parts, catalogue)
    return catalogue


def _keep(parts: Parts, catalogue: Catalogue) -> None:
    """Let a simulated network live: what its connectors do changes with the hour."""
    parts.stack.callback(catalogue.close)
    tell_status(catalogue.columns, parts.runtime.wall())
    parts.spawn(_live(parts, catalogue))
    parts.spawn(mend(catalogue, lambda: _rebuild(parts, catalogue)))


async def _rebuild(parts: Parts, catalogue: Catalogue) -> None:
    """Make a damaged simulated network up again. Raises: CatalogueError."""
    data_dir, operators = parts.options.data_dir, operators_of(parts.directory)
    await asyncio.to_thread(rebuild_network, data_dir, operators, _log_loss)
    catalogue.adopt(await asyncio.to_thread(catalogue.afresh))
    tell_status(catalogue.columns, parts.runtime.wall())


def _log_loss(lost: CatalogueLost) -> None:
    _log.warning("%s", lost)


async def _live(parts: Parts, catalogue: Catalogue) -> None:
    while True:
        await parts.runtime.sleep(LIVE_S)
        tell_status(catalogue.columns, parts.runtime.wall())
