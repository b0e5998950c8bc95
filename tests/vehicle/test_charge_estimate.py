"""Hold estimates against the emulated pack, charged in a loop at the same limits."""

import pytest

from tests.vehicle.bench import Operator
from tests.vehicle.pile_rig import Rig
from vehicle.ac_pile import AcPile
from vehicle.battery import Battery
from vehicle.car import Car
from vehicle.charge_estimate import Offer, accepted, estimate_charge, foresee, limits_of
from vehicle.conditioning import Conditioning
from vehicle.limits import LimitedBy
from vehicle.lockstep import Action, run
from vehicle.pile import Pile, PileRating
from vehicle.trim import VEHICLES, Trim
from vehicle.vehicle_bus import VehicleBus

TRIMS = {
    name: Trim.load(VEHICLES / f"{name}.toml")
    for name in ("su7", "su7_pro", "su7_max", "su7_ultra")
}
MAX = TRIMS["su7_max"]
STRONG = Offer(max_kw=600, max_a=600, max_v=1000)
IDEAL = Offer(max_kw=2000, max_a=2000, max_v=1000, is_coded_2015=False)
ORDINARY = Offer(max_kw=120, max_a=250, max_v=1000)
LOW = Offer(max_kw=120, max_a=250, max_v=750)
HOME = Offer(max_kw=7, max_a=32, max_v=220, is_dc=False)
THREE = Offer(max_kw=22, max_a=32, max_v=220, is_dc=False, phases=3)


def battery(trim: Trim, soc_pct: float, pack_c: float = 25.0) -> Battery:
    made = Battery(trim.pack, soc_pct, pack_c)
    made.air_c = pack_c
    return made


def charged(trim: Trim, offer: Offer, pack: Battery, to_pct: float) -> float:
    """Charge the emulated pack until the pile gives it up, see test_pile; answer the seconds."""
    steps, little_s, before_pct, limits = 0, 0, -1.0, limits_of(trim.onboard, offer)
    while pack.soc_pct < to_pct and pack.soc_pct > before_pct and little_s < 30:
        before_pct = pack.soc_pct
        amps, reason = accepted(limits, pack)
        if amps < 0.5:
            break
        is_little = amps <= 5.0 and reason is LimitedBy.CHARGER_VOLTAGE
        little_s = little_s + 1 if is_little else 0
        pack.step(amps, 1.0)
        steps += 1
    return float(steps)


@pytest.mark.parametrize("name", TRIMS)
@pytest.mark.parametrize(
    "offer", [STRONG, IDEAL, ORDINARY, LOW], ids=["2015", "ideal", "120", "750V"]
)
@pytest.mark.parametrize(
    ("pack_c", "from_pct", "to_pct"), [(25, 10, 80), (-20, 10, 80), (0, 30, 95), (48, 5, 90)]
)
def test_time_and_energy_agree_with_the_charge_that_follows(
    name: str, offer: Offer, pack_c: float, from_pct: float, to_pct: float
) -> None:
    trim = TRIMS[name]
    estimate = estimate_charge(trim.onboard, offer, battery(trim, from_pct, pack_c), to_pct)
    real = battery(trim, from_pct, pack_c)
    seconds = charged(trim, offer, real, to_pct)
    assert estimate.seconds == pytest.approx(seconds, rel=0.03)
    assert estimate.energy_kwh == pytest.approx(real.energy_in_kwh, rel=0.01)
    assert estimate.reached_pct == pytest.approx(real.soc_pct, abs=0.1)


@pytest.mark.parametrize("offer", [HOME, THREE], ids=["7 kW", "22 kW"])
@pytest.mark.parametrize("name", ["su7", "su7_max"])
def test_time_agrees_for_ac_too(name: str, offer: Offer) -> None:
    trim = TRIMS[name]
    estimate = estimate_charge(trim.onboard, offer, battery(trim, 30), 90)
    assert estimate.seconds == pytest.approx(charged(trim, offer, battery(trim, 30), 90), rel=0.01)


def test_the_coarse_estimate_of_a_running_charge_is_good_enough() -> None:
    for name, trim in TRIMS.items():
        seconds = charged(trim, STRONG, battery(trim, 10), 80)
        coarse = foresee(limits_of(trim.onboard, STRONG), battery(trim, 10), 80, 5.0)
        assert coarse.seconds == pytest.approx(seconds, rel=0.03), name


