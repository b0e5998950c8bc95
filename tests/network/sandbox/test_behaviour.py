"""An operator misbehaves as it was told, and the platform pays for one charge."""

import asyncio
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from network.errors import OperatorError, Refused, Unreachable
from network.operators.ocpi import OcpiOperator
from network.operators.tcec102 import TcecOperator
from network.order import Phase
from network.sandbox.behaviour import HOLD_S, SLOW_S, Behaviour, Vice
from network.session_state import Trouble
from network.stations import Status
from tests.network.ocpi_world import FIRST, PLACE, OcpiWorld, run_ocpi
from tests.network.small_world import PLATFORM, STATION, SmallWorld, run


def _take_up(world: SmallWorld, *vices: Vice) -> TcecOperator:
    for vice in vices:
        world.sandbox.behaviours["tenghe"].set_vice(vice, is_on=True)
    return world.operators["tenghe"]


async def _ask(operator: TcecOperator | OcpiOperator, times: int, station: str) -> list[str]:
    """Ask for statuses again and again; `fine` where they came."""
    heard = []
    for _ in range(times):
        try:
            await operator.statuses([station])
        except OperatorError as error:
            heard.append(type(error).__name__)
        else:
            heard.append("fine")
    return heard


class Listener:
    """Stands before the inbox and notes what is pushed, in the order of arrival."""

    def __init__(self, world: SmallWorld) -> None:
        self.heard: list[str] = []
        self._inbox = world.inbox.app
        world.wire.route(PLATFORM, self._pass_on)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.heard.append(str(scope["path"]).rsplit("/", 1)[-1])
        await self._inbox(scope, receive, send)


async def _charge(world: SmallWorld, seconds: int = 40, after_s: float = 200.0) -> None:
    world.plug()
    await world.session.start(STATION, STATION.connectors[0])
    await world.charge(seconds)
    await asyncio.sleep(after_s)


