"""Stations, states and statistics over the wire: pages, deltas, limits, and records gone wrong."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.errors import Garbled, Refused
from network.keys import resolve
from network.operators.envelope import open_request, seal_response
from network.operators.tcec102 import TcecOperator
from network.stations import Bay, GroundLock, State, Status
from network.wire import Wire
from tests.network.operators.test_tcec102_parse import STATIONS
from tests.network.small_world import SmallWorld, run

KEYS = resolve("sandbox:tenghe", {})


class Peer:
    """An operator whose stations are given, page by page, and whose questions are kept."""

    def __init__(self, *pages: list[object]) -> None:
        self.pages = pages
        self.asked: list[dict[str, object]] = []
        self.spoil: Callable[[bytes], bytes] = lambda data: data
        self.app = Starlette(routes=[Route("/{interface}", self._respond, methods=["POST"])])

    async def _respond(self, request: Request) -> Response:
        question = json.loads(open_request(KEYS.outbound, await request.body()).data)
        if request.path_params["interface"] == "query_token":
            answer: object = {
                "OperatorID": "x", "SuccStat": 0, "AccessToken": "t", "TokenAvailableTime": 7200,
            }  # fmt: skip
        else:
            self.asked.append(question)
            number = question["PageNo"]
            infos = self.pages[number - 1]
            answer = {
                "PageNo": number,
                "PageCount": str(len(self.pages)),
                "ItemSize": 9,
                "StationInfos": infos,
            }
        data = self.spoil(json.dumps(answer).encode())
        return Response(seal_response(KEYS.outbound, 0, "", data))

    def operator(self, world: SmallWorld) -> TcecOperator:
        profile = world.directory.profiles["tenghe"]
        wire, runtime = Wire({"odd": self.app}), world.runtime
        return TcecOperator(profile, "http://odd", KEYS, wire, runtime.now, runtime.wall)


def info(name: str, **changes: object) -> dict[str, object]:
    station: dict[str, object] = json.loads(STATIONS)["StationInfos"][0]
    return station | {"StationID": name} | changes


def with_power(name: str, power: object) -> dict[str, object]:
    station = json.loads(json.dumps(info(name)))
    station["EquipmentInfos"][0]["ConnectorInfos"][0]["Power"] = power
    return dict(station)


def test_every_page_is_fetched(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        peer = Peer([info("1"), info("2")], [info("3")])
        pages = [page async for page in peer.operator(world).station_pages()]
        assert [[one.id for one in page.stations] for page in pages] == [["1", "2"], ["3"]]
        assert [question["PageNo"] for question in peer.asked] == [1, 2]
        assert {question["LastQueryTime"] for question in peer.asked} == {""}
        assert pages[0].stations[0].connectors[0].power_kw == 120.0

    run(scenario, tmp_path)


def test_only_what_changed_is_asked_for_on_chinas_clock(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        peer = Peer([])
        since = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
        assert [page.stations async for page in peer.operator(world).station_pages(since)] == [()]
        assert peer.asked[0]["LastQueryTime"] == "2026-03-02 04:30:00"

    run(scenario, tmp_path)


def test_a_record_that_makes_no_sense_is_left_out_with_its_reason(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        peer = Peer(
            [
                info("1"),
                info("2", StationLng="here"),
                info("3", EquipmentInfos=[]),
                info("4", StationLat=0, StationLng=0),
                "nonsense",
                info("6"),
                with_power("7", "NaN"),
                with_power("8", -1),
                info("9", StationLat="NaN"),
            ]
        )
        page = await peer.operator(world).stations(1)
        assert [one.id for one in page.stations] == ["1", "6"]
        assert [one.name for one in page.left_out] == ["2", "3", "4", "?", "7", "8", "9"]
        assert "has no connector" in page.left_out[1].reason
        assert b'"StationID": "3"' in page.left_out[1].record

    run(scenario, tmp_path)


def test_the_sandbox_gives_nothing_that_has_not_changed(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        assert len((await operator.stations(1, datetime(2025, 7, 8, tzinfo=UTC))).stations) == 1
        assert (await operator.stations(1, datetime(2025, 7, 10, tzinfo=UTC))).stations == ()

    run(scenario, tmp_path)


def test_at_most_50_stations_are_asked_about_and_more_are_refused(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        assert len(await operator.states(["S1"] * 50)) == 3
        with pytest.raises(ValueError, match="at most 50"):
            await operator.states(["S1"] * 51)

    run(scenario, tmp_path)


def test_states_tell_of_bays_and_locks(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        told = await operator.states(["S1"])
        assert told["A01"] == State(Status.AVAILABLE, Bay.UNKNOWN, GroundLock.UNKNOWN)

    run(scenario, tmp_path)


def test_statistics_count_what_was_charged(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        await operator.start_charge("SIM000001202603021759000001", "A01")
        await world.charge(60)
        day = date(2026, 3, 2)
        assert await operator.energy("S1", day, day) == Decimal("2.0")
        assert await operator.energy("S1", date(2026, 3, 1), date(2026, 3, 1)) == Decimal("0.0")
        for bad in (("S9", day, day), ("S1", date(2026, 2, 1), day), ("S1", day, date(2026, 3, 1))):
            with pytest.raises(Refused) as caught:
                await operator.energy(*bad)
            assert caught.value.code == 4004

    run(scenario, tmp_path)


def test_a_charge_is_authorised_where_something_is_plugged_in(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        with pytest.raises(Refused) as caught:
            await operator.authorise("A01")
        assert caught.value.code == 1
        world.plug()
        assert await operator.authorise("A01") == "A01"
        assert await operator.authorise(f"hlht://A01.{operator.profile.code}/x") == "A01"

    run(scenario, tmp_path)


def test_a_code_that_we_cannot_read_is_asked_about(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        code = f"hlht://A02.{operator.profile.code}/"
        assert await operator.find_connector(code) == "A02"
        with pytest.raises(Refused, match="does not know this code"):
            await operator.find_connector("https://example.com/9")

    run(scenario, tmp_path)


def test_an_answer_about_another_station_is_garbled(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        async def respond(request: Request) -> Response:
            is_token = request.path_params["interface"] == "query_token"
            token = {
                "OperatorID": "x", "SuccStat": 0, "AccessToken": "t", "TokenAvailableTime": 9,
            }  # fmt: skip
            stats = {
                "StationID": "S2", "StartTime": "", "EndTime": "", "StationElectricity": 1,
                "EquipmentStatsInfos": [],
            }  # fmt: skip
            plain = token if is_token else {"StationStats": stats}
            return Response(seal_response(KEYS.outbound, 0, "", json.dumps(plain).encode()))

        peer = Peer()
        peer.app = Starlette(routes=[Route("/{interface}", respond, methods=["POST"])])
        day = date(2026, 3, 2)
        with pytest.raises(Garbled, match="another station"):
            await peer.operator(world).energy("S1", day, day)

    run(scenario, tmp_path)


def test_both_sides_agree_on_a_bill(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        with pytest.raises(Refused) as caught:  # it asks us, we do not ask it
            await operator.check_orders(world.runtime.wall(), world.runtime.wall(), [])
        assert caught.value.code == 4003

    run(scenario, tmp_path)


def test_area_codes_that_are_none_are_passed_over_and_counted(tmp_path: Path) -> None:
    without = info("6")
    del without["AreaCode"]

    async def scenario(world: SmallWorld) -> None:
        peer = Peer(
            [
                info("1"),
                info("2", AreaCode="000000"),
                info("3", AreaCode="Hangzhou"),
                info("4", AreaCode=370281),
                info("5", AreaCode=None),
                without,
                info("7", AreaCode="370281001003"),
            ]
        )
        page = await peer.operator(world).stations(1)
        assert page.left_out == ()
        codes = ["370281", "", "", "370281", "", "", "370281"]
        assert [one.area_code for one in page.stations] == codes
        assert page.defects == {
            "AreaCode is 000000": 1,
            "AreaCode is no county's": 1,
            "AreaCode is not of six digits": 2,
            "AreaCode is missing": 2,
        }

    run(scenario, tmp_path)


def changed(name: str, key: str, value: object) -> dict[str, object]:
    """Make a station of which one field of the first gun, of its pile or of itself is another."""
    station = json.loads(json.dumps(info(name)))
    pile = station["EquipmentInfos"][0]
    owner = next(one for one in (pile["ConnectorInfos"][0], pile, station) if key in one)
    owner[key] = value
    return dict(station)


LONG = "\u202e<b>长</b>\r\n\x00" + "长" * 200_000


def test_no_number_or_text_of_a_station_does_harm(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        peer = Peer(
            [
                changed("1", "VoltageUpperLimits", 10**400),
                changed("2", "ParkNums", 10**400),
                changed("3", "Current", -(10**30)),
                changed("4", "StationName", LONG),
                changed("5", "EquipmentName", LONG),
                changed("6", "StationName", "\u202e\x00"),
            ]
        )
        page = await peer.operator(world).stations(1)
        assert [str(one) for one in page.left_out] == [
            f"{name}: a whole number is too large" for name in "123"
        ]
        four, five, six = page.stations
        assert four.name == "<b>长</b> " + "长" * 110 + "…"
        assert five.equipment[0].name == four.name
        assert six.name == six.address

    run(scenario, tmp_path)


def doubled(data: bytes) -> bytes:
    """Give the second of the stations another id as well."""
    return data.replace(b'"StationID": "2"', b'"StationID": "other", "StationID": "2"')


def many(count: int) -> list[object]:
    return [info(str(number), Remark="x" * 2000) for number in range(count)]


def test_a_key_that_is_doubled_spoils_its_record_alone_on_a_large_page(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        peer = Peer(many(60))
        peer.spoil = doubled
        page = await peer.operator(world).stations(1)
        assert page.size > 100_000
        assert len(page.stations) == 59
        assert [str(one) for one in page.left_out] == ["2: an object has a key twice"]

    run(scenario, tmp_path)


def test_a_key_that_is_doubled_around_the_records_spoils_the_page(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        peer = Peer(many(60))
        peer.spoil = lambda data: data.replace(b'"ItemSize": 9', b'"ItemSize": 9, "PageCount": 7')
        with pytest.raises(Garbled, match="an object has a key twice"):
            await peer.operator(world).stations(1)

    run(scenario, tmp_path)
