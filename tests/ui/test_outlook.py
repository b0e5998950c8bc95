from dataclasses import replace

import pytest

from tests.ui.glass_world import ESTIMATE, STATION
from ui.car_view import CarView
from ui.outlook import arrival_soc_pct, charge_at, offer_of
from vehicle.charge_estimate import Offer

GUN = STATION.connectors[0]
AC = replace(GUN, is_dc=False, power_kw=7, min_v=220, max_v=220, max_a=32)


def test_a_connector_tells_what_it_can_give() -> None:
    assert offer_of(GUN) == Offer(480, 600, 1000)
    assert offer_of(AC) == Offer(7, 32, 220, is_dc=False)
    three = offer_of(replace(AC, power_kw=22, min_v=380, max_v=380))
    # 380 V between the lines are 219.4 V to neutral.
    assert three.phases == 3
    assert three.max_v == pytest.approx(219.4, abs=0.1)


def test_the_arrival_soc_falls_with_the_way_and_further_in_the_cold() -> None:
    mild = CarView(soc_pct=46, outside_c=20)
    cold = replace(mild, outside_c=-10)
    # 100 km at 100 km/h: 18 % of a SU7 Max (by hand in test_estimate).
    assert arrival_soc_pct(ESTIMATE, mild, 100_000) == pytest.approx(28.0, abs=0.1)
    assert arrival_soc_pct(ESTIMATE, cold, 100_000) < 26  # type: ignore[operator]
    assert arrival_soc_pct(ESTIMATE, CarView(soc_pct=46), 100_000) == pytest.approx(28.0, abs=0.1)
    assert arrival_soc_pct(ESTIMATE, mild, 1_000_000) == 0
    assert arrival_soc_pct(ESTIMATE, CarView(), 1) is None


def test_a_charge_is_foreseen_with_the_pack_as_warm_as_it_is() -> None:
    warm = charge_at(ESTIMATE, CarView(temperature_c=30, outside_c=20), GUN, 10, 80)
    cold = charge_at(ESTIMATE, CarView(temperature_c=-10, outside_c=-10), GUN, 10, 80)
    assert cold.seconds > warm.seconds
    # A charge takes a little more than the 70.7 kWh that 70 % of 101 kWh are.
    assert warm.energy_kwh == pytest.approx(76.6, abs=1)


def test_nothing_is_missing_above_the_limit() -> None:
    assert charge_at(ESTIMATE, CarView(), GUN, 80, 80).points == ()


def test_an_ac_connector_charges_with_what_the_cars_own_charger_passes_on() -> None:
    points = charge_at(ESTIMATE, CarView(), AC, 30, 80).points
    # 7 kW x 0.92, all the way.
    assert {round(point.power_kw, 1) for point in points} == {6.4}
