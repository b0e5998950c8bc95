"""Show the glass by itself: stage one page for a picture, or tell the first charge as a story."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol, cast

from network.order import Phase
from network.session import SessionState
from network.stations import Access, Station, Status
from ui import wording
from ui.glass import Glass
from ui.left_column import CARDS, STATION
from ui.speech import Speech
from ui.station_lock import StationLock
from ui.station_view import Action

LOOK_S = 0.05
"""How often a condition is looked at, in real seconds (chosen)."""
CHOOSE_S = 1.0
"""How often a station worth showing is looked for, in real seconds (chosen)."""
PLUG_S = 0.5
"""How long a plug takes to be seen on the vehicle bus, in real seconds (chosen)."""
PATIENCE_S = 240.0
"""What has not come true by then will not, in real seconds (chosen: on two loaded cores a charge
that takes 12 s alone has taken over 60 s)."""
SETTLE_S = 1.2
"""The map has its tiles and every figure has stopped counting (measured: 0.8 s)."""
HEAR_S = 60.0
"""A car that was not heard by then is not there, in real seconds (chosen)."""
NEAREST = 400
"""So many stations around the car are looked through for one worth showing (chosen)."""
FAST_KW = (480.0, 250.0)
"""The more powerful, the better the curve (chosen)."""
CLOSE_ZOOM = 13.2
"""Single stations of a city can be told apart (chosen)."""
STAGED_SOC_PCT = 12.0
SHOWN_SOC_PCT = 46.0
# So often it is looked whether the world's car charges (chosen).
_CHARGE_LOOKS = 8
SHOWN_FILTER = ("access_plug_and_charge", "access_remote", "power_120", "power_180", "power_250")
"""A charge is shown from here to there (chosen: the curve has its shape by then)."""


class Stations(Protocol):
    """What a tour needs of the catalogue."""

    def nearest(self, lat: float, lon: float, count: int) -> Iterable[int]:
        """List the rows around a place, nearest first."""

    def station(self, row: int) -> Station:
        """Read one station by its row."""


class Purchase(Protocol):
    """What a tour needs of the session."""

    @property
    def state(self) -> SessionState:
        """The present purchase."""


class Map(Protocol):
    """What a tour needs of the map item."""

    def property(self, name: str, /) -> object:
        """Read a QML property."""

    def lookAt(self, lat: float, lon: float, zoom: float) -> None:  # noqa: N802 - QML's spelling
        """Show a place at once."""

    def flyTo(self, lat: float, lon: float, zoom: float) -> None:  # noqa: N802
        """Fly to a place."""


class TourFailed(Exception):
    """What should have been shown did not happen; one line."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for each thing, in real seconds, and how to call the car's bus."""

    bus: str = "the vehicle bus"
    seconds: float = PATIENCE_S


