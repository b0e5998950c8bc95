"""Check what drives a charger on by itself: the clock and its power stage."""

from tests.vehicle.gbt27930.rig import RATING, STAGE, Cable
from vehicle.gbt27930.charger import Charger
from vehicle.gbt27930.messages import StopCause


def test_a_pack_far_above_its_voltage_is_stopped_within_1_s() -> None:
    cable = Cable()
    cable.run(10.0)
    assert cable.where() == ("CHARGING", "CHARGING")
    # 730 V and this are more than the 871.2 V of BCP.
    cable.pile.pack_error_v = 160.0
    cable.run(11.0)
    assert cable.charger.stop_cause is StopCause.VOLTAGE
    assert cable.where()[1] != "CHARGING"


def test_a_session_is_over_before_it_began_and_after_its_end() -> None:
    assert Charger(RATING, STAGE).is_over
    cable = Cable()
    assert not cable.charger.is_over
    cable.run(10.0)
    cable.charger.stop(StopCause.USER, 10.0)
    assert not cable.charger.is_over
    cable.run(20.0)
    assert (cable.charger.phase.name, cable.charger.is_over) == ("OFF", True)
