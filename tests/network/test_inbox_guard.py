"""Pushes that must change nothing: forged, replayed, out of order, unknown, too many."""

import asyncio
import time
from pathlib import Path

import msgspec
import pytest

from network.keys import resolve
from network.operators.envelope import open_response, seal_request
from network.operators.guard import Objection
from network.operators.tcec102_info import StatusAck
from network.stations import Status
from tests.network.small_world import STATION, SmallWorld, run
from tests.network.test_inbox import KEYS, TENGHE, bill_of, push, raw, seal, token_of

STATUS = "notification_stationStatus"


def status(connector_id: str = "A02", code: int = 3) -> str:
    return f'{{"ConnectorStatusInfo":{{"ConnectorID":"{connector_id}","Status":{code}}}}}'


def stamped(plain: str, stamp: str, seq: str = "0001") -> bytes:
    return seal_request(KEYS.inbound, TENGHE, plain.encode(), stamp, seq)


async def ret(world: SmallWorld, body: bytes, interface: str = STATUS) -> int:
    answer = await raw(world, interface, body, await token_of(world))
    return open_response(KEYS.inbound, answer.content).ret


def test_a_forged_push_is_4001_counted_and_changes_nothing(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        forged = seal(status()).replace(b'"Sig":"', b'"Sig":"0')
        assert await ret(world, forged) == 4001
        assert await ret(world, seal(status(), resolve("sandbox:chenxing", {}).inbound)) == 4001
        assert world.states.told == []
        assert world.inbox.guard.counts == {("tenghe", Objection.BAD_SIGNATURE): 2}

    run(scenario, tmp_path)


def test_an_unknown_operator_is_4003_and_counted(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        answer = await raw(world, STATUS, seal(status(), code="NOBODY001"))
        assert (answer.status_code, answer.json()["Ret"]) == (200, 4003)
        answer = await raw(world, STATUS, b"garbage")
        assert (answer.status_code, answer.json()["Ret"]) == (200, 4003)
        assert world.states.told == []
        assert world.inbox.guard.counts == {
            ("", Objection.UNKNOWN_CALLER): 1,
            ("", Objection.NOT_A_CALL): 1,
        }

    run(scenario, tmp_path)


def test_a_push_with_a_wrong_token_is_4002_and_counted(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        answer = await raw(world, STATUS, seal(status()), "guess")
        assert open_response(KEYS.inbound, answer.content).ret == 4002
        assert world.states.told == []
        assert world.inbox.guard.counts == {("tenghe", Objection.BAD_TOKEN): 1}

    run(scenario, tmp_path)


@pytest.mark.parametrize("stamp", ["20260302174859", "20260302180901", "20160302175900", "soon"])
def test_a_push_of_another_time_is_4003_and_counted(tmp_path: Path, stamp: str) -> None:
    async def scenario(world: SmallWorld) -> None:
        assert await ret(world, stamped(status(), stamp)) == 4003
        assert world.states.told == []
        assert world.inbox.guard.counts == {("tenghe", Objection.OLD): 1}

    run(scenario, tmp_path)


@pytest.mark.parametrize("code", [7, -1, 254])
def test_a_status_that_is_not_defined_is_ignored_and_counted(tmp_path: Path, code: int) -> None:
    async def scenario(world: SmallWorld) -> None:
        answer = await push(world, STATUS, status(code=code))
        assert msgspec.json.decode(answer.data, type=StatusAck).Status == 1
        assert world.states.told == []
        assert world.inbox.guard.counts == {("tenghe", Objection.MEANINGLESS): 1}

    run(scenario, tmp_path)


def test_a_replay_is_answered_as_before_and_changes_nothing(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        token = await token_of(world)
        body = stamped(status(code=1), "20260302175900")
        first = await raw(world, STATUS, body, token)
        await raw(world, STATUS, stamped(status(code=3), "20260302175901"), token)
        again = await raw(world, STATUS, body, token)
        assert again.content == first.content
        assert [state.status for _, state, _ in world.states.told] == [
            Status.AVAILABLE,
            Status.CHARGING,
        ]
        assert world.inbox.guard.counts == {("tenghe", Objection.REPEATED): 1}

    run(scenario, tmp_path)


def test_a_replay_whose_answer_is_forgotten_is_4003(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        body = stamped(status(code=1), "20260302175900")
        assert await ret(world, body) == 0
        token = await token_of(world)
        for number in range(600):
            await asyncio.sleep(0.01)  # simulated: no flood
            other = stamped(status(code=3), "20260302175901", f"{number:04d}")
            await raw(world, STATUS, other, token)
        assert await ret(world, body) == 4003
        assert world.states.told[-1][1].status is Status.CHARGING
        assert world.inbox.guard.counts == {("tenghe", Objection.REPEATED): 1}

    run(scenario, tmp_path)


def test_a_status_that_is_older_than_the_last_is_ignored_and_counted(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        assert await ret(world, stamped(status(code=3), "20260302175905")) == 0
        token = await token_of(world)
        late = await raw(world, STATUS, stamped(status(code=1), "20260302175904"), token)
        opened = open_response(KEYS.inbound, late.content)
        assert msgspec.json.decode(opened.data, type=StatusAck).Status == 1
        other = await raw(world, STATUS, stamped(status("A01", 1), "20260302175904"), token)
        opened = open_response(KEYS.inbound, other.content)
        assert msgspec.json.decode(opened.data, type=StatusAck).Status == 0
        assert [(name, state.status) for name, state, _ in world.states.told] == [
            ("A02", Status.CHARGING),
            ("A01", Status.AVAILABLE),
        ]
        assert world.inbox.guard.counts == {("tenghe", Objection.OUT_OF_ORDER): 1}

    run(scenario, tmp_path)


def test_what_is_not_ours_or_means_nothing_is_counted(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await push(world, STATUS, status("Z99"), "0001")
        await push(world, "notification_charge_order_info", bill_of("other"), "0002")
        await push(world, STATUS, "{}", "0003")
        await push(world, "notification_weather", "{}", "0004")
        assert world.inbox.guard.counts == {
            ("tenghe", Objection.NOT_OURS): 2,
            ("tenghe", Objection.MEANINGLESS): 1,
            ("tenghe", Objection.UNKNOWN_INTERFACE): 1,
        }
        assert world.journal.receipts() == ()

    run(scenario, tmp_path)


def test_a_bill_that_could_not_be_stored_is_taken_when_it_comes_again(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        body = seal(bill_of(world.session.state.seq))
        world.journal.close()
        assert await ret(world, body, "notification_charge_order_info") == 500
        assert world.inbox.guard.counts == {("tenghe", Objection.NOT_STORED): 1}
        world.open_platform()
        assert await ret(world, body, "notification_charge_order_info") == 0
        assert len(world.journal.receipts()) == 1

    run(scenario, tmp_path)


def test_a_flood_is_told_to_come_later_and_holds_nobody_up(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        token = await token_of(world)
        bodies = [
            stamped(status(code=3), "20260302175900", f"{number:04d}") for number in range(1000)
        ]
        took_s = []
        for body in bodies:
            begun = time.thread_time()
            answer = await raw(world, STATUS, body, token)
            took_s.append(time.thread_time() - begun)
            assert open_response(KEYS.inbound, answer.content).ret in (0, -1)
        # The token was one of 400; the time stood still.
        assert len(world.states.told) == 399
        assert world.inbox.guard.counts == {("tenghe", Objection.FLOOD): 601}
        assert sorted(took_s)[990] < 0.05
        await asyncio.sleep(1.0)
        assert await ret(world, stamped(status(code=1), "20260302175901")) == 0

    run(scenario, tmp_path)


def test_a_status_that_was_held_up_is_dated_by_when_it_was_said(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        begun = world.runtime.wall()
        token = await token_of(world)  # stamped 17:59:00, which is how its clock is told
        await asyncio.sleep(50.0)
        await raw(world, STATUS, stamped(status("A01"), "20260302175950"), token)
        await raw(world, STATUS, stamped(status("A02"), "20260302175920"), token)
        times = [at - begun.timestamp() for _, _, at in world.states.told]
        assert times == pytest.approx([50.0, 20.0], abs=0.1)

    run(scenario, tmp_path)


def test_who_sends_the_same_bytes_again_and_again_does_not_silence_an_operator(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        token = await token_of(world)
        body = stamped(status(), "20260302175900")
        for _ in range(1000):
            await raw(world, STATUS, body, token)
        assert await ret(world, stamped(status(code=1), "20260302175901")) == 0
        assert world.inbox.guard.counts == {("tenghe", Objection.REPEATED): 999}

    run(scenario, tmp_path)
