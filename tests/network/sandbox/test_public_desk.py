"""What a simulated operator tells of its stations by itself, and when asked too much."""

import asyncio
import json
from datetime import date
from pathlib import Path

import httpx
import msgspec
import pytest

from network.errors import Refused
from network.keys import resolve
from network.operators.envelope import open_response, seal_request
from network.sandbox.tcec_app import HOST
from network.stations import State, Status
from tests.network.small_world import STATION, SmallWorld, run

KEYS = resolve("sandbox:tenghe", {})


def pushes(world: SmallWorld, interface: str) -> int:
    return sum(exchange.url.endswith(interface) for exchange in world.wire.exchanges)


async def ask(world: SmallWorld, interface: str, plain: dict[str, object]) -> tuple[int, object]:
    """Ask as any client would; answers Ret and the business object."""
    token = await world.operators["tenghe"].fetch_token()
    body = seal_request(
        KEYS.outbound, KEYS.platform_code, msgspec.json.encode(plain), "20260302175900", "0001"
    )
    transport = httpx.ASGITransport(world.sandbox.app)
    async with httpx.AsyncClient(transport=transport) as client:
        answer = await client.post(
            f"http://{HOST}/tenghe/evcs/v1/{interface}",
            content=body,
            headers={"Authorization": f"Bearer {token}"},
        )
    opened = open_response(KEYS.outbound, answer.content)
    return opened.ret, json.loads(opened.data) if opened.data else None


def test_more_than_50_stations_are_refused(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        ret, answer = await ask(world, "query_station_status", {"StationIDs": ["S1"] * 50})
        assert ret == 0
        assert isinstance(answer, dict)
        assert answer["Total"] == 1  # one that is asked for twice is told once
        ret, _ = await ask(world, "query_station_status", {"StationIDs": ["S1"] * 51})
        assert ret == 4004

    run(scenario, tmp_path)


def test_a_page_beyond_the_last_is_empty_and_echoed(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        _, answer = await ask(world, "query_stations_info", {"PageNo": 7, "PageSize": 10})
        assert isinstance(answer, dict)
        assert (answer["PageNo"], answer["PageCount"], answer["ItemSize"]) == (7, 1, 1)
        assert answer["StationInfos"] == []

    run(scenario, tmp_path)


def test_pages_count_from_1(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        for question in ({"PageNo": 0}, {"PageNo": -1}, {"PageNo": 1, "PageSize": 0}):
            assert (await ask(world, "query_stations_info", dict(question)))[0] == 4004

    run(scenario, tmp_path)


def test_no_last_query_time_asks_for_everything(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        ret, answer = await ask(world, "query_stations_info", {"LastQueryTime": None, "PageNo": 1})
        assert ret == 0
        assert isinstance(answer, dict)
        assert answer["ItemSize"] == 1

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    ("begin", "end", "says"),
    [
        ("2026-03-02", "2026-03-01", "EndTime is before StartTime"),
        ("2026-03-01", "2026-03-08", "at most 7 days a call"),
    ],
)
def test_days_that_cannot_be_summed_up_are_refused_with_their_reason(
    tmp_path: Path, begin: str, end: str, says: str
) -> None:
    async def scenario(world: SmallWorld) -> None:
        with pytest.raises(Refused, match=says):
            await world.operators["tenghe"].energy(
                "S1", date.fromisoformat(begin), date.fromisoformat(end)
            )

    run(scenario, tmp_path)


def test_the_standards_own_time_is_understood_and_nonsense_is_not(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        # As the published example writes it, not zero-padded.
        old = {"LastQueryTime": "2016-1-2 12:12:12", "PageNo": 1, "PageSize": 1}
        _, answer = await ask(world, "query_stations_info", old)
        assert isinstance(answer, dict)
        assert answer["ItemSize"] == 1
        bad = old | {"LastQueryTime": "yesterday"}
        assert (await ask(world, "query_stations_info", bad))[0] == 4004

    run(scenario, tmp_path)


def test_every_interface_of_a_cpo_is_served(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        for interface in (
            "query_station_status",
            "query_station_stats",
            "query_equip_auth",
            "query_equip_business_policy",
            "query_start_charge",
            "query_equip_charge_status",
            "query_stop_charge",
            "query_terminal_code",
            "x_query_vin_binding",
        ):
            assert (interface, (await ask(world, interface, {}))[0]) == (interface, 4004)
        assert (await ask(world, "query_stations_info", {}))[0] == 0  # nothing is needed
        assert (await ask(world, "query_everything", {}))[0] == 4003

    run(scenario, tmp_path)


def test_what_a_connector_does_is_pushed_when_it_changes(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await asyncio.sleep(1)
        await world.session.start(STATION, STATION.connectors[0])
        await asyncio.sleep(1)
        world.cable.stop_reason = 0
        await world.charge(5)
        await asyncio.sleep(1)
        world.unplug()
        await asyncio.sleep(1)
        assert [(name, state) for name, state, _ in world.states.told] == [
            ("A01", State(Status.OCCUPIED)),
            ("A01", State(Status.CHARGING)),
            ("A01", State(Status.OCCUPIED)),
            ("A01", State(Status.AVAILABLE)),
        ]

    run(scenario, tmp_path)


def test_a_bill_is_sent_until_it_is_confirmed_and_reconciled_an_hour_later(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        world.sandbox.attach("http://nobody.is.here/evcs/v1")
        await world.charge(10)
        await asyncio.sleep(330)
        assert pushes(world, "notification_charge_order_info") == 0  # not even a token is had
        assert pushes(world, "query_token") > 5
        world.sandbox.attach("http://platform.inbox/evcs/v1")
        await asyncio.sleep(61)
        assert pushes(world, "notification_charge_order_info") == 1
        assert len(world.journal.receipts()) == 1
        await asyncio.sleep(3500)
        assert pushes(world, "check_charge_orders") == 0
        await asyncio.sleep(120)
        assert pushes(world, "check_charge_orders") == 1
        assert pushes(world, "notification_charge_order_info") == 1

    run(scenario, tmp_path)
