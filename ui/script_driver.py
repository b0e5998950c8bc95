"""Be the driver without a screen: a rig for the harness, over session, car, bench and catalogue."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol, TypeVar

from network.bench import BenchClient, BenchError
from network.journal import Journal
from network.order import Phase
from network.runtime import Runtime
from network.session import Session
from network.stations import Access, Connector, Station, Status
from ui.car_view import read_car
from ui.script_account import account_of_car, account_of_operator, account_of_pile
from vehicle.car_link import CarLink
from vehicle.harness.player import Reading, RigError
from vehicle.harness.script import Wanted

_T = TypeVar("_T")
SEARCH = 2000
"""So many of the nearest stations are looked through (chosen: the whole of a large city)."""
ARRIVAL_S = 60.0
"""A drive that takes longer has gone wrong (chosen)."""
LISTEN_S = 3.0
"""A car that is not heard within this time is not there (chosen: 30 of its periods)."""


class Stations(Protocol):
    """What is needed of the catalogue."""

    def nearest(self, lat: float, lon: float, count: int) -> Iterable[int]:
        """List the rows of the stations around a place, nearest first."""

    def station(self, row: int) -> Station:
        """Read one station by its row."""

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        """Find a connector and its station."""


class ScriptDriver:
    """A person who does what a script says."""

    def __init__(
        self,
        link: CarLink,
        session: Session,
        bench: BenchClient,
        journal: Journal,
        stations: Stations,
        runtime: Runtime,
    ) -> None:
        self._link = link
        self._session = session
        self._bench = bench
        self._journal = journal
        self._stations = stations
        self._runtime = runtime
        self._chosen: tuple[Station, Connector] | None = None

    def now(self) -> float:
        """Tell the simulated time."""
        return self._runtime.now()

    async def sleep(self, seconds: float) -> None:
        """Let simulated time pass."""
        await self._runtime.sleep(seconds)

    async def listen(self) -> None:
        """Wait until the car is heard. Raises: RigError."""
        await self._until(lambda: read_car(self._link.read).position is not None, LISTEN_S)

    async def set_soc(self, soc_pct: float) -> None:
        """Put the battery at `soc_pct`. Raises: RigError."""
        await _done(self._bench.set_soc(soc_pct))
        await self._until(lambda: abs((self._link.soc_pct or 0.0) - soc_pct) < 1, LISTEN_S)

    async def drive(self, wanted: Wanted) -> str:
        """Drive to the nearest station that fits. Raises: RigError."""
        station, connector = self._find(wanted)
        await _done(self._bench.drive(station.lat, station.lon))
        deadline = self.now() + ARRIVAL_S
        while (await _done(self._bench.state())).is_moving:
            if self.now() > deadline:
                raise RigError("the car did not arrive")
            await self.sleep(0.5)
        self._chosen = station, connector
        return _words(station, connector)

    async def plug(self, wanted: Wanted) -> str:
        """Plug in where the car stands, or at the connector that is named. Raises: RigError."""
        if self._chosen is None or wanted != Wanted():
            await self.drive(wanted)
        if self._chosen is None:
            raise RigError("there is no station here")
        station, connector = self._chosen
        await _done(self._bench.plug(station.operator_id, connector.id))
        await self._until(lambda: self._link.is_connected, LISTEN_S)
        return _words(station, connector)

    async def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something at car, cable or pile, or mend it. Raises: RigError."""
        await _done(self._bench.set_fault(name, is_on=is_on))

    async def start(self) -> None:
        """Press the start button. Raises: RigError."""
        if self._chosen is None:
            raise RigError("there is no station here: drive first")
        await self._session.start(*self._chosen)
        if self._session.state.phase is None:
            raise RigError(self._trouble())

    async def stop(self) -> None:
        """Press the stop button. Raises: RigError when nothing charges."""
        if not self._session.state.can_stop:
            raise RigError("nothing charges")
        await self._session.stop()

    async def unplug(self) -> None:
        """Pull the cable, as soon as the lock lets it go. Raises: RigError."""
        deadline = self.now() + ARRIVAL_S
        if self._session.state.phase is Phase.CHARGING and self._link.is_charging:
            raise RigError("the car still charges")
        while True:
            try:
                await self._bench.unplug()
            except BenchError as error:
                if error.key != "locked" or self.now() > deadline:
                    raise RigError(str(error)) from error
                await self.sleep(1.0)
            else:
                return

    def reading(self) -> Reading:
        """Tell phase, figures and states."""
        car, state = read_car(self._link.read), self._session.state
        figures = {
            "soc": car.soc_pct or 0.0,
            "power": car.power_kw or 0.0,
            "energy": float(state.energy_kwh),
            "cost": float(state.cost_cny or 0),
            "minutes": (car.time_left_s or 0.0) / 60,
        }
        is_ended = state.phase in (Phase.ENDED, Phase.SETTLED)
        states = {
            "charging": state.phase is Phase.CHARGING and car.is_charging,
            "ended": is_ended and not car.is_charging,
            "settled": state.phase is Phase.SETTLED,
            "failed": state.phase is Phase.FAILED,
        }
        phase = car.phase.name if car.phase is not None else "car not heard"
        return Reading(phase, figures, frozenset(name for name, holds in states.items() if holds))

    async def account(self) -> list[str]:
        """Tell what is known of why it does not charge, a line each of car, pile and operator."""
        problem = self._session.state.problem
        try:
            pile = account_of_pile(await self._bench.state())
        except BenchError as error:
            pile = f"pile: not known ({error})"
        operator = [account_of_operator(problem)] if problem is not None else []
        return [account_of_car(read_car(self._link.read)), pile, *operator]

    def bill(self) -> list[str]:
        """Tell the receipt as lines; empty while there is none."""
        receipt = self._journal.receipt(self._session.state.seq)
        if receipt is None:
            return []
        bill = receipt.bill
        return [
            f"bill    {bill.energy_kwh} kWh, {bill.total_cny} CNY "
            f"(energy {bill.energy_cny}, service {bill.service_cny})",
            *(
                f"        {line.start:%H:%M}-{line.end:%H:%M} {line.energy_kwh} kWh "
                f"at {line.energy_price} + {line.service_price} CNY/kWh"
                for line in bill.lines
            ),
        ]

    def _find(self, wanted: Wanted) -> tuple[Station, Connector]:
        if wanted.operator_id is not None and wanted.connector_id is not None:
            found = self._stations.connector(wanted.operator_id, wanted.connector_id)
            if found is None:
                raise RigError(f"{wanted.operator_id}/{wanted.connector_id} does not exist")
            return found
        position = read_car(self._link.read).position
        if position is None:
            raise RigError("the car's position is not known")
        for row in self._stations.nearest(*position, SEARCH):
            station = self._stations.station(row)
            for connector in station.connectors:
                if _fits(connector, wanted):
                    return station, connector
        raise RigError(f"none of the {SEARCH} nearest stations fits")

    async def _until(self, holds: Callable[[], bool], within_s: float) -> None:
        deadline = self.now() + within_s
        while not holds():
            if self.now() > deadline:
                raise RigError("the car is not heard" if not self._heard() else "nothing happened")
            await self.sleep(0.1)

    def _heard(self) -> bool:
        return read_car(self._link.read).is_known

    def _trouble(self) -> str:
        problem = self._session.state.problem
        return "not started" if problem is None else f"{problem.trouble.value} {problem.detail}"


def _fits(connector: Connector, wanted: Wanted) -> bool:
    is_pnc = Access.PLUG_AND_CHARGE in connector.access
    return (
        connector.is_dc == wanted.is_dc
        and connector.status is Status.AVAILABLE
        and connector.power_kw >= wanted.at_least_kw
        and (wanted.plug_and_charge is None or wanted.plug_and_charge == is_pnc)
        and (is_pnc or Access.REMOTE in connector.access)
    )


def _words(station: Station, connector: Connector) -> str:
    return (
        f"{station.operator_id}/{connector.id} {station.name} {connector.name} "
        f"{connector.power_kw:g} kW"
    )


async def _done(wish: Awaitable[_T]) -> _T:
    try:
        return await wish
    except BenchError as error:
        raise RigError(str(error)) from error