def test_who_refuses_refuses_until_the_vice_is_given_up(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = _take_up(world, Vice.REFUSE)
        with pytest.raises(Refused) as caught:
            await operator.statuses(["S1"])
        assert (caught.value.code, caught.value.reason) == (4004, "refused on request")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        assert world.cable.starts == 0
        world.sandbox.behaviours["tenghe"].set_vice(Vice.REFUSE, is_on=False)
        assert await _ask(operator, 1, "S1") == ["fine"]

    run(scenario, tmp_path)


def test_who_is_slow_answers_late_but_right(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = _take_up(world, Vice.SLOW)
        begun = world.runtime.now()
        assert (await operator.statuses(["S1"]))["A01"] is Status.AVAILABLE
        assert world.runtime.now() - begun == SLOW_S

    run(scenario, tmp_path)


def test_who_lies_tells_free_as_taken_and_taken_as_free(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = _take_up(world, Vice.LIE)
        world.plug("A02")
        told = await operator.statuses(["S1"])
        assert (told["A01"], told["A02"]) == (Status.CHARGING, Status.AVAILABLE)
        assert told["A03"] is Status.OFFLINE

    run(scenario, tmp_path)


def test_who_drops_answers_has_done_what_was_asked_and_nothing_is_bought_twice(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        _take_up(world, Vice.DROP)
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        problem = world.session.state.problem
        assert problem is not None
        assert problem.trouble is Trouble.START_UNCERTAIN
        await world.charge(40)
        await asyncio.sleep(1)
        assert world.cable.starts == 1
        assert world.session.state.phase is Phase.SETTLED
        assert len(world.journal.receipts()) == 1

    run(scenario, tmp_path)


def test_every_other_answer_is_dropped(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = _take_up(world, Vice.DROP)
        assert await _ask(operator, 4, "S1") == ["Unreachable", "fine", "Unreachable", "fine"]

    run(scenario, tmp_path)


def test_an_outage_loses_no_bill(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        operator = _take_up(world, Vice.OUTAGE)
        listener = Listener(world)
        await world.charge(40)
        await asyncio.sleep(300)
        with pytest.raises(Unreachable, match="HTTP 503"):
            await operator.statuses(["S1"])
        assert listener.heard == []
        assert world.journal.receipts() == ()
        world.sandbox.behaviours["tenghe"].behave()
        await asyncio.sleep(61)
        assert len(world.journal.receipts()) == 1

    run(scenario, tmp_path)


def test_tokens_that_hold_for_one_call_are_renewed(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = _take_up(world, Vice.EXPIRE_TOKENS)
        asked: Counter[str] = Counter()
        app = world.sandbox.app

        async def note(scope: Scope, receive: Receive, send: Send) -> None:
            asked[str(scope["path"]).rsplit("/", 1)[-1]] += 1
            await app(scope, receive, send)

        world.wire.route("operators.sandbox", note)
        assert await _ask(operator, 3, "S1") == ["fine"] * 3
        assert asked["query_token"] == 3
        # Two of them were first refused with the token of the call before.
        assert asked["query_station_status"] == 5

    run(scenario, tmp_path)


def test_pushes_out_of_order_leave_one_settled_charge(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> list[str]:
        listener = Listener(world)
        _take_up(world, Vice.OUT_OF_ORDER)
        await _charge(world)
        assert world.session.state.phase is Phase.SETTLED
        (receipt,) = world.journal.receipts()
        assert receipt.bill.energy_kwh == Decimal("1.33")  # 120 kW for 40 s
        return listener.heard

    held = run(scenario, tmp_path)
    first_report = held.index("notification_equip_charge_status")
    assert first_report < held.index("notification_start_charge_result")


def test_a_bill_sent_twice_is_one_receipt(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        listener = Listener(world)
        _take_up(world, Vice.DOUBLE_BILL)
        await _charge(world)
        assert Counter(listener.heard)["notification_charge_order_info"] == 2
        (receipt,) = world.journal.receipts()
        assert not receipt.is_disputed

    run(scenario, tmp_path)


def test_a_second_cdr_for_one_session_is_no_second_receipt(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.ocpi.behaviours["tenghe"].set_vice(Vice.DOUBLE_BILL, is_on=True)
        world.plug()
        await world.session.start(PLACE, PLACE.connectors[0])
        taken: list[str] = []
        inbox = world.inbox_app

        async def note(scope: Scope, receive: Receive, send: Send) -> None:
            taken.append(f"{scope['method']} {scope['path']}")
            await inbox(scope, receive, send)

        world.inbox_app = note
        await world.charge(40, FIRST)
        await asyncio.sleep(200)
        assert sum(one.startswith("POST") and one.endswith("/cdrs") for one in taken) == 2
        assert len(world.journal.receipts()) == 1

    run_ocpi(scenario, tmp_path)


def test_a_registration_that_holds_for_one_call_is_made_again_within_the_next(
    tmp_path: Path,
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.ocpi.behaviours["tenghe"].set_vice(Vice.EXPIRE_TOKENS, is_on=True)
        heard = await _ask(world.operator, 4, PLACE.id)
        assert heard == ["fine"] * 4

    run_ocpi(scenario, tmp_path)


@pytest.mark.parametrize("vice", [Vice.REFUSE, Vice.OUTAGE])
def test_an_operator_with_ocpi_refuses_or_is_away(tmp_path: Path, vice: Vice) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.statuses([PLACE.id])
        world.ocpi.behaviours["tenghe"].set_vice(vice, is_on=True)
        error = Refused if vice is Vice.REFUSE else Unreachable
        with pytest.raises(error):
            await world.operator.statuses([PLACE.id])

    run_ocpi(scenario, tmp_path)


def test_an_operator_with_ocpi_lies(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.ocpi.behaviours["tenghe"].set_vice(Vice.LIE, is_on=True)
        told = await world.operator.statuses([PLACE.id])
        assert told[FIRST] is Status.CHARGING

    run_ocpi(scenario, tmp_path)


def test_vices_add_up_and_an_outage_hides_the_others() -> None:
    behaviour = Behaviour(4004, {Vice.SLOW, Vice.REFUSE})
    mishap = behaviour.next("query_station_status")
    assert mishap is not None
    assert (mishap.ret, mishap.delay_s) == (4004, SLOW_S)
    assert behaviour.next("query_token") is None
    behaviour.set_vice(Vice.OUTAGE, is_on=True)
    down = behaviour.next("query_token")
    assert down is not None
    assert down.delay_s == 0
    assert behaviour.hold_s() is None


def test_every_other_push_is_held() -> None:
    behaviour = Behaviour(4004, {Vice.OUT_OF_ORDER})
    assert [behaviour.hold_s() for _ in range(4)] == [HOLD_S, 0.0, HOLD_S, 0.0]
    behaviour.behave()
    assert behaviour.hold_s() == 0.0
