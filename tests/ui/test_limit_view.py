from dataclasses import replace

import pytest

from ui.car_view import CarView
from ui.figures import Language
from ui.limit_view import limit_line
from vehicle.limits import LimitedBy

EN = Language.ENGLISH
# The ceiling of the issue: 400 A at 870 V are 348 kW.
FAST = CarView(
    soc_pct=24,
    power_kw=348,
    voltage_v=870,
    temperature_c=31,
    connector_c=58,
    is_charging=True,
    offered_a=600,
    offered_v=1000,
    supply_a=32,
)


def _say(car: CarView, pile_kw: float | None = 600) -> str:
    line = limit_line(car, pile_kw, EN)
    return "" if line is None else line[0].format(**line[1]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("reason", "power_kw", "text"),
    [
        (LimitedBy.NONE, 348, ""),
        (LimitedBy.STATE_OF_CHARGE, 348, "At 24% the battery takes no more than 348 kW"),
        (
            LimitedBy.CELL_VOLTAGE,
            40,
            "The cells are nearly full: the current falls step by step",
        ),
        (LimitedBy.COLD, 42, "The battery is cold (31°C): 42 kW. Preheat it on the way next time"),
        (LimitedBy.HOT, 90, "The battery is hot (31°C): more power once it cools"),
        (
            LimitedBy.PROTOCOL,
            348,
            "600 kW pile · the 2015 standard asks for at most 400 A, 348 kW now",
        ),
        (LimitedBy.CHARGER_CURRENT, 217, "This pile gives at most 600 A: 217 kW now"),
        (
            LimitedBy.CHARGER_POWER,
            300,
            "The pile gives only 300 kW of its 600 kW: shared with a car, or held back",
        ),
        (LimitedBy.CHARGER_POWER, 598, "This pile gives at most 598 kW"),
        (
            LimitedBy.CHARGER_VOLTAGE,
            20,
            "This pile ends at 1000 V, a 1000 V pile charges fuller",
        ),
        (LimitedBy.CONNECTOR_HOT, 120, "The plug is hot (58°C): less power until it cools"),
        (
            LimitedBy.ONBOARD_CHARGER,
            6.6,
            "The car's own charger takes at most 6.6 kW, a DC pile is faster",
        ),
        (LimitedBy.SUPPLY, 6.6, "This AC pile offers 32 A: 6.6 kW now"),
        (LimitedBy.CAR_LIMIT, 50, "A limit set in the car holds it at 50 kW"),
    ],
)
def test_every_reason_has_its_calm_line(reason: LimitedBy, power_kw: float, text: str) -> None:
    assert _say(replace(FAST, limited_by=reason, power_kw=power_kw)) == text


@pytest.mark.parametrize(
    ("power_kw", "text"),
    [(12.34, "12.3 kW"), (19.94, "19.9 kW"), (19.96, "20 kW"), (289.6, "290 kW")],
)
def test_the_power_is_rounded_as_the_one_that_is_shown(power_kw: float, text: str) -> None:
    car = replace(FAST, limited_by=LimitedBy.STATE_OF_CHARGE, power_kw=power_kw)
    assert _say(car) == f"At 24% the battery takes no more than {text}"


def test_the_ceiling_of_the_standard_is_not_below_the_power_that_flows() -> None:
    car = replace(FAST, limited_by=LimitedBy.PROTOCOL, power_kw=349.2)  # 401.4 A, as measured
    assert _say(car, None) == "The 2015 standard asks for at most 400 A: 349 kW now"


@pytest.mark.parametrize("pile_kw", [None, 360])
def test_a_pile_that_could_hardly_give_more_is_not_named(pile_kw: float | None) -> None:
    car = replace(FAST, limited_by=LimitedBy.PROTOCOL)
    assert _say(car, pile_kw) == "The 2015 standard asks for at most 400 A: 348 kW now"


@pytest.mark.parametrize("reason", [reason for reason in LimitedBy if reason.value])
def test_what_the_car_does_not_tell_is_not_made_up(reason: LimitedBy) -> None:
    car = CarView(is_charging=True, limited_by=reason)
    assert "None" not in _say(car, None)


def test_nothing_is_said_while_nothing_flows() -> None:
    car = replace(FAST, limited_by=LimitedBy.PROTOCOL, is_charging=False)
    assert limit_line(car, 600, EN) is None
    assert limit_line(replace(FAST, limited_by=None), 600, EN) is None
