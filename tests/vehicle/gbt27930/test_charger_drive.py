"""Check what drives a charger on by itself: the clock and its power stage."""

import pytest

from tests.vehicle.gbt27930.rig import RATING, STAGE, Cable, named, times
from vehicle.gbt27930.charger import Charger, Insulation, StageCommand, StageMode
from vehicle.gbt27930.manner import CarManner, ChargerManner, Edition
from vehicle.gbt27930.messages import Bhm, StopCause, frame_of

OLD_PILE, OLD_CAR = ChargerManner(edition=Edition.V2011), CarManner(edition=Edition.V2011)
#: RATING goes to 1000 V.
TEST_AT_1000_V = StageCommand(StageMode.INSULATION, 1000.0, k1k2=True, k3k4=True)


def test_a_charger_of_2011_tests_its_insulation_before_it_says_a_word() -> None:
    cable = Cable(charger=OLD_PILE)
    cable.run(2.9)
    assert (cable.charger.wanted, cable.frames) == (TEST_AT_1000_V, [])
    cable.run(10.0)
    assert (named(cable.frames, "CHM"), times(cable.frames, "CRM")[0]) == ([], 3.0)
    assert cable.where() == ("CHARGING", "CHARGING")


def test_a_charger_that_hears_no_bhm_tests_at_its_own_maximum() -> None:
    cable = Cable(car=OLD_CAR)
    cable.run(4.9)
    assert cable.charger.wanted.mode is StageMode.OFF
    cable.run(5.1)
    assert (cable.charger.wanted, named(cable.frames, "CRM")) == (TEST_AT_1000_V, [])
    cable.run(20.0)
    # 5 s without BHM, 3 s of test; the rig's stage looks up with each CHM.
    assert times(cable.frames, "CHM") == [0.25 * number for number in range(33)]
    assert times(cable.frames, "CRM")[0] == 8.25
    assert cable.where() == ("CHARGING", "CHARGING")


def test_a_bhm_that_comes_during_the_test_lowers_its_voltage() -> None:
    cable = Cable(car=OLD_CAR)
    cable.run(6.0)
    cable.charger.receive(frame_of(Bhm(500.0)), 6.0)
    assert cable.charger.wanted.voltage_v == 500.0
    assert cable.charger.spoken == (Edition.V2015, "BHM answers CHM")


def test_a_charger_of_2011_does_not_know_bhm() -> None:
    cable = Cable(charger=OLD_PILE)
    cable.run(1.0)
    cable.charger.receive(frame_of(Bhm(500.0)), 1.0)
    assert cable.charger.wanted == TEST_AT_1000_V
    assert cable.charger.spoken.edition is Edition.V2011


@pytest.mark.parametrize(("car", "pile"), [(None, OLD_PILE), (OLD_CAR, None)])
def test_no_edition_is_charged_through_bad_insulation(
    car: CarManner | None, pile: ChargerManner | None
) -> None:
    cable = Cable(car=car, charger=pile)
    cable.pile.result = Insulation.FAILED
    cable.run(60.0)
    assert named(cable.frames, "CRM") == []
    # As in 2015: CST with 3521.3, a fault, and 3522.6, another one.
    assert named(cable.frames, "CST")[0].data.hex() == "1000f4f0"
    assert cable.charger.stop_cause is StopCause.INSULATION


def test_a_test_in_silence_is_abandoned_in_silence() -> None:
    cable = Cable(charger=OLD_PILE)
    cable.run(1.0)
    cable.charger.stop(StopCause.USER, 1.0)
    cable.run(10.0)
    assert (cable.charger.phase.name, cable.frames) == ("OFF", [])


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
