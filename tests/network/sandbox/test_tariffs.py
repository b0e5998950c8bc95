"""Invented prices stay within the published ranges and do not change between runs."""

from decimal import Decimal
from pathlib import Path

from network.operators.directory import Directory
from network.sandbox.tariffs import timeline_of

SHIPPED = Path(__file__).parents[3] / "resources" / "operators"


def test_prices_stay_in_range_with_two_to_six_periods() -> None:
    # operators.md 8.7: 2-6 periods a day, energy 0.3-1.4, service 0.2-0.8 CNY/kWh.
    for operator_id in Directory.load(SHIPPED).profiles:
        for station in range(50):
            periods = timeline_of(operator_id, f"S{station}").periods
            assert 2 <= len(periods) <= 6
            assert all(Decimal("0.3") <= it.energy_cny <= Decimal("1.4") for it in periods)
            assert all(Decimal("0.2") <= it.service_cny <= Decimal("0.8") for it in periods)


def test_an_operators_stations_of_a_province_have_five_levels() -> None:
    # Chosen, so that the prices of a nation fit into a small table.
    levels = {timeline_of("tenghe", f"3301060{number:03d}") for number in range(40)}
    assert len(levels) == 5
    assert timeline_of("tenghe", "3301060001") == timeline_of("tenghe", "3302050006")
    assert timeline_of("tenghe", "3301060001") != timeline_of("tenghe", "3201060001")


def test_prices_are_the_same_on_every_run() -> None:
    period = timeline_of("tenghe", "S1").periods[0]
    assert period == timeline_of("tenghe", "S1").periods[0]
    assert timeline_of("tenghe", "S1") != timeline_of("tenghe", "S2")
