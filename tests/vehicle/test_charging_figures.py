"""Hold the emulated packs on an ideal source against what is published or claimed of them.

An ideal source gives all that the pack takes. The literals are from the reference (press, evkx,
the maker's claims as quoted there); none is the maker's own sheet.
"""

from dataclasses import dataclass

import pytest

from vehicle.battery import Battery
from vehicle.conditioning import Conditioning
from vehicle.trim import VEHICLES, Trim


@dataclass
class Charged:
    minutes: float
    peak_kw: float
    battery: Battery


def charge(
    model: str,
    from_pct: float,
    to_pct: float,
    *,
    pack_c: float = 25.0,
    air_c: float | None = None,
    max_a: float = 1e4,
    most_s: float = 1e5,
    prepared_s: float = 0.0,
) -> Charged:
    """Charge at all that the pack accepts; `prepared_s` is how long it was prepared before."""
    battery = Battery(Trim.load(VEHICLES / f"{model}.toml").pack, 60.0, pack_c)
    battery.air_c = pack_c if air_c is None else air_c
    battery.conditioning = Conditioning.FAST_CHARGING_PREPARATION
    battery.step(0.0, prepared_s)
    battery.conditioning = Conditioning.INACTIVE
    battery.soc_pct = from_pct
    seconds, peak_kw = 0.0, 0.0
    while battery.soc_pct < to_pct and seconds < most_s - 1e-6:
        battery.step(min(battery.accepts_a(), max_a), 0.5)
        seconds += 0.5
        peak_kw = max(peak_kw, battery.voltage_v * battery.inlet_a / 1000)
    return Charged(seconds / 60, peak_kw, battery)


# Claimed: 220 / 390 / 510 km of 800 km, that is 27.5 / 48.75 / 63.75 %.
@pytest.mark.parametrize(("minutes", "pct"), [(5, 27.5), (10, 48.75), (15, 63.75)])
def test_the_su7_max_charges_as_claimed(minutes: int, pct: float) -> None:
    added = charge("su7_max", 10, 100, most_s=minutes * 60).battery.soc_pct - 10
    assert added == pytest.approx(pct, abs=0.5)


def test_the_su7_max_takes_about_19_minutes_from_10_to_80_percent() -> None:
    # evkx's index: 19 min (its own curve, 27:39, conflicts); asked for within 1.5 min.
    assert charge("su7_max", 10, 80).minutes == pytest.approx(19, abs=1.0)


# The reference model, capped at the 400 A of GB/T 27930-2015, gives 24.0 / 45.5 / 60.4 %.
@pytest.mark.parametrize(("minutes", "pct"), [(5, 24.0), (10, 45.5), (15, 60.4)])
def test_the_su7_max_charges_as_the_reference_does_under_400_a(minutes: int, pct: float) -> None:
    done = charge("su7_max", 10, 100, max_a=400, most_s=minutes * 60)
    assert done.battery.soc_pct - 10 == pytest.approx(pct, abs=1.0)
    # 400 A x 871 V.
    assert done.peak_kw < 348


def test_the_su7_takes_about_25_minutes_and_170_kw() -> None:
    # evkx's estimate: 24.6 min, 170 kW peak; the pack as warm as preparation makes it.
    done = charge("su7", 10, 80, pack_c=30)
    assert done.minutes == pytest.approx(24.6, abs=0.7)
    assert done.peak_kw == pytest.approx(170, abs=3)


def test_the_su7_takes_116_kw_in_a_mild_winter() -> None:
    # A winter test at 5 to 15 degC: 116 kW at most, 27 min from 30 to 80 %.
    done = charge("su7", 30, 80, pack_c=10)
    assert done.peak_kw == pytest.approx(116, abs=5)
    assert done.minutes == pytest.approx(27, abs=2.5)


def test_the_su7_takes_119_kw_at_minus_22_when_it_comes_warmed() -> None:
    # The test at -25 to -20 degC: 119 kW, 25 min; that the pack came at 10 degC is assumed.
    done = charge("su7", 30, 80, pack_c=10, air_c=-22)
    assert done.peak_kw == pytest.approx(119, abs=5)
    assert done.minutes == pytest.approx(25, abs=2.5)


def test_the_su7_pro_takes_about_30_minutes() -> None:
    # Quoted: 30 min (unverified).
    assert charge("su7_pro", 10, 80, pack_c=30).minutes == pytest.approx(30, abs=1)


def test_the_su7_ultra_takes_about_11_minutes_and_480_kw() -> None:
    # Quoted: 11 min, 480 kW peak.
    done = charge("su7_ultra", 10, 80)
    assert done.minutes == pytest.approx(11, abs=0.5)
    assert done.peak_kw == pytest.approx(480, abs=5)


@pytest.mark.parametrize("model", ["su7", "su7_pro", "su7_max", "su7_ultra"])
def test_cold_costs_time_and_preparation_gains_it_back(model: str) -> None:
    mild = charge(model, 10, 80, pack_c=25).minutes
    fresh = charge(model, 10, 80, pack_c=0).minutes
    frosty = charge(model, 10, 80, pack_c=-20).minutes
    prepared = charge(model, 10, 80, pack_c=-20, prepared_s=3600).minutes
    assert mild * 1.1 < fresh < frosty
    assert frosty > mild * 1.5
    # Chosen: an hour's preparation at -20 degC leaves hardly a tenth of what the cold costs.
    assert prepared < mild + 0.1 * (frosty - mild)


@pytest.mark.parametrize("model", ["su7", "su7_pro", "su7_max", "su7_ultra"])
def test_a_pack_stays_below_its_highest_temperature_in_the_heat(model: str) -> None:
    done = charge(model, 5, 90, pack_c=45)
    assert done.battery.temperature_c < 52
    assert charge(model, 10, 80, pack_c=54).minutes > charge(model, 10, 80, pack_c=35).minutes
