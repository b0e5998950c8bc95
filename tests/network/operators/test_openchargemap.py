"""List stations from Open Charge Map: pages, pace, key and refusals, against a small server."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from network.errors import Garbled, Refused, Unreachable
from network.keys import ApiKey
from network.operators.directory import OperatorProfile, load_profile
from network.operators.openchargemap import OpenChargeMap
from network.stations import Status
from network.wire import Wire
from tests.network.operators.openchargemap_examples import COMPACT, REFERENCE
from vehicle.time_jump import TimeJumpLoop

PROFILE = load_profile(
    Path(__file__).parents[3] / "resources" / "operators" / "_openchargemap.toml"
)
KEY = "f00dcafe-key-of-ours"
HOST = "api.openchargemap.test"


class Server:
    """Lists places by id as the interface describes it, some fewer a page than are asked for."""

    def __init__(self, count: int, most: int = 40) -> None:
        self.places = [
            json.loads(COMPACT) | {"ID": number, "StatusTypeID": 50}
            for number in range(1, count + 1)
        ]
        self.most = most
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.agents: set[str] = set()
        self.answer: Callable[[dict[str, str]], Response] | None = None
        self.app = Starlette(
            routes=[Route("/v3/poi", self._poi), Route("/v3/referencedata", self._lists)]
        )

    def _take(self, request: Request) -> dict[str, str]:
        query = dict(parse_qsl(request.url.query))
        self.asked.append((asyncio.get_running_loop().time(), request.url.path, query))
        self.agents.add(request.headers["user-agent"])
        return query

    async def _lists(self, request: Request) -> Response:
        self._take(request)
        return Response(REFERENCE, media_type="application/json")

    async def _poi(self, request: Request) -> Response:
        query = self._take(request)
        if request.headers.get("x-api-key") != KEY:
            return JSONResponse({"error": "no"}, 403)
        if self.answer is not None:
            return self.answer(query)
        after, wanted = int(query.get("greaterthanid", "0")), query.get("chargepointid")
        found = [one for one in self.places if one["ID"] > after]
        if wanted is not None:
            found = [one for one in found if str(one["ID"]) in wanted.split(",")]
        return JSONResponse(found[: min(self.most, int(query["maxresults"]))])


def run(server: Server, scenario: Callable[[OpenChargeMap, Wire], Awaitable[None]]) -> None:
    async def body() -> None:
        wire = Wire({HOST: server.app})
        loop = asyncio.get_running_loop()
        source = OpenChargeMap(
            PROFILE, f"http://{HOST}/v3/", ApiKey(KEY), wire, loop.time, asyncio.sleep
        )
        try:
            await scenario(source, wire)
        finally:
            await wire.aclose()

    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        runner.run(body())


async def listed(source: OpenChargeMap, since: datetime | None = None) -> list[str]:
    return [one.id async for page in source.station_pages(since) for one in page.stations]


def test_all_pages_of_a_country_come_until_an_empty_one() -> None:
    server = Server(100)

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        assert await listed(source) == [str(number) for number in range(1, 101)]

    run(server, scenario)
    pages = [query for _, path, query in server.asked if path == "/v3/poi"]
    assert [query["greaterthanid"] for query in pages] == ["0", "40", "80", "100"]
    first = pages[0]
    assert (first["countrycode"], first["sortby"], first["maxresults"]) == ("CN", "id_asc", "100")
    assert (first["compact"], first["verbose"], first["opendata"]) == ("true", "false", "true")
    assert server.agents == {"Chargedeck/0.1.0"}


def test_questions_keep_their_distance() -> None:
    server = Server(100)

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        await asyncio.gather(listed(source), source.dated_statuses(["1"]))

    run(server, scenario)
    moments = [at for at, _, _ in server.asked]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert len(gaps) == 5
    assert min(gaps) >= 1.19


def test_the_key_is_in_no_address() -> None:
    server = Server(3)

    async def scenario(source: OpenChargeMap, wire: Wire) -> None:
        await listed(source)
        assert len(wire.exchanges) == 3
        assert KEY not in repr(list(wire.exchanges))
        assert KEY not in repr(source.__dict__)

    run(server, scenario)


def test_a_box_is_asked_by_its_corners() -> None:
    server = Server(1)

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        source.profile = load_profile_with_box()
        await listed(source)

    run(server, scenario)
    query = server.asked[-1][2]
    assert query["boundingbox"] == "(32.0,120.8),(30.6,122.1)"  # top left, bottom right
    assert "countrycode" not in query


def load_profile_with_box() -> OperatorProfile:
    return replace(PROFILE, area=(32.0, 120.8, 30.6, 122.1))


def test_changes_are_asked_for_since_a_moment() -> None:
    server = Server(1)

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        await listed(source, datetime(2026, 3, 2, 10, 0, tzinfo=UTC))

    run(server, scenario)
    assert server.asked[-1][2]["modifiedsince"] == "2026-03-02T10:00:00Z"


def test_a_place_that_cannot_be_read_or_shown_does_not_spoil_its_page() -> None:
    server = Server(4)
    server.places[1]["AddressInfo"] = {"Latitude": "north"}
    server.places[2]["StatusTypeID"] = 200

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        assert await listed(source) == ["1", "4"]
        assert source.left_out == {"has no coordinates": 1, "is no more": 1}
        assert source.defects == {"Address.Latitude cannot be read": 1}

    run(server, scenario)


def test_statuses_are_those_that_a_machine_told_with_their_moment() -> None:
    server = Server(3)
    for number, status in enumerate((10, 50, 20)):
        server.places[number]["Connections"][0]["StatusTypeID"] = status

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        assert await source.dated_statuses(["1", "2", "3"]) == {
            "1/144186/1": (Status.AVAILABLE, 1524031380.0),
            "1/144186/2": (Status.AVAILABLE, 1524031380.0),
            "3/144186/1": (Status.OCCUPIED, 1524031380.0),
            "3/144186/2": (Status.OCCUPIED, 1524031380.0),
        }

    run(server, scenario)


def test_a_wrong_key_is_a_refusal_and_too_many_questions_name_the_wait() -> None:
    server = Server(1)
    server.answer = lambda _: Response(status_code=429, headers={"Retry-After": "60"})

    async def scenario(source: OpenChargeMap, wire: Wire) -> None:
        with pytest.raises(Unreachable) as found:
            await listed(source)
        assert found.value.retry_s == 60
        other = OpenChargeMap(
            PROFILE,
            f"http://{HOST}/v3",
            ApiKey("wrong"),
            wire,
            asyncio.get_running_loop().time,
            asyncio.sleep,
        )
        with pytest.raises(Refused, match="does not accept our key"):
            await listed(other)

    run(server, scenario)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{}", "not a list of places"),
        ("[" * 100_000, "not a list of places"),
        ("[{}]", "its pages lead in a circle"),
        (f"[{COMPACT}]", "its pages lead in a circle"),
    ],
)
def test_an_answer_that_is_none_ends_the_listing(body: str, says: str) -> None:
    server = Server(1)
    server.answer = lambda _: Response(body, media_type="application/json")

    async def scenario(source: OpenChargeMap, _: Wire) -> None:
        with pytest.raises(Garbled, match=says):
            await listed(source)

    run(server, scenario)
