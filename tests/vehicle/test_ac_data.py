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
