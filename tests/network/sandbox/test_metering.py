"""A bill from a meter: by period, to the cent."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from network.order import Bill
from network.runtime import CHINA_TIME
from network.sandbox.metering import MeterLedger
from network.tariff import Period, PriceTimeline

LINE = PriceTimeline(
    (
        Period(0, Decimal("0.3000"), Decimal("0.6000")),
        Period(18 * 3600, Decimal("1.1200"), Decimal("0.6000")),
    )
)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, second, tzinfo=CHINA_TIME)


def test_a_reading_over_a_price_change_is_divided_where_it_changes() -> None:
    ledger = MeterLedger(LINE, at(17, 50))
    ledger.read(at(18, 20), 30.0)  # 60 kW, so 10 kWh before 18:00
    first, second = ledger.lines()
    assert (first.energy_kwh, first.energy_cny, first.service_cny) == (
        Decimal("10.00"), Decimal("3.00"), Decimal("6.00"),
    )  # fmt: skip
    assert (second.energy_kwh, second.energy_cny, second.service_cny) == (
        Decimal("20.00"), Decimal("22.40"), Decimal("12.00"),
    )  # fmt: skip
    assert (first.end, second.start) == (at(18), at(18))


def test_energy_from_the_second_of_the_change_on_has_the_new_price() -> None:
    ledger = MeterLedger(LINE, at(17, 59))
    ledger.read(at(18), 1.0)
    ledger.read(at(18, 1), 2.0)
    assert [line.energy_price for line in ledger.lines()] == [Decimal("0.3000"), Decimal("1.1200")]
    assert [line.energy_kwh for line in ledger.lines()] == [Decimal("1.00"), Decimal("1.00")]


def test_a_charge_that_ends_on_the_change_has_one_line() -> None:
    ledger = MeterLedger(LINE, at(17, 59))
    ledger.read(at(18), 1.0)
    assert len(ledger.lines()) == 1


def test_half_a_hundredth_of_a_kwh_is_rounded_up() -> None:
    ledger = MeterLedger(LINE, at(12))
    ledger.read(at(12, 1), 0.125)  # half to even would be 0.12
    assert [line.energy_kwh for line in ledger.lines()] == [Decimal("0.13")]


def test_a_meter_that_runs_backwards_is_ignored() -> None:
    ledger = MeterLedger(LINE, at(12))
    ledger.read(at(12, 1), 2.0)
    ledger.read(at(12, 2), 1.0)
    ledger.read(at(12, 0, 30), 3.0)
    assert [line.energy_kwh for line in ledger.lines()] == [Decimal("2.00")]


@given(
    st.lists(
        st.tuples(st.integers(1, 40_000), st.floats(0, 200, allow_nan=False)),
        min_size=1,
        max_size=12,
    )
)
def test_every_bill_adds_up_to_the_cent_and_to_the_rounded_meter(
    steps: list[tuple[int, float]],
) -> None:
    ledger = MeterLedger(LINE, at(12))
    moment, meter = at(12), 0.0
    for seconds, kwh in steps:
        moment += timedelta(seconds=seconds)
        meter += kwh
        ledger.read(moment, meter)
    lines = ledger.lines()
    energy = sum((line.energy_cny for line in lines), Decimal(0))
    service = sum((line.service_cny for line in lines), Decimal(0))
    kwh_sum = sum((line.energy_kwh for line in lines), Decimal(0))
    bill = Bill("s", "c", at(12), moment, kwh_sum, energy, service, energy + service, 1, lines)
    assert bill.adds_up
    assert abs(kwh_sum - Decimal(repr(meter))) <= Decimal("0.005")
    assert all(line.energy_kwh >= 0 for line in lines)
