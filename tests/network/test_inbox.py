"""What operators push: verified, taken once, answered; late and repeated words change nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

import httpx
import msgspec
import pytest

from network.keys import PLATFORM_CODE, resolve
from network.operators.dialect import Dialect
from network.operators.envelope import KeySet, Response, open_response, seal_request
from network.operators.tcec102_fields import Ack, CheckAnswer, OrderAck, TokenAnswer
from network.operators.tcec102_info import StatusAck
from network.order import Phase
from network.session import Trouble
from network.stations import Bay, GroundLock, State, Status
from tests.network.small_world import STATION, SmallWorld, run

KEYS = resolve("sandbox:tenghe", {})
TENGHE = "SIM100001"
CHENXING = "SIM100002"


async def raw(world: SmallWorld, interface: str, body: bytes, token: str = "") -> httpx.Response:
    """Post bytes to the inbox as an operator's server does."""
    transport = httpx.ASGITransport(world.inbox.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://inbox") as client:
        headers = {"Authorization": f"Bearer {token}"}
        return await client.post(f"/evcs/v1/{interface}", content=body, headers=headers)


def seal(plain: str, keys: KeySet = KEYS.inbound, code: str = TENGHE, seq: str = "0001") -> bytes:
    return seal_request(keys, code, plain.encode(), "20260302175900", seq)


async def token_of(world: SmallWorld) -> str:
    secret = KEYS.inbound_secret
    question = f'{{"OperatorID":"{TENGHE}","OperatorSecret":"{secret}"}}'
    answer = await raw(world, "query_token", seal(question))
    opened = open_response(KEYS.inbound, answer.content)
    return Dialect().decode(opened.data, TokenAnswer).AccessToken


async def push(world: SmallWorld, interface: str, plain: str, seq: str = "0001") -> Response:
    token = await token_of(world)
    answer = await raw(world, interface, seal(plain, seq=seq), token)
    return open_response(KEYS.inbound, answer.content)


def status_of(seq: str, stat: int, energy: str) -> str:
    return (
        f'{{"StartChargeSeq":"{seq}","StartChargeSeqStat":{stat},"ConnectorID":"A01",'
        f'"ConnectorStatus":3,"CurrentA":150,"VoltageA":800,"Soc":41,'
        f'"StartTime":"2026-03-02 17:59:03","EndTime":"2026-03-02 17:59:08",'
        f'"TotalPower":{energy},"ElecMoney":1.00,"SeviceMoney":0.50}}'
    )


def bill_of(seq: str, total: str = "1.50") -> str:
    return (
        f'{{"StartChargeSeq":"{seq}","ConnectorID":"A01","StartTime":"2026-03-02 17:59:03",'
        f'"EndTime":"2026-03-02 18:09:03","TotalPower":1.20,"TotalElecMoney":1.00,'
        f'"TotalSeviceMoney":0.50,"TotalMoney":{total},"StopReason":2}}'
    )


def with_an_order(
    scenario: Callable[[SmallWorld, str], Awaitable[None]],
) -> Callable[[SmallWorld], Awaitable[None]]:
    async def play(world: SmallWorld) -> None:
        world.sandbox.attach("")  # only what the test pushes
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await scenario(world, world.session.state.seq)

    return play


def test_a_status_is_taken_and_acknowledged(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        answer = await push(world, "notification_equip_charge_status", status_of(seq, 2, "1.20"))
        assert msgspec.json.decode(answer.data, type=Ack).SuccStat == 0
        assert world.session.state.phase is Phase.CHARGING
        assert world.session.state.energy_kwh == Decimal("1.20")
        assert world.session.state.cost_cny == Decimal("1.50")

    run(with_an_order(scenario), tmp_path)


def test_pushes_out_of_order_never_take_energy_back(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        interface = "notification_equip_charge_status"
        await push(world, interface, status_of(seq, 2, "2.40"), "0001")
        await push(world, interface, status_of(seq, 1, "1.20"), "0002")
        assert world.session.state.energy_kwh == Decimal("2.40")
        assert world.session.state.phase is Phase.CHARGING

    run(with_an_order(scenario), tmp_path)


def test_a_start_result_after_the_bill_does_not_reopen_the_order(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        await push(world, "notification_charge_order_info", bill_of(seq))
        start = (
            f'{{"StartChargeSeq":"{seq}","StartChargeSeqStat":2,"ConnectorID":"A01",'
            f'"StartTime":"2026-03-02 17:59:03","IdentCode":"8842"}}'
        )
        await push(world, "notification_start_charge_result", start)
        assert world.session.state.phase is Phase.SETTLED

    run(with_an_order(scenario), tmp_path)


def test_a_stop_code_is_shown(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        start = (
            f'{{"StartChargeSeq":"{seq}","StartChargeSeqStat":2,"ConnectorID":"A01",'
            f'"StartTime":"2026-03-02 17:59:03","IdentCode":"8842"}}'
        )
        await push(world, "notification_start_charge_result", start)
        assert world.session.state.stop_code == "8842"

    run(with_an_order(scenario), tmp_path)


def test_a_bill_sent_twice_is_one_receipt_confirmed_twice(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        for count in ("0001", "0002"):
            answer = await push(world, "notification_charge_order_info", bill_of(seq), count)
            assert msgspec.json.decode(answer.data, type=OrderAck).ConfirmResult == 0
        assert len(world.journal.receipts()) == 1

    run(with_an_order(scenario), tmp_path)


def test_a_second_bill_with_another_total_is_disputed(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        await push(world, "notification_charge_order_info", bill_of(seq))
        other = bill_of(seq, "9.50")
        answer = await push(world, "notification_charge_order_info", other, "0002")
        assert msgspec.json.decode(answer.data, type=OrderAck).ConfirmResult == 1
        assert world.journal.receipts()[0].bill.total_cny == Decimal("1.50")

    run(with_an_order(scenario), tmp_path)


def test_a_bill_that_does_not_add_up_is_disputed_until_it_is_mended(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        wrong = bill_of(seq, "1.51")
        answer = await push(world, "notification_charge_order_info", wrong)
        assert msgspec.json.decode(answer.data, type=OrderAck).ConfirmResult == 1
        problem = world.session.state.problem
        assert problem is not None
        assert problem.trouble is Trouble.BILL_DISPUTED
        answer = await push(world, "notification_charge_order_info", bill_of(seq), "0002")
        assert msgspec.json.decode(answer.data, type=OrderAck).ConfirmResult == 0
        assert world.session.state.problem is None
        assert not world.journal.receipts()[0].is_disputed

    run(with_an_order(scenario), tmp_path)


def test_another_operator_cannot_speak_about_our_order(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        keys = resolve("sandbox:chenxing", {})
        question = f'{{"OperatorID":"{CHENXING}","OperatorSecret":"{keys.inbound_secret}"}}'
        answer = await raw(world, "query_token", seal(question, keys.inbound, CHENXING))
        opened = open_response(keys.inbound, answer.content)
        token = Dialect().decode(opened.data, TokenAnswer).AccessToken
        body = seal(bill_of(seq), keys.inbound, CHENXING)
        answer = await raw(world, "notification_charge_order_info", body, token)
        opened = open_response(keys.inbound, answer.content)
        assert msgspec.json.decode(opened.data, type=OrderAck).ConfirmResult == 1
        assert world.journal.receipts() == ()

    run(with_an_order(scenario), tmp_path)


def test_a_push_signed_with_another_operators_keys_is_4001(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        body = seal(bill_of(seq), resolve("sandbox:chenxing", {}).inbound, TENGHE)
        answer = await raw(world, "notification_charge_order_info", body, await token_of(world))
        assert open_response(KEYS.inbound, answer.content).ret == 4001
        assert world.journal.receipts() == ()

    run(with_an_order(scenario), tmp_path)


def test_a_push_without_a_token_is_4002(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        answer = await raw(world, "notification_charge_order_info", seal(bill_of(seq)), "guess")
        assert open_response(KEYS.inbound, answer.content).ret == 4002

    run(with_an_order(scenario), tmp_path)


@pytest.mark.parametrize(
    ("plain", "ret"), [("{}", 4004), ("[", 4004), ('{"StartChargeSeq":1}', 4004)]
)
def test_a_push_that_is_no_business_object_is_4004(tmp_path: Path, plain: str, ret: int) -> None:
    async def scenario(world: SmallWorld, _: str) -> None:
        assert (await push(world, "notification_charge_order_info", plain)).ret == ret

    run(with_an_order(scenario), tmp_path)


def test_an_interface_we_do_not_serve_is_4003(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, _: str) -> None:
        assert (await push(world, "notification_weather", "{}")).ret == 4003

    run(with_an_order(scenario), tmp_path)


@pytest.mark.parametrize("body", [b"", b"garbage", b"{}", b"\xff" * 64, b'{"x":' + b"[" * 99_999])
def test_bytes_that_are_no_envelope_are_4003(tmp_path: Path, body: bytes) -> None:
    async def scenario(world: SmallWorld) -> None:
        answer = await raw(world, "query_token", body)
        assert (answer.status_code, answer.json()["Ret"]) == (200, 4003)

    run(scenario, tmp_path)


def test_a_body_over_the_cap_is_http_413(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        body = b"x" * (1024 * 1024 + 1)
        assert (await raw(world, "query_token", body)).status_code == 413

    run(scenario, tmp_path)


def test_a_wrong_secret_gets_no_token(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        question = f'{{"OperatorID":"{TENGHE}","OperatorSecret":"guess"}}'
        answer = await raw(world, "query_token", seal(question))
        opened = Dialect().decode(open_response(KEYS.inbound, answer.content).data, TokenAnswer)
        assert (opened.OperatorID, opened.SuccStat, opened.FailReason) == (PLATFORM_CODE, 1, 2)
        assert opened.AccessToken == ""

    run(scenario, tmp_path)


def test_a_token_stays_the_same_while_it_lives(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        first = await token_of(world)
        await asyncio.sleep(10)
        assert await token_of(world) == first
        world.inbox.desk.forget_tokens()

    run(scenario, tmp_path)


def test_a_plug_notice_told_again_has_the_same_answer(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.cable.is_connected = True
        notice = (
            '{"StationID":"S1","ConnectorID":"A01","Vin":"LSMDEMO0000000001",'
            '"PlugTime":"2026-03-02 17:59:00","PlugSeq":"SIM100001202603021759000001"}'
        )
        first = await push(world, "x_notification_vin_plugged", notice, "0001")
        again = await push(world, "x_notification_vin_plugged", notice, "0002")
        assert first.data == again.data
        assert b'"Decision":0' in first.data
        assert len(world.journal.open_orders()) == 1

    run(scenario, tmp_path)


def test_a_bill_that_cannot_be_stored_is_asked_for_again(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        world.journal.close()
        answer = await push(world, "notification_charge_order_info", bill_of(seq))
        assert answer.ret == 500
        world.open_platform()  # so that the world can end it

    run(with_an_order(scenario), tmp_path)


@pytest.mark.parametrize(
    "plain",
    [
        '{"ConnectorStatusInfo":{"ConnectorID":"A02","Status":3,"ParkStatus":50,"LockStatus":10}}',
        '{"ConnectorStatusInfo":[{"ConnectorID":"A02","Status":"3","ParkStatus":50,'
        '"LockStatus":10}]}',
        '{"ConnectorStatusInfos":[{"ConnectorID":"A02","Status":3,"ParkStatus":50,'
        '"LockStatus":10}]}',
    ],
)
def test_a_connectors_status_is_taken_in_every_form_seen(tmp_path: Path, plain: str) -> None:
    async def scenario(world: SmallWorld) -> None:
        answer = await push(world, "notification_stationStatus", plain)
        assert msgspec.json.decode(answer.data, type=StatusAck).Status == 0
        state = State(Status.CHARGING, Bay.TAKEN, GroundLock.DOWN)
        assert world.states.told == [("A02", state, world.runtime.wall().timestamp())]

    run(scenario, tmp_path)


def test_the_status_of_a_connector_that_is_not_there_is_ignored(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        plain = '{"ConnectorStatusInfo":{"ConnectorID":"Z99","Status":3}}'
        answer = await push(world, "notification_stationStatus", plain)
        assert msgspec.json.decode(answer.data, type=StatusAck).Status == 1
        empty = await push(world, "notification_stationStatus", "{}", "0002")
        assert empty.ret == 4004

    run(scenario, tmp_path)


def test_bills_are_reconciled_and_another_operators_are_not_seen(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        await push(world, "notification_charge_order_info", bill_of(seq), "0001")
        plain = (
            f'{{"CheckOrderSeq":"C","StartTime":"a","EndTime":"b","OrderCount":3,'
            f'"TotalOrderPower":3,"TotalOrderMoney":4,"ChargeOrders":['
            f'{{"StartChargeSeq":"{seq}","TotalPower":1.20,"TotalMoney":1.50}},'
            f'{{"StartChargeSeq":"{seq}","TotalPower":1.20,"TotalMoney":1.51}},'
            f'{{"StartChargeSeq":"other","TotalPower":1,"TotalMoney":1}}]}}'
        )
        answer = await push(world, "check_charge_orders", plain, "0002")
        check = msgspec.json.decode(answer.data, type=CheckAnswer)
        assert [(one.StartChargeSeq, one.DisputeReason) for one in check.DisputeOrders] == [
            (seq, 2),
            ("other", 1),
        ]
        assert world.session.bill_of("chenxing", seq) is None

    run(with_an_order(scenario), tmp_path)


def test_a_push_signed_with_the_other_directions_keys_is_refused(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        token = await token_of(world)
        plain = '{"ConnectorStatusInfo":{"ConnectorID":"A02","Status":3}}'
        answer = await raw(world, "notification_stationStatus", seal(plain, KEYS.outbound), token)
        assert open_response(KEYS.inbound, answer.content).ret == 4001
        assert world.states.told == []

    run(scenario, tmp_path)


def test_every_push_of_the_standard_is_served(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        for number, interface in enumerate(
            (
                "notification_stationStatus",
                "notification_start_charge_result",
                "notification_equip_charge_status",
                "notification_stop_charge_result",
                "notification_charge_order_info",
                "check_charge_orders",
            ),
            1,
        ):
            answer = await push(world, interface, "{}", f"{number:04d}")
            assert (interface, answer.ret) == (interface, 4004)  # understood, and found wanting
        unknown = await push(world, "query_stations_info", "{}", "0099")
        assert unknown.ret == 4003

    run(scenario, tmp_path)
