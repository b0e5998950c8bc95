"""What the particulars of an AC model do to the pile."""

import pytest

from tests.vehicle.bench import Operator
from vehicle.ac_data import AcData
from vehicle.ac_pile import AcPile
from vehicle.gbt27930.messages import StopCause
from vehicle.pile_link import PileRating

SEVEN = PileRating(7.0, 220.0, 220.0, 32.0, "connector-1", is_dc=False)


def _started(data: AcData) -> tuple[AcPile, Operator]:
    operator = Operator()
    pile = AcPile(SEVEN, operator, data)
    pile.line.is_plugged = True
    pile.plug(0.0)
    assert pile.start(0.0)
    return pile, operator


def _run(pile: AcPile, until: float) -> None:
    for tick in range(1, round(until * 10) + 1):
        pile.due(tick / 10)


@pytest.mark.parametrize(
    ("data", "duty_pct"),
    # GB/T 18487.1: amperes / 0.6 up to 51 A: 32 A are 53.3 %, 20 A are 33.3 %.
    [
        (AcData(), 53.33),
        (AcData(duty_error_pct=1.0), 54.33),
        (AcData(managed_a=20.0), 33.33),
        (AcData(managed_a=20.0, duty_error_pct=-0.5), 32.83),
    ],
)
def test_the_offer_is_what_load_management_leaves_worded_a_little_wrong(
    data: AcData, duty_pct: float
) -> None:
    pile, _ = _started(data)
    assert pile.line.duty_pct == pytest.approx(duty_pct, abs=0.01)


@pytest.mark.parametrize(("patience_s", "until"), [(60.0, 59.0), (300.0, 299.0)])
def test_a_car_that_asks_for_nothing_is_given_up_after_the_models_patience(
    patience_s: float, until: float
) -> None:
    pile, operator = _started(AcData(patience_s=patience_s))
    _run(pile, until)
    assert operator.ends == []
    _run(pile, until + 2)
    assert [cause for _, cause in operator.ends] == [StopCause.REFUSED]


SOCKET = AcData(is_tethered=False)


def _rated(max_a: float) -> PileRating:
    return PileRating(max_a * 0.22, 220.0, 220.0, max_a, "connector-1", is_dc=False)


@pytest.mark.parametrize(
    ("max_a", "data", "cc_ohm"),
    # GB/T 18487.1: 680 ohm at CC are 16 A, 220 ohm 32 A, 100 ohm 63 A. The driver's cable has 32 A.
    [
        (16.0, AcData(), 680.0), (16.0, SOCKET, 220.0), (32.0, AcData(), 220.0),
        (32.0, SOCKET, 220.0), (63.0, AcData(), 100.0), (63.0, SOCKET, 220.0),
    ],
)  # fmt: skip
def test_the_cable_is_the_piles_or_the_drivers(max_a: float, data: AcData, cc_ohm: float) -> None:
    pile = AcPile(_rated(max_a), Operator(), data)
    pile.line.is_plugged = True
    assert pile.line.cc_ohm == cc_ohm


@pytest.mark.parametrize(
    ("max_a", "data", "duty_pct"),
    # 63 A are 89.2 %, 32 A 53.3 %, 16 A 26.7 %.
    [(63.0, AcData(), 89.2), (63.0, SOCKET, 53.33), (16.0, SOCKET, 26.67)],
)
def test_a_socket_offers_no_more_than_the_drivers_cable_carries(
    max_a: float, data: AcData, duty_pct: float
) -> None:
    pile = AcPile(_rated(max_a), Operator(), data)
    pile.line.is_plugged = True
    pile.plug(0.0)
    assert pile.start(0.0)
    _run(pile, 1.0)
    assert pile.line.duty_pct == pytest.approx(duty_pct, abs=0.01)


def test_a_socket_offers_nothing_before_its_lock_holds_the_plug() -> None:
    pile, _ = _started(SOCKET)
    pile.line.is_ready = True  # a car that does not wait to be asked
    _run(pile, 0.4)
    assert (pile.line.duty_pct, pile.line.phase_v[0], pile.is_locked) == (100.0, 0.0, False)
    _run(pile, 0.6)
    assert pile.line.duty_pct == pytest.approx(53.33, abs=0.01)
    assert (pile.line.phase_v[0], pile.is_locked) == (220.0, True)
    pile.stop(0.7)
    assert (pile.line.phase_v[0], pile.is_locked) == (220.0, True)
    pile.line.is_ready = False
    _run(pile, 1.0)
    assert (pile.line.phase_v[0], pile.is_locked) == (0.0, False)


@pytest.mark.parametrize(
    ("max_a", "data"), [(16.0, SOCKET), (32.0, AcData())], ids=["16 A", "cable of its own"]
)
def test_no_lock_holds_a_small_plug_or_a_cable_of_the_piles_own(max_a: float, data: AcData) -> None:
    pile = AcPile(_rated(max_a), Operator(), data)
    pile.line.is_plugged = True
    pile.plug(0.0)
    assert pile.start(0.0)
    assert pile.line.duty_pct < 100.0
    _run(pile, 1.0)
    assert not pile.is_locked


def test_a_car_that_leaves_while_the_lock_closes_ends_the_session() -> None:
    pile, operator = _started(SOCKET)
    pile.line.is_plugged = False
    _run(pile, 0.2)
    assert [cause for _, cause in operator.ends] == [StopCause.UNPLUGGED]


def test_a_meter_that_deviates_shows_its_own_figure() -> None:
    pile, _ = _started(AcData(meter_error=0.01))
    pile.line.is_ready = True
    _run(pile, 0.2)
    pile.line.drawn_a = (32.0, 0.0, 0.0)
    before_kwh = pile.reading.energy_kwh
    for tick in range(3, 3 + 36000):
        pile.due(tick / 10)
    # 220 V and 32 A for an hour are 7.04 kWh.
    assert pile.reading.energy_kwh - before_kwh == pytest.approx(7.04 * 1.01, abs=0.005)
