import pytest

from vehicle.charge_estimate import Offer
from vehicle.consumption import cycle_kwh_per_km
from vehicle.estimate import CarEstimate
from vehicle.trim import VEHICLES, Trim

MAX = CarEstimate(Trim.load(VEHICLES / "su7_max.toml"))


def _cycle_km(pct: float) -> float:
    """Tell how far a part of the charge goes after CLTC, as makers count."""
    return pct / 100 * MAX.capacity_kwh / cycle_kwh_per_km(MAX.trim.coachwork)


def test_the_maker_s_kilometres_in_five_minutes_are_found() -> None:
    # Claimed +220 / +390 / +510 km in 5 / 10 / 15 min; 27.5 % of 800 km are 220 km.
    assert _cycle_km(27.5) == pytest.approx(220, rel=0.001)
    ideal = Offer(2000, 2000, 1000, is_coded_2015=False)
    points = MAX.charge(ideal, 10, 80).points
    for seconds, km in ((300, 220), (600, 390), (900, 510)):
        reached = min(points, key=lambda point: abs(point.seconds - seconds)).soc_pct
        assert _cycle_km(reached - 10) == pytest.approx(km, abs=12)


def test_a_way_costs_charge_and_more_so_when_fast_or_cold() -> None:
    mild = MAX.arrival_soc_pct(50, 100_000, speed_kmh=100)
    fast = MAX.arrival_soc_pct(50, 100_000, speed_kmh=120)
    cold = MAX.arrival_soc_pct(50, 100_000, speed_kmh=100, air_c=-10)
    bare = MAX.arrival_soc_pct(50, 100_000, speed_kmh=100, air_c=-10, has_climate=False)
    assert fast < mild < 50
    assert cold < bare < mild
    # 1.626 x (183.8 + 212.9) N x 100 km + 250 W x 1 h = 18.2 kWh of 101 kWh.
    assert mild == pytest.approx(50 - 18.0, abs=0.1)


def test_a_way_that_is_too_far_says_by_how_much() -> None:
    assert MAX.arrival_soc_pct(5, 200_000, speed_kmh=100) == pytest.approx(5 - 36.0, abs=0.2)


def test_a_way_without_a_speed_is_driven_at_the_usual_one() -> None:
    assert MAX.drive_kwh(5_000) == MAX.drive_kwh(5_000, speed_kmh=60)
    assert MAX.drive_kwh(300_000) == MAX.drive_kwh(300_000, speed_kmh=100)


def test_a_cold_pack_is_foreseen_to_charge_more_slowly() -> None:
    offer = Offer(120, 250, 1000)
    warm = MAX.charge(offer, 10, 80)
    cold = MAX.charge(offer, 10, 80, pack_c=-15, air_c=-15)
    assert cold.seconds > warm.seconds
    assert cold.energy_kwh > warm.energy_kwh