class Tour:
    """A hand that taps. It uses the controllers as QML does."""

    def __init__(
        self,
        glass: Glass,
        map_: Map,
        stations: Stations,
        purchase: Purchase,
        speech: Speech,
        patience: Patience | None = None,
    ) -> None:
        self._glass = glass
        self._map = map_
        self._stations = stations
        self._purchase = purchase
        self._speech = speech
        self._patience = patience or Patience()

    async def stage(self, page: str, *, is_own_world: bool = True) -> None:
        """Bring the glass to a page worth a picture; a foreign world is only looked at.

        Raises: TourFailed
        """
        await self._hear_the_car()
        if page == STATION:
            station = await self._choose_station()
            self._map.lookAt(station.lat, station.lon, CLOSE_ZOOM)
        elif not is_own_world:
            await self._expect_a_charge(page)
        elif page == "charge":
            await self._charge_to(SHOWN_SOC_PCT)
        elif page == "receipts" and self._has_no_receipt():
            await self._charge_to(SHOWN_SOC_PCT)
            await self._end_charge()
        if page == "receipts":
            self._glass.open("receipts")
            self._glass.controllers.receipts.open_newest()
        elif page in CARDS:
            self._narrow(page)
            self._glass.left_column.open(page)
        elif page != STATION:
            self._glass.open(page)
        await asyncio.sleep(SETTLE_S)
        await self._until(lambda: self._is_there(page), f"the {page} page was not there")

    def _narrow(self, page: str) -> None:
        """Choose something worth looking at on the filter card, unless the driver has."""
        filters = self._glass.controllers.filters
        if page == "filters" and not filters.chosen:
            for key in SHOWN_FILTER:
                filters.toggle(key)

    async def _expect_a_charge(self, page: str) -> None:
        await asyncio.sleep(SETTLE_S)  # every message of the car has come by then
        for _ in range(_CHARGE_LOOKS):  # unless the machine is busy
            car = self._glass.controllers.car.state
            if page != "charge" or car.is_charging or car.is_paused:
                return
            await asyncio.sleep(SETTLE_S)
        raise TourFailed("the world's car is not charging: the charge page has nothing to show")

    def _is_there(self, page: str) -> bool:
        """Tell whether the page shows a car that is heard now, on a map that is drawn."""
        if page == "network":
            return bool(self._glass.controllers.coverage.property("counted"))
        is_drawn = page not in ("map", STATION, *CARDS) or self._map.property("settled") is True
        return is_drawn and self._glass.controllers.car.state.is_known

    async def demonstrate(self) -> None:
        """Tell the first charge, from the map to the receipt. Raises: TourFailed."""
        controllers = self._glass.controllers
        await self._hear_the_car()
        controllers.bench.set_soc(STAGED_SOC_PCT)
        await self._caption(wording.DEMO_MAP, 5.0)
        station = await self._choose_station()
        self._map.flyTo(station.lat, station.lon, CLOSE_ZOOM)
        await self._caption(wording.DEMO_STATION, 6.0)
        await self._caption(wording.DEMO_DRIVE, 1.0)
        await self._arrive()
        await self._caption(wording.DEMO_PLUG, 2.0)
        await self._plug()
        self._glass.open("charge")
        await self._caption(wording.DEMO_CHARGE, 8.0)
        await self._reach(SHOWN_SOC_PCT)
        await self._caption(wording.DEMO_STOP, 3.0)
        await self._end_charge()
        self._glass.open("receipts")
        controllers.receipts.open_newest()
        await self._caption(wording.DEMO_RECEIPT, 8.0)
        self._glass.say_notice("")

    async def begin_charge(self) -> None:
        """Drive to a station worth showing and let a charge begin there. Raises: TourFailed."""
        await self._hear_the_car()
        self._glass.controllers.bench.set_soc(STAGED_SOC_PCT)
        await self._choose_station()
        await self._arrive()
        await self._plug()

    async def _hear_the_car(self) -> None:
        car = self._glass.controllers.car
        seconds = min(HEAR_S, self._patience.seconds)
        missing = f"no car was heard on {self._patience.bus}"
        await self._until(lambda: car.state.is_known, missing, seconds)
        missing = f"the car's position was not heard on {self._patience.bus}"
        await self._until(lambda: car.state.position is not None, missing, seconds)

    async def _reach(self, soc_pct: float) -> None:
        await self._until(
            lambda: self._soc() >= soc_pct, f"the battery did not reach {soc_pct:g} %"
        )

    async def _charge_to(self, soc_pct: float) -> None:
        if not self._glass.controllers.car.state.is_charging:
            await self.begin_charge()
        await self._reach(soc_pct)

    async def _arrive(self) -> None:
        controllers = self._glass.controllers
        controllers.bench.drive_here()
        away = (Action.NAVIGATE, Action.END_GUIDANCE)
        await self._until(
            lambda: controllers.station.action() not in away, "the car did not arrive at a station"
        )

    async def _plug(self) -> None:
        controllers = self._glass.controllers
        cast(StationLock, controllers.station.lock).lower()
        async with self._given_up("the car did not tell of a cable"):
            # The car may still roll, or the lock not be down: then it is asked again.
            while not controllers.car.state.is_plugged:
                controllers.bench.plug_in()
                await asyncio.sleep(PLUG_S)
        await self._until(
            lambda: (
                self._purchase.state.phase is Phase.CHARGING and controllers.car.state.is_charging
            ),
            "no charge began",
        )

    async def _end_charge(self) -> None:
        self._glass.controllers.charge.stop()
        await self._until(
            lambda: self._purchase.state.phase is Phase.SETTLED, "the charge was not settled"
        )

    async def _choose_station(self) -> Station:
        """Open the card of a station worth showing; what is free must have been told by then."""
        missing = "no plug-and-charge station with a free fast connector is near the car"
        async with self._given_up(missing):
            while (found := self._worth_showing()) is None:  # noqa: ASYNC110 - told by many
                await asyncio.sleep(CHOOSE_S)
        row, station = found
        self._glass.controllers.map.tap(row)
        return station

    def _worth_showing(self) -> tuple[int, Station] | None:
        position = self._glass.controllers.car.state.position
        if position is None:
            raise TourFailed("the car's position is not known")
        found = [(row, self._stations.station(row)) for row in self._near(position)]
        for least_kw in FAST_KW:
            for row, station in found:
                if _is_worth_showing(station, least_kw):
                    return row, station
        return None

    def _near(self, position: tuple[float, float]) -> Iterable[int]:
        return self._stations.nearest(*position, NEAREST)

    def _has_no_receipt(self) -> bool:
        self._glass.controllers.receipts.refresh()
        return self._glass.controllers.receipts.is_empty

    def _soc(self) -> float:
        return self._glass.controllers.car.state.soc_pct or 0.0

    async def _caption(self, sentence: str, seconds: float) -> None:
        self._glass.say_notice(self._speech.say(sentence), is_grave=False)
        await asyncio.sleep(seconds)

    async def _until(
        self, holds: Callable[[], bool], missing: str, seconds: float | None = None
    ) -> None:
        async with self._given_up(missing, seconds):
            while not holds():  # noqa: ASYNC110 - the condition spans car, session and pages
                await asyncio.sleep(LOOK_S)

    @asynccontextmanager
    async def _given_up(self, missing: str, seconds: float | None = None) -> AsyncIterator[None]:
        """Say what is missing where it has not come in time."""
        seconds = self._patience.seconds if seconds is None else seconds
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError as error:
            raise TourFailed(f"{missing} within {seconds:g} s") from error


def _is_worth_showing(station: Station, least_kw: float) -> bool:
    """Tell whether a fast free connector with plug-and-charge comes first on the card."""
    return any(
        connector.is_dc
        and connector.power_kw >= least_kw
        and Access.PLUG_AND_CHARGE in connector.access
        and connector.status is Status.AVAILABLE
        for connector in station.connectors
    )
