"""Foresee the curve once per connector, and none where nothing is known."""

from dataclasses import replace

import pytest

from network.session import SessionState
from network.stations import Connector, Station
from tests.ui.glass_world import ESTIMATE, STATION, GlassWorld
from ui.foresight import Foresight

GUN = STATION.connectors[0]


def test_the_curve_of_a_known_connector_is_foreseen_once() -> None:
    world, asked = GlassWorld(), list[tuple[str, str]]()

    def lookup(operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        asked.append((operator_id, connector_id))
        return STATION, GUN

    foresight = Foresight(world.controllers.charge, ESTIMATE, world.controllers.car, lookup)
    foresight.follow(SessionState(operator_id="cloud", connector_id="A01"))
    foresight.follow(SessionState(operator_id="cloud", connector_id="A01"))

    assert asked == [("cloud", "A01")]
    expected = world.controllers.charge.expected
    # From the car's 46 % to full.
    assert expected[0][0] == 46.0
    assert expected[-1][0] == pytest.approx(100.0)


def test_the_stretch_of_an_ac_charge_is_level() -> None:
    world = GlassWorld()
    ac = replace(GUN, is_dc=False, power_kw=7, min_v=220, max_v=220, max_a=32)
    charge, car = world.controllers.charge, world.controllers.car
    foresight = Foresight(charge, ESTIMATE, car, lambda *_: (STATION, ac))
    foresight.follow(SessionState(operator_id="cloud", connector_id="A01"))

    # 7 kW x 0.92 behind the car's own charger.
    assert all(power == pytest.approx(6.44, abs=0.01) for soc, power in charge.expected if soc < 99)


def test_an_unknown_connector_has_no_expected_curve() -> None:
    world = GlassWorld()
    charge, car = world.controllers.charge, world.controllers.car
    foresight = Foresight(charge, ESTIMATE, car, lambda *_: None)
    foresight.follow(SessionState(operator_id="cloud", connector_id="gone"))

    assert charge.expected == ()