def test_a_strong_pile_is_limited_by_what_a_2015_frame_can_ask_for() -> None:
    points = estimate_charge(MAX.onboard, STRONG, battery(MAX, 10), 80).points
    assert points[0].limited_by is LimitedBy.PROTOCOL
    assert points[-1].limited_by is LimitedBy.STATE_OF_CHARGE
    # 400 A at most, and the pack's limit is 871 V: 348 kW (GB/T 27930-2015, SU7 Max).
    assert 300 < max(point.power_kw for point in points) < 348
    assert [p.soc_pct for p in points] == sorted(p.soc_pct for p in points)
    assert [p.seconds for p in points] == sorted(p.seconds for p in points)


@pytest.mark.parametrize(
    ("offer", "soc_pct", "pack_c", "amps", "reason"),
    [
        # The open-circuit voltage at 30 % is 198 x 3.581 V = 709.0 V, the resistance 69.3 mOhm.
        (IDEAL, 30, 30, 453.3, LimitedBy.STATE_OF_CHARGE),
        (IDEAL, 30, -20, 30.0, LimitedBy.COLD),
        (STRONG, 30, 30, 400, LimitedBy.PROTOCOL),
        (Offer(600, 250, 1000), 30, 30, 250, LimitedBy.CHARGER_CURRENT),
        # 120 kW: 166.6 A x (709.0 + 11.5) V.
        (Offer(120, 250, 1000), 30, 30, 166.6, LimitedBy.CHARGER_POWER),
        # (720 - 709.0) V / 69.3 mOhm.
        (Offer(600, 600, 720), 30, 30, 158.2, LimitedBy.CHARGER_VOLTAGE),
        (Offer(600, 600, 500), 30, 30, 0, LimitedBy.CHARGER_VOLTAGE),
        # 7.04 kW x 0.92 = 6.44 kW at 709.6 V, and 7 kW where the pile says 7.
        (HOME, 30, 30, 9.07, LimitedBy.SUPPLY),
        # 11 kW x 0.92 at 710 V.
        (THREE, 30, 30, 14.25, LimitedBy.ONBOARD_CHARGER),
    ],
)
def test_the_tightest_limit_is_named(
    offer: Offer, soc_pct: float, pack_c: float, amps: float, reason: LimitedBy
) -> None:
    found_a, found = accepted(limits_of(MAX.onboard, offer), battery(MAX, soc_pct, pack_c))
    assert found_a == pytest.approx(amps, abs=0.1)
    assert found is reason


@pytest.mark.parametrize(
    ("name", "offer", "kw", "reason"),
    [
        ("su7", HOME, 7.0, LimitedBy.ONBOARD_CHARGER),
        ("su7", THREE, 7.0, LimitedBy.ONBOARD_CHARGER),
        ("su7_max", HOME, 7.0, LimitedBy.SUPPLY),
        ("su7_max", THREE, 11.0, LimitedBy.ONBOARD_CHARGER),
        # 3 x 10 A x 220 V, and 1 x 16 A x 220 V.
        ("su7_max", Offer(22, 10, 220, is_dc=False, phases=3), 6.6, LimitedBy.SUPPLY),
        ("su7", Offer(22, 16, 220, is_dc=False, phases=3), 3.52, LimitedBy.SUPPLY),
    ],
)
def test_an_ac_pile_and_the_cars_own_charger_limit_each_other(
    name: str, offer: Offer, kw: float, reason: LimitedBy
) -> None:
    limits = limits_of(TRIMS[name].onboard, offer)
    assert limits.max_kw / 0.92 == pytest.approx(kw, abs=0.03)
    assert limits.power_by is reason


def test_the_meter_of_an_ac_pile_counts_the_losses_of_the_cars_charger() -> None:
    pack = battery(MAX, 50)
    estimate = estimate_charge(MAX.onboard, HOME, pack, 60)
    # 6.44 kW of 7 kW arrive behind the charger.
    assert estimate.points[0].power_kw == pytest.approx(6.44, abs=0.01)
    assert estimate.energy_kwh == pytest.approx(pack.energy_in_kwh / 0.92)
    assert estimate.energy_kwh / (estimate.seconds / 3600) == pytest.approx(7.0, abs=0.01)


def test_a_pile_of_too_low_a_voltage_comes_to_a_halt_before_the_target() -> None:
    estimate = estimate_charge(MAX.onboard, LOW, battery(MAX, 10), 80)
    # 750 V / 198 = 3.788 V is the open-circuit voltage at 53.9 %.
    assert estimate.reached_pct == pytest.approx(53.9, abs=1.0)
    nothing = estimate_charge(MAX.onboard, Offer(120, 250, 500), battery(MAX, 10), 80)
    assert nothing.points == ()
    assert (nothing.seconds, nothing.energy_kwh, nothing.reached_pct) == (0.0, 0.0, 10.0)


