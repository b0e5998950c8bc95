"""Follow the station on the card: ask at once, ask again, stop when the card closes."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from network.errors import Unreachable
from network.stations import Station, Status, single_piles
from tests.ui.glass_world import STATION, GlassWorld
from ui.status_watch import StatusWatch


class Seller:
    """Tells that A01 is in use; or is not reached."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.is_down = False

    async def statuses(self, station_ids: Sequence[str]) -> dict[str, Status]:
        self.asked.append(list(station_ids))
        if self.is_down:
            raise Unreachable("Cloud Charge", "timed out")
        return {"A01": Status.CHARGING}


class Stations:
    """One station whose statuses can be replaced."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, Status]] = []
        self.station = STATION

    def set_status(self, operator_id: str, connector_id: str, status: Status, at: float) -> bool:
        self.told.append((operator_id, connector_id, status))
        first = replace(self.station.connectors[0], status=status, status_at=at)
        guns = (first, *self.station.connectors[1:])
        self.station = replace(self.station, equipment=single_piles(guns))
        return True

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        is_known = (operator_id, station_id) == ("cloud", "s1")
        return self.station if is_known else None


class Watched:
    """A watch over a glass with stand-ins; `wake` ends its pause."""

    def __init__(self) -> None:
        self.world = GlassWorld()
        self.seller, self.stations = Seller(), Stations()
        self.wake = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []
        around = replace(
            self.world.around,
            spawn=lambda work: self.tasks.append(asyncio.ensure_future(work)),
        )
        card, map_ = self.world.controllers.station, self.world.controllers.map
        self.watch = StatusWatch(
            card, map_, self.stations, {"cloud": self.seller}, self._pause, around
        )

    async def _pause(self, _seconds: float) -> None:
        self.wake.clear()
        await self.wake.wait()

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    def end(self) -> None:
        for task in self.tasks:
            task.cancel()


async def test_the_card_shows_what_the_operator_tells_when_it_opens() -> None:
    watched = Watched()
    card = watched.world.controllers.station
    card.show(STATION)
    await watched.settle()

    assert watched.seller.asked == [["s1"]]
    assert watched.stations.told == [("cloud", "A01", Status.CHARGING)]
    assert card.station is not None
    assert card.station.connectors[0].status is Status.CHARGING
    watched.end()


async def test_the_operator_is_asked_again_while_the_card_is_open() -> None:
    watched = Watched()
    watched.world.controllers.station.show(STATION)
    await watched.settle()
    watched.wake.set()
    await watched.settle()

    assert watched.seller.asked == [["s1"], ["s1"]]
    watched.end()


async def test_nobody_is_asked_after_the_card_was_closed() -> None:
    watched = Watched()
    watched.world.controllers.station.show(STATION)
    await watched.settle()
    watched.world.controllers.station.close()
    watched.wake.set()
    await watched.settle()

    assert watched.seller.asked == [["s1"]]
    assert all(task.done() for task in watched.tasks)


async def test_what_was_known_stays_when_the_operator_is_not_reached() -> None:
    watched = Watched()
    watched.seller.is_down = True
    watched.world.controllers.station.show(STATION)
    await watched.settle()

    assert watched.stations.told == []
    card = watched.world.controllers.station
    assert card.station == STATION
    watched.end()
