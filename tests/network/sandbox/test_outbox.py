"""What an operator must tell it tells again, as things are by then, and more than three times."""

import asyncio
from pathlib import Path

from network.stations import Status
from tests.network.small_world import INBOX_URL, SmallWorld, run

SEQ = "SIM000001202603021759000001"


def test_a_result_that_nobody_takes_is_told_once_and_repeated_more_than_three_times(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        # The platform has no such order, so it does not take the result.
        await world.operators["tenghe"].start_charge(SEQ, "A01")
        await world.charge(2)
        await asyncio.sleep(3600.0)
        urls = [exchange.url for exchange in world.wire.exchanges]
        assert sum(url.endswith("/notification_start_charge_result") for url in urls) == 5

    run(scenario, tmp_path)


def test_a_status_that_was_not_taken_is_not_told_after_a_newer_one(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug("A02")
        await asyncio.sleep(30.0)
        world.unplug("A02")
        await asyncio.sleep(1.0)
        world.sandbox.attach(INBOX_URL)
        await asyncio.sleep(300.0)
        assert [state.status for _, state, _ in world.states.told] == [Status.AVAILABLE]

    run(scenario, tmp_path)
