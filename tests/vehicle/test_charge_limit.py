"""What the car asks for, and why it gets no more."""

import pytest

from vehicle.charge_limit import NO_LIMIT, delivered, demand
from vehicle.limits import LimitedBy

SOC, CELL = LimitedBy.STATE_OF_CHARGE, LimitedBy.CELL_VOLTAGE


@pytest.mark.parametrize(
    ("pack", "contacts_a", "driver_a", "amps", "by"),
    [
        ((300.0, SOC), NO_LIMIT, NO_LIMIT, 300.0, SOC),
        ((120.0, CELL), NO_LIMIT, NO_LIMIT, 120.0, CELL),
        ((300.0, SOC), 75.0, NO_LIMIT, 75.0, LimitedBy.CONNECTOR_HOT),
        ((300.0, SOC), NO_LIMIT, 200.0, 200.0, LimitedBy.CAR_LIMIT),
        ((150.0, SOC), NO_LIMIT, 200.0, 150.0, SOC),
        ((300.0, SOC), 75.0, 200.0, 75.0, LimitedBy.CONNECTOR_HOT),
        # GB/T 27930-2015 ends at 400 A: 348 kW at 871 V.
        ((490.0, SOC), NO_LIMIT, NO_LIMIT, 400.0, LimitedBy.PROTOCOL),
        ((400.0, SOC), NO_LIMIT, NO_LIMIT, 400.0, SOC),
    ],
)
def test_the_least_limit_is_asked_for_and_named(
    pack: tuple[float, LimitedBy], contacts_a: float, driver_a: float, amps: float, by: LimitedBy
) -> None:
    assert demand(pack, contacts_a, driver_a) == (amps, by)


@pytest.mark.parametrize(
    ("asked", "offered_a", "flowing_a", "at_top_v", "by"),
    [
        ((300.0, SOC), 400.0, 300.0, False, SOC),
        ((300.0, SOC), 400.0, 295.0, False, SOC),
        ((300.0, SOC), 400.0, 294.9, False, LimitedBy.CHARGER_POWER),
        ((300.0, SOC), 400.0, 294.9, True, LimitedBy.CHARGER_VOLTAGE),
        ((300.0, SOC), 250.0, 250.0, False, LimitedBy.CHARGER_CURRENT),
        ((300.0, SOC), 250.0, 200.0, False, LimitedBy.CHARGER_POWER),
        ((400.0, LimitedBy.PROTOCOL), 400.0, 400.0, False, LimitedBy.PROTOCOL),
    ],
)
def test_what_a_charger_gives_less_is_its_doing(
    asked: tuple[float, LimitedBy],
    offered_a: float,
    flowing_a: float,
    at_top_v: bool,
    by: LimitedBy,
) -> None:
    assert delivered(asked, offered_a, flowing_a, at_top_v=at_top_v) is by
