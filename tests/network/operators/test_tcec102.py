"""The client of one operator: tokens, refusals, hostile answers, one clear error each."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.errors import Garbled, OperatorError, Refused, Unreachable
from network.keys import resolve
from network.operators.envelope import open_request, seal_response
from network.operators.tcec102 import TcecOperator
from network.order import Event
from network.sandbox.behaviour import Fault, Mishap
from network.stations import Parking, Site, Status, single_piles
from network.wire import Wire
from tests.network.small_world import STATION, SmallWorld, run

SEQ = "SIM000001202603021759000001"
KEYS = resolve("sandbox:tenghe", {})


def calls(world: SmallWorld, interface: str) -> int:
    return sum(exchange.url.endswith(f"/{interface}") for exchange in world.wire.exchanges)


def test_one_token_is_fetched_however_many_ask_for_it(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        await asyncio.gather(*(operator.prices("A01") for _ in range(20)))
        assert calls(world, "query_token") == 1

    run(scenario, tmp_path)


def test_a_token_is_renewed_before_it_expires(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        await operator.fetch_token()
        await asyncio.sleep(5700)  # 80 % of 7200 s is 5760 s
        await operator.fetch_token()
        assert calls(world, "query_token") == 1
        await asyncio.sleep(100)
        await operator.fetch_token()
        assert calls(world, "query_token") == 2

    run(scenario, tmp_path)


def test_a_query_with_a_refused_token_is_repeated_once_with_a_new_one(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        await operator.fetch_token()
        world.sandbox.desks["tenghe"].forget_tokens()
        await operator.prices("A01")
        assert calls(world, "query_token") == 2
        assert calls(world, "query_equip_business_policy") == 2

    run(scenario, tmp_path)


def test_a_start_with_a_refused_token_is_not_repeated(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        await operator.fetch_token()
        world.sandbox.desks["tenghe"].forget_tokens()
        with pytest.raises(Refused) as caught:
            await operator.start_charge(SEQ, "A01")
        assert caught.value.code == 4002
        assert calls(world, "query_start_charge") == 1
        assert await operator.start_charge(SEQ, "A01") is Event.TOLD_STARTING

    run(scenario, tmp_path)


def test_a_start_told_twice_starts_once(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        assert await operator.start_charge(SEQ, "A01") is Event.TOLD_STARTING
        assert await operator.start_charge(SEQ, "A01") is Event.TOLD_STARTING
        assert world.cable.starts == 1

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    ("mishap", "error", "says"),
    [
        (Mishap(Fault.DOWN), Unreachable, "HTTP 503"),
        (Mishap(Fault.LOST_ANSWER), Unreachable, "the connection broke"),
        (Mishap(Fault.GARBAGE), Garbled, "not an answer"),
        (Mishap(Fault.TRUNCATED), Garbled, "not an answer"),
        (Mishap(Fault.BAD_SIGNATURE), Garbled, "the signature is wrong"),
        (Mishap(Fault.REFUSAL, 4001, "sig"), Refused, "sig"),
        (Mishap(Fault.REFUSAL, 500, ""), Refused, "refuses without a reason"),
    ],
)
def test_a_hostile_answer_is_one_clear_error(
    tmp_path: Path, mishap: Mishap, error: type[OperatorError], says: str
) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        await operator.fetch_token()
        world.sandbox.behaviours["tenghe"].plan("*", mishap, None)
        with pytest.raises(error, match=says) as caught:
            await operator.prices("A01")
        assert str(caught.value).startswith("腾禾充电: ")
        assert "\n" not in str(caught.value)

    run(scenario, tmp_path)


def test_a_refusal_carries_its_ret(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        world.sandbox.behaviours["tenghe"].plan("*", Mishap(Fault.REFUSAL, 4001, "签名错误"))
        with pytest.raises(Refused, match="签名错误") as caught:
            await operator.fetch_token()
        assert caught.value.code == 4001

    run(scenario, tmp_path)


def test_stations_statuses_and_prices_come_over_the_protocol(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        page = await operator.stations(1)
        assert (page.page, page.pages) == (1, 1)
        (station,) = page.stations
        # GCJ-02 travels with 6 decimals: about 0.1 m.
        assert station.lat == pytest.approx(STATION.lat, abs=2e-6)
        assert station.lon == pytest.approx(STATION.lon, abs=2e-6)
        assert station.printed is not None
        prices = await operator.prices("A01")
        assert station.printed == replace(prices, is_printed=True)
        told = [replace(gun, status=Status.UNKNOWN) for gun in STATION.connectors]
        assert station == replace(
            STATION,
            lat=station.lat,
            lon=station.lon,
            parking=Parking(Site.CAR_PARK),
            printed=station.printed,
            equipment=single_piles(told),
        )
        world.plug("A02")
        assert await operator.statuses(["S1", "S9"]) == {
            "A01": Status.AVAILABLE,
            "A02": Status.OCCUPIED,
            "A03": Status.OFFLINE,
        }
        prices = await operator.prices("A01")
        assert 2 <= len(prices.periods) <= 6
        with pytest.raises(Refused, match="no price"):
            await operator.prices("Z99")

    run(scenario, tmp_path)


def test_an_unknown_charge_is_said_to_be_not_known(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        report = await world.operators["tenghe"].charge_status(SEQ)
        assert report.event is Event.NOT_KNOWN

    run(scenario, tmp_path)


def test_stopping_what_has_ended_says_ended(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        await operator.start_charge(SEQ, "A01")
        world.unplug()
        assert await operator.stop_charge(SEQ, "A01") is Event.TOLD_ENDED
        with pytest.raises(Refused) as caught:
            await operator.stop_charge("SIM000001202603021759009999", "A01")
        assert caught.value.code == 1

    run(scenario, tmp_path)


def answers(plain: bytes) -> Starlette:
    """Serve an operator whose every answer but the token is `plain`."""
    token = b'{"OperatorID":"SIM100001","SuccStat":0,"AccessToken":"t","TokenAvailableTime":7200}'

    async def respond(request: Request) -> Response:
        open_request(KEYS.outbound, await request.body())
        is_token = request.path_params["interface"] == "query_token"
        return Response(seal_response(KEYS.outbound, 0, "", token if is_token else plain))

    return Starlette(routes=[Route("/{interface}", respond, methods=["POST"])])


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        (b"", "query_equip_charge_status: Input data was truncated"),
        (b"[]", "Expected `object`"),
        (b'{"StartChargeSeq":"x"}', "missing required field"),
        (
            b'{"StartChargeSeq":"other","StartChargeSeqStat":2,"ConnectorID":"A01",'
            b'"ConnectorStatus":3,"CurrentA":1,"VoltageA":1,"Soc":1,"StartTime":"","EndTime":"",'
            b'"TotalPower":1}',
            "answers about another charge",
        ),
        (
            b'{"StartChargeSeq":"SIM000001202603021759000001","StartChargeSeqStat":9,'
            b'"ConnectorID":"A01","ConnectorStatus":3,"CurrentA":1,"VoltageA":1,"Soc":1,'
            b'"StartTime":"","EndTime":"","TotalPower":1}',
            "StartChargeSeqStat 9 is not defined",
        ),
        (
            b'{"StartChargeSeq":"SIM000001202603021759000001","StartChargeSeqStat":2,'
            b'"ConnectorID":"A01","ConnectorStatus":3,"CurrentA":1,"VoltageA":1,"Soc":1,'
            b'"StartTime":"yesterday","EndTime":"","TotalPower":1}',
            "'yesterday' is not a time",
        ),
    ],
)
def test_a_well_signed_answer_that_makes_no_sense_is_garbled(
    tmp_path: Path, plain: bytes, says: str
) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = at("http://odd", Wire({"odd": answers(plain)}), world)
        with pytest.raises(Garbled, match=says):
            await operator.charge_status(SEQ)

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    ("token", "check"),
    [
        (b'{"OperatorID":"x","SuccStat":1,"FailReason":2}', Refused),
        (b'{"OperatorID":"x","SuccStat":0}', Garbled),
    ],
)
def test_no_token_is_an_error(tmp_path: Path, token: bytes, check: type[OperatorError]) -> None:
    async def respond(_: Request) -> Response:
        return Response(seal_response(KEYS.outbound, 0, "", token))

    app = Starlette(routes=[Route("/{interface}", respond, methods=["POST"])])

    async def scenario(world: SmallWorld) -> None:
        with pytest.raises(check):
            await at("http://odd", Wire({"odd": app}), world).fetch_token()

    run(scenario, tmp_path)


def at(url: str, wire: Wire, world: SmallWorld) -> TcecOperator:
    profile = world.directory.profiles["tenghe"]
    return TcecOperator(profile, url, KEYS, wire, world.runtime.now, world.runtime.wall)


def test_money_is_decimal_to_the_last_digit(tmp_path: Path) -> None:
    plain = (
        b'{"StartChargeSeq":"SIM000001202603021759000001","StartChargeSeqStat":"2",'
        b'"ConnectorID":"A01","ConnectorStatus":3,"CurrentA":150.1,"VoltageA":"800.2","Soc":55,'
        b'"StartTime":"2016-1-2 12:12:12","EndTime":"2016-01-02 12:13:12","TotalPower":2.10,'
        b'"ElecMoney":2.35,"SeviceMoney":"1.26","x":{}}'
    )

    async def scenario(world: SmallWorld) -> None:
        operator = at("http://odd", Wire({"odd": answers(plain)}), world)
        report = await operator.charge_status(SEQ)
        assert report.event is Event.TOLD_CHARGING
        assert (report.energy_kwh, report.energy_cny) == (Decimal("2.10"), Decimal("2.35"))
        assert report.service_cny == Decimal("1.26")
        assert report.started_at is not None
        assert report.started_at.isoformat() == "2016-01-02T12:12:12+08:00"

    run(scenario, tmp_path)
