"""A report reaches its operator once, and is kept whatever became of it."""

import asyncio
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from network.errors import OperatorError, Refused, Unreachable
from network.fault_reports import FaultDesk, FaultReason, Told, Verdict
from network.journal import JournalError
from network.runtime import CHINA_TIME
from tests.network.test_favourites import Memory

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)


class Store(Memory):
    @override
    def setting(self, key: str) -> str | None:
        return self.text if key == "fault_reports" else None


class Operator:
    def __init__(self, error: OperatorError | None = None) -> None:
        self.error = error
        self.told: list[tuple[str, str, int]] = []

    async def report_fault(self, station_id: str, connector_id: str, reason: int) -> None:
        self.told.append((station_id, connector_id, reason))
        if self.error is not None:
            raise self.error


class Desk:
    def __init__(self, error: OperatorError | None = None) -> None:
        self.operator = Operator(error)
        self.store = Store()
        self.now = NOON
        self.desk = FaultDesk(self.store, {"yunling": self.operator}, lambda: self.now)

    def report(self, connector: str = "A01", operator: str = "yunling") -> Verdict:
        return asyncio.run(self.desk.report(operator, "s1", connector, FaultReason.DAMAGED))


def test_a_report_is_sent_and_kept() -> None:
    world = Desk()
    assert world.report() == Verdict(Told.SENT)
    assert world.operator.told == [("s1", "A01", 2)]
    (kept,) = world.desk.kept()
    assert (kept.connector_id, kept.reason, kept.at, kept.told) == (
        "A01", FaultReason.DAMAGED, NOON, Told.SENT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (
            Refused("云岭充", "已收到同一终端的报修", 22),
            Verdict(Told.KEPT_REFUSED, "已收到同一终端的报修"),
        ),
        (Unreachable("云岭充", "did not answer in time"), Verdict(Told.KEPT_UNSENT)),
    ],
)
def test_what_was_not_taken_is_kept(error: OperatorError, verdict: Verdict) -> None:
    world = Desk(error)
    assert world.report() == verdict
    assert [one.told for one in world.desk.kept()] == [verdict.told]


def test_where_an_operator_takes_none_it_is_kept_here() -> None:
    world = Desk()
    assert world.report(operator="nio") == Verdict(Told.KEPT_NO_WAY)
    assert world.operator.told == []
    assert len(world.desk.kept()) == 1


def test_the_same_connector_is_not_reported_twice_within_ten_minutes() -> None:
    world = Desk()
    world.report()
    assert world.report() == Verdict(Told.TOO_SOON)
    world.now = NOON + timedelta(minutes=10)
    assert world.report() == Verdict(Told.SENT)
    assert len(world.operator.told) == 2


def test_after_six_reports_an_hour_has_to_pass() -> None:
    world = Desk()
    told = [world.report(f"A{number}").told for number in range(7)]
    assert told == [Told.SENT] * 6 + [Told.TOO_SOON]
    world.now = NOON + timedelta(hours=1)
    assert world.report("A9").told is Told.SENT


def test_damaged_memory_is_as_none() -> None:
    world = Desk()
    world.store.text = '[{"operator_id": 1}]'
    world.desk = FaultDesk(world.store, {"yunling": world.operator}, lambda: world.now)
    assert world.desk.kept() == ()
    assert world.report() == Verdict(Told.SENT)


def test_reports_are_there_after_a_restart() -> None:
    world = Desk()
    world.report()
    again = FaultDesk(world.store, {}, lambda: NOON)
    assert again.kept() == world.desk.kept()
    assert not again.may_report("yunling", "A01")


def test_what_can_neither_be_sent_nor_kept_is_said_to_be_lost() -> None:
    class Full(Store):
        @override
        def put_setting(self, _key: str, value: str) -> None:
            raise JournalError(f"database or disk is full: {value}")

    operator = Operator()
    desk = FaultDesk(Full(), {"yunling": operator}, lambda: NOON)
    sent = asyncio.run(desk.report("yunling", "s1", "A01", FaultReason.DARK))
    lost = asyncio.run(desk.report("nio", "s1", "A01", FaultReason.DARK))
    assert (sent.told, lost.told) == (Told.SENT, Told.LOST)
    assert not desk.may_report("yunling", "A01")


def kept(at: str) -> str:
    return (
        '{"operator_id":"yunling","station_id":"s1","connector_id":"A01","reason":2,'
        f'"at":"{at}","told":"sent"}}'
    )


@pytest.mark.parametrize(
    "damaged",
    [
        kept("2026-03-02T11:59:00"),  # of no zone, nobody knows when it was
        kept("yesterday"),
        kept("2026-03-02T11:59:00+08:00").replace("sent", "shouted"),
        "17",
    ],
)
def test_one_damaged_report_is_left_out_and_the_others_stay(damaged: str) -> None:
    world = Desk()
    world.store.text = f"[{damaged},{kept('2026-03-02T10:00:00+08:00')}]"
    world.desk = FaultDesk(world.store, {"yunling": world.operator}, lambda: world.now)
    assert [one.at.hour for one in world.desk.kept()] == [10]
    assert world.report() == Verdict(Told.SENT)
    assert len(world.desk.kept()) == 2


def test_a_report_of_a_clock_that_was_ahead_keeps_nobody_from_reporting() -> None:
    world = Desk()
    world.store.text = f"[{kept('2031-01-01T00:00:00+08:00')}]"
    world.desk = FaultDesk(world.store, {"yunling": world.operator}, lambda: world.now)
    assert world.report() == Verdict(Told.SENT)