def test_nothing_is_foreseen_above_the_target_or_in_a_pack_that_is_too_hot() -> None:
    assert estimate_charge(MAX.onboard, STRONG, battery(MAX, 80), 80).points == ()
    assert estimate_charge(MAX.onboard, STRONG, battery(MAX, 10, 61), 80).points == ()


def test_a_pack_that_is_warmed_with_more_than_comes_in_charges_afterwards() -> None:
    pack = battery(MAX, 50, -10)
    pack.air_c = 10
    pack.conditioning = Conditioning.FAST_CHARGING_PREPARATION
    points = estimate_charge(MAX.onboard, HOME, pack, 60).points
    # The heater takes 12 kW, 6.4 kW come in: the SoC falls at first.
    assert min(point.soc_pct for point in points) < 49
    assert points[-1].soc_pct == pytest.approx(60, abs=0.1)


def test_a_pack_that_never_gets_there_ends_the_estimate() -> None:
    pack = battery(MAX, 50, 10)
    pack.air_c = -1000  # the heater never gets the pack warm
    pack.conditioning = Conditioning.FAST_CHARGING_PREPARATION
    estimate = estimate_charge(MAX.onboard, HOME, pack, 60)
    assert estimate.reached_pct < 60


def test_a_whole_charge_by_the_frames_of_2015_takes_as_long_as_was_foreseen() -> None:
    operator = Operator()
    rig = Rig(Pile(PileRating(600.0, 1000.0, 200.0, 600.0, "c"), operator), operator, soc_pct=40.0)
    rig.plug()
    rig.do(1.0, rig.pile.start)
    begun = rig.run(60.0, lambda: rig.car.is_charging)
    seconds = rig.run(1200.0, lambda: bool(operator.ends)) - begun
    estimate = estimate_charge(MAX.onboard, STRONG, battery(MAX, 40), 80)
    # The current rises at 50 A/s and falls again: some 5 s more.
    assert seconds == pytest.approx(estimate.seconds + 5, abs=5)
    assert operator.ends[0][0].energy_kwh == pytest.approx(estimate.energy_kwh, rel=0.01)


def test_a_pile_of_750_v_ends_where_it_was_foreseen_to() -> None:
    operator = Operator()
    rig = Rig(Pile(PileRating(120.0, 750.0, 200.0, 250.0, "c"), operator), operator, soc_pct=52.0)
    rig.plug()
    rig.do(1.0, rig.pile.start)
    rig.run(1800.0, lambda: rig.car.limited_by is LimitedBy.CHARGER_VOLTAGE)
    assert rig.car.battery.voltage_v == pytest.approx(750, abs=3)
    rig.run(1800.0, lambda: bool(operator.ends))
    # 750 V / 198 = 3.788 V is the open-circuit voltage at 53.9 %. The pile gives up under 5 A,
    # which take 5 A x 2 x 69 mOhm = 0.7 V, and 1 % of SoC is 1.8 V: 0.4 % earlier.
    foreseen = estimate_charge(MAX.onboard, LOW, battery(MAX, 52), 80)
    assert foreseen.reached_pct == pytest.approx(53.5, abs=0.1)
    assert rig.car.battery.soc_pct == pytest.approx(53.5, abs=0.1)


def test_a_whole_ac_charge_takes_as_long_as_was_foreseen() -> None:
    operator = Operator()
    pile = AcPile(PileRating(7.0, 220.0, 220.0, 32.0, "c", is_dc=False), operator)
    car = Car(MAX, VehicleBus.load(MAX.file), soc_pct=79.0)
    car.plug(0.0, pile.line)
    pile.plug(0.0)
    begin = Action(1.0, pile.start)
    over = run(
        [car.charging, pile], 3600.0, actions=[begin], stop_when=lambda: bool(operator.ends)
    ).ended_at
    # The pilot offers 32 A x 220 V = 7.04 kW, of which the rated 7 kW are not the limit.
    offer = Offer(7.04, 32, 220, is_dc=False)
    estimate = estimate_charge(MAX.onboard, offer, battery(MAX, 79), 80)
    assert over - 1.0 == pytest.approx(estimate.seconds, rel=0.03)
    assert operator.ends[0][0].energy_kwh == pytest.approx(estimate.energy_kwh, rel=0.02)
