"""A pile in lockstep with a car, its operator behind a real socket, and what is bought there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from network.order import Phase
from network.sandbox.pile_line import PileLine, serve_pile_line
from tests.network.small_world import STATION, Inventory, SmallWorld
from tests.vehicle.bench import PILE_250, Operator
from tests.vehicle.pile_rig import Rig
from vehicle import pile_socket
from vehicle.pile import Pile
from vehicle.pile_socket import PileAddress, PileSocket


class Known(Inventory):
    """The connectors of the small world."""

    def has_connector(self, operator_id: str, connector_id: str) -> bool:
        return self.connector(operator_id, connector_id) is not None


@asynccontextmanager
async def listening(world: SmallWorld, port: int = 0) -> AsyncIterator[PileLine]:
    async with serve_pile_line(world.sandbox, Known(), "127.0.0.1", port, beat_s=1.0) as line:
        yield line


class FarPile:
    """A pile at the end of a line; its time passes as fast as the computer can."""

    def __init__(self, port: int) -> None:
        self.line = PileSocket(PileAddress("127.0.0.1", port, "tenghe", "A01"), "7f", beat_s=1.0)
        self.rig = Rig(Pile(PILE_250, self.line), Operator())
        pile = self.rig.pile
        self.line.on_start = lambda: pile.start(self.now)
        self.line.on_stop = lambda: pile.stop(self.now)
        self.now = 0.0

    async def pass_time(self, holds: Callable[[], bool], within_s: float) -> None:
        """Let simulated time pass in small pieces, and the sockets work in between."""
        latest = self.now + within_s
        while not holds():
            assert self.now < latest, "did not happen in time"
            self.now = round(self.now + 0.5, 1)
            self.rig.run(self.now)
            await asyncio.sleep(0.005)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[SmallWorld]:
    small = SmallWorld(tmp_path)
    yield small
    await small.close()


@asynccontextmanager
async def connected(pile: FarPile) -> AsyncIterator[FarPile]:
    job = asyncio.get_running_loop().create_task(pile.line.run())
    try:
        await _until(lambda: pile.line.is_connected)
        yield pile
    finally:
        job.cancel()
        with suppress(asyncio.CancelledError):
            await job


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.005)


async def _charging(world: SmallWorld, pile: FarPile) -> None:
    pile.rig.plug(pile.now)
    await pile.pass_time(lambda: pile.line.unacknowledged == 0 and pile.rig.pile.is_plugged, 20)
    world.cable.is_connected = True
    await world.session.start(STATION, STATION.connectors[0])
    await pile.pass_time(lambda: world.session.state.phase is Phase.CHARGING, 60)


async def test_a_charge_is_bought_metered_stopped_and_billed_over_the_line(
    world: SmallWorld,
) -> None:
    async with listening(world) as line, connected(FarPile(line.port)) as pile:
        await _charging(world, pile)
        await pile.pass_time(lambda: pile.rig.pile.reading.energy_kwh > 2.0, 120)
        await world.session.stop()
        await pile.pass_time(lambda: world.session.state.phase is Phase.SETTLED, 60)
        (receipt,) = world.journal.receipts()
        energy_kwh = pile.rig.pile.reading.energy_kwh
        assert float(receipt.bill.energy_kwh) == pytest.approx(energy_kwh, abs=0.01)
        # T/CEC 102: 1 is a stop by the platform.
        assert receipt.bill.stop_reason == 1
        assert (line.refused, pile.line.refused) == ({}, {})


async def test_a_charge_whose_line_is_lost_goes_on_and_is_billed_when_it_is_back(
    world: SmallWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long enough for the charge to end before the line is back.
    monkeypatch.setattr(pile_socket, "RETRY_S", (3.0,))
    async with listening(world) as line:
        pile = FarPile(line.port)
        async with connected(pile):
            await _charging(world, pile)
            await line.close()
            await pile.pass_time(lambda: not pile.line.is_connected, 60)
            before_kwh = pile.rig.pile.reading.energy_kwh
            await pile.pass_time(lambda: pile.rig.pile.reading.energy_kwh > before_kwh + 1, 60)
            pile.rig.pile.stop(pile.now)
            assert not pile.line.is_connected
            await pile.pass_time(lambda: world.session.state.phase is Phase.SETTLED, 3600)
            assert pile.line.unacknowledged == 0
            (receipt,) = world.journal.receipts()
            energy_kwh = pile.rig.pile.reading.energy_kwh
            assert float(receipt.bill.energy_kwh) == pytest.approx(energy_kwh, abs=0.01)
            # 0 is a stop at the pile.
            assert receipt.bill.stop_reason == 0
