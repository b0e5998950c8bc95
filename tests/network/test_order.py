"""The transition table is total and never lets a late word undo a later one."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from network.order import OPEN, TABLE, Bill, BillLine, Event, Phase, after
from network.runtime import CHINA_TIME

AT = datetime(2026, 3, 2, 12, tzinfo=CHINA_TIME)
LINE = BillLine(
    AT, AT, Decimal("1.00"), Decimal("0.6"), Decimal("0.4"), Decimal("0.60"), Decimal("0.40")
)
BILL = Bill(
    "s", "c", AT, AT, Decimal("2.00"), Decimal("1.20"), Decimal("0.80"), Decimal("2.00"), 1,
    (LINE, LINE),
)  # fmt: skip


def test_the_table_has_a_row_for_every_event() -> None:
    assert set(TABLE) == set(Event)


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("event", list(Event))
def test_every_event_in_every_phase_leads_to_a_phase(phase: Phase, event: Event) -> None:
    assert after(phase, event) in Phase


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("event", list(Event))
def test_an_event_told_twice_changes_nothing_twice(phase: Phase, event: Event) -> None:
    once = after(phase, event)
    assert after(once, event) is once


@pytest.mark.parametrize("event", list(Event))
def test_nothing_moves_a_settled_order(event: Event) -> None:
    assert after(Phase.SETTLED, event) is Phase.SETTLED


@pytest.mark.parametrize("phase", list(Phase))
def test_a_bill_settles_every_order(phase: Phase) -> None:
    assert after(phase, Event.BILLED) is Phase.SETTLED


def test_a_charging_push_after_the_end_does_not_reopen_the_order() -> None:
    assert after(Phase.ENDED, Event.TOLD_CHARGING) is Phase.ENDED
    assert after(Phase.STOPPING, Event.TOLD_CHARGING) is Phase.STOPPING


def test_an_order_found_charging_is_open_again_unless_it_is_settled() -> None:
    assert after(Phase.ENDED, Event.FOUND_CHARGING) is Phase.CHARGING
    assert after(Phase.SETTLED, Event.FOUND_CHARGING) is Phase.SETTLED


def test_a_failed_order_that_delivers_energy_is_open_again() -> None:
    assert after(Phase.FAILED, Event.TOLD_CHARGING) is Phase.CHARGING
    assert Phase.CHARGING in OPEN


def test_silence_during_a_charge_does_not_change_its_phase() -> None:
    assert after(Phase.CHARGING, Event.SILENCE) is Phase.CHARGING
    assert after(Phase.STARTING, Event.SILENCE) is Phase.UNKNOWN


def test_a_bill_whose_parts_make_its_total_adds_up() -> None:
    assert BILL.adds_up
    assert replace(BILL, lines=()).adds_up


@pytest.mark.parametrize(
    "bill",
    [
        replace(BILL, total_cny=Decimal("2.01")),
        replace(BILL, energy_cny=Decimal("1.19"), total_cny=Decimal("1.99")),
        replace(BILL, energy_kwh=Decimal("2.01")),
        replace(BILL, service_cny=Decimal("0.81"), total_cny=Decimal("2.01")),
    ],
)
def test_a_bill_that_is_a_cent_off_does_not_add_up(bill: Bill) -> None:
    assert not bill.adds_up
