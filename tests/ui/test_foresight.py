"""Foresee the curve once per connector, and none where nothing is known."""

from network.session import SessionState
from network.stations import Connector, Station
from tests.ui.glass_world import STATION, GlassWorld
from ui.foresight import Foresight
from vehicle.trim import VEHICLES, Trim

PACK = Trim.load(VEHICLES / "su7_max.toml").pack


def test_the_curve_of_a_known_connector_is_foreseen_once() -> None:
    world, asked = GlassWorld(), list[tuple[str, str]]()

    def lookup(operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        asked.append((operator_id, connector_id))
        return STATION, STATION.connectors[0]

    foresight = Foresight(world.controllers.charge, PACK, lookup)
    foresight.follow(SessionState(operator_id="cloud", connector_id="A01"))
    foresight.follow(SessionState(operator_id="cloud", connector_id="A01"))

    assert asked == [("cloud", "A01")]
    assert len(world.controllers.charge.expected) == 101


def test_an_unknown_connector_has_no_expected_curve() -> None:
    world = GlassWorld()
    foresight = Foresight(world.controllers.charge, PACK, lambda *_: None)
    foresight.follow(SessionState(operator_id="cloud", connector_id="gone"))

    assert world.controllers.charge.expected == ()
