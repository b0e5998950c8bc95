"""Check every time-out of the conversation: when, what is reported, and what follows."""

import pytest

from tests.vehicle.gbt27930.rig import Cable, dropping, named, times
from vehicle.gbt27930 import timing
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.charger import Authorisation, ChargerPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.lockstep import Action

# In the rig: CHM 0.00, CRM 00 and BRM 3.25, CRM AA and BCP 3.31, CML and BRO 00 3.32, BRO AA and
# CRO 00 4.57, CRO AA and BCL 5.32 s. CEM is lost so that only the car's clocks are seen.
CAR = [
    ("3901", ["CRM"], 0.0, 30.0, "f1f0f0fc"),
    ("3902", ["CRM:AA"], 0.0, 8.25, "f4f0f0fc"),
    ("3903", ["CML"], 0.0, 8.31, "f0f1f0fc"),
    ("3904", ["CRO"], 0.0, 9.57, "f0f4f0fc"),
    ("3904", ["CRO:AA"], 0.0, 64.57, "f0f4f0fc"),
    ("3905", ["CCS"], 0.0, 6.32, "f0f0f1fc"),
    ("3905", ["CCS"], 10.04, 11.03, "f0f0f1fc"),
]
CHARGER = [
    ("3921", ["TP:BRM"], 0.0, 8.25, "fdf0c0fc"),
    ("3922", ["TP:BCP"], 0.0, 8.31, "fcf1c0fc"),
    ("3923", ["BRO"], 0.0, 8.32, "fcf4c0fc"),
    ("3923", ["BRO:AA"], 0.0, 63.32, "fcf4c0fc"),
    ("3925", ["BCL"], 0.0, 6.32, "fcf0c4fc"),
    ("3925", ["BCL"], 10.04, 11.02, "fcf0c4fc"),
]


@pytest.mark.parametrize(("spn", "lost", "since", "at", "data"), CAR)
def test_the_car_reports_what_came_too_late(
    spn: str, lost: list[str], since: float, at: float, data: str
) -> None:
    cable = Cable()
    frames = cable.run(at + 0.1, wire=dropping(*lost, "CEM", since=since)).frames
    first = named(frames, "BEM")[0]
    assert (round(first.t, 3), first.data.hex()) == (at, data)
    assert (cable.bms.phase, cable.bms.error) == (BmsPhase.ERROR, spn)
    assert cable.bms.stop_cause is StopCause.TIMEOUT
    assert not cable.bms.contactors_wanted


@pytest.mark.parametrize(("spn", "lost", "since", "at", "data"), CHARGER)
def test_the_charger_reports_what_came_too_late(
    spn: str, lost: list[str], since: float, at: float, data: str
) -> None:
    cable = Cable()
    frames = cable.run(at + 0.3, wire=dropping(*lost, "BEM", since=since)).frames
    first = named(frames, "CEM")[0]
    assert (round(first.t, 3), first.data.hex()) == (at, data)
    assert (cable.charger.phase, cable.charger.error) == (ChargerPhase.ERROR, spn)
    assert not cable.charger.wanted.k1k2


def test_the_charger_reports_a_bcs_that_stops_while_charging() -> None:
    cable = Cable()
    frames = cable.run(16.0, wire=dropping("TP:BCS", since=10.0)).frames
    first = named(frames, "CEM")[0]
    # The last BCS began at 9.82 s and was complete 10 ms later; 5 s on.
    assert (round(first.t, 3), first.data.hex()) == (14.83, "fcf0c1fc")


def test_the_charger_reports_a_bro_that_stops_while_it_prepares() -> None:
    cable = Cable(Authorisation.WAIT)
    frames = cable.run(16.0, wire=dropping("BRO", "BEM", since=10.0)).frames
    first = named(frames, "CEM")[0]
    assert (round(first.t, 3), first.data.hex()) == (14.82, "fcf4c0fc")


def test_a_charger_ready_within_5_s_of_the_last_bro_goes_on() -> None:
    # 34658 DN.2007 with amendment 1.
    cable = Cable(Authorisation.WAIT)
    cable.run(10.0)
    cable.charger.authorisation = Authorisation.ACCEPT
    frames = cable.run(12.0, wire=dropping("BRO")).frames
    assert named(frames, "CEM") == []
    assert cable.where()[1] == "CHARGING"


@pytest.mark.parametrize(
    ("lost", "after_s", "spn", "data"),
    [(["CST"], 5.0, "3906", "f0f0f4fc"), (["CSD"], 10.0, "3907", "f0f0f0fd")],
)
def test_a_car_left_alone_at_the_end_reports_it_once_and_for_all(
    lost: list[str], after_s: float, spn: str, data: str
) -> None:
    cable = Cable()
    cable.run(10.0)
    stop = Action(11.0, lambda now: cable.bms.stop(StopCause.USER, now))
    frames = cable.run(40.0, [stop], dropping(*lost, "CEM", "BSD")).frames
    bem = named(frames, "BEM")
    assert (round(bem[0].t, 3), bem[0].data.hex()) == (11.0 + after_s, data)
    assert (cable.bms.phase, cable.bms.error) == (BmsPhase.ERROR, spn)
    # A final error is reported for 5 s, then there is silence, whatever the charger says.
    assert bem[-1].t - bem[0].t <= 5.0
    cable.charger.unplug(40.0)
    cable.charger.start(40.0)
    assert not named(cable.run(60.0).frames, "BHM")


@pytest.mark.parametrize(
    ("lost", "after_s", "spn", "data"),
    [(["BST", "BSD"], 5.0, "3926", "fcf0d0fc"), (["BSD"], 10.0, "3927", "fcf0c0fd")],
)
def test_a_charger_left_alone_at_the_end_needs_a_replug(
    lost: list[str], after_s: float, spn: str, data: str
) -> None:
    cable = Cable()
    cable.run(10.0)
    stop = Action(11.0, lambda now: cable.charger.stop(StopCause.USER, now))
    frames = cable.run(40.0, [stop], dropping(*lost, "BEM")).frames
    cem = named(frames, "CEM")
    assert (round(cem[0].t, 3), cem[0].data.hex()) == (11.0 + after_s, data)
    assert (cable.charger.phase, cable.charger.error) == (ChargerPhase.ERROR, spn)
    assert not cable.charger.wanted.k3k4
    assert not cable.charger.start(40.0)
    cable.charger.unplug(41.0)
    assert cable.charger.start(42.0)


def test_a_silent_car_is_taken_for_one_of_2011_after_5_s() -> None:
    cable = Cable()
    frames = cable.run(20.0, wire=dropping("BHM")).frames
    assert times(frames, "CRM")[0] == 8.25  # after the insulation test, 3 s in the rig
    assert named(frames, "CEM") == []
    assert cable.where()[1] == "CHARGING"


def test_a_charger_that_reconnects_enters_at_crm_00() -> None:
    cable = Cable()
    cable.run(10.0)
    cable.run(11.2, wire=dropping("BCL"))
    assert cable.where()[1] == "ERROR"
    frames = cable.run(25.0).frames
    assert named(frames, "CHM") == []
    # 5 s of CEM, then CRM 00; the car was told by CEM and waits for it.
    assert cable.where() == ("CHARGING", "CHARGING")
    assert (cable.charger.reconnects, cable.bms.reconnects) == (1, 1)


@pytest.mark.parametrize("lost", ["CRM:AA", "TP:BRM", "TP:BCP", "CML", "BRO", "BCL", "CCS", "CRO"])
def test_both_ends_give_up_after_three_reconnects(lost: str) -> None:
    cable = Cable()
    frames = cable.run(400.0, wire=dropping(lost)).frames
    attempts = [phase for phase in cable.phases if phase == "C:RECOGNITION"]
    assert len(attempts) == 4
    assert cable.where() == ("ERROR", "ERROR")
    assert frames[-1].t < 200.0
    assert not cable.charger.start(400.0)
    assert cable.run(410.0).frames == []


def test_a_car_on_auxiliary_power_gives_up_60_s_after_power_up() -> None:
    cable = Cable()
    cable.charger.unplug(0.0)
    cable.bms.power_up(0.0)
    frames = cable.run(70.0).frames
    assert times(frames, "BEM")[0] == 60.0


def test_a_car_waits_for_chm_as_long_as_it_takes() -> None:
    cable = Cable()
    cable.charger.unplug(0.0)
    assert cable.run(3600.0).frames == []
    assert cable.where()[0] == "HANDSHAKE"


def test_the_time_outs_are_those_of_the_summary() -> None:
    # 27930 annex C: 1 s BCL and CCS; 5 s where nothing else is said; 10 s BSD and CSD.
    assert [t.seconds for t in (timing.BCL, timing.CCS)] == [1.0, 1.0]
    fives = (timing.BRM, timing.BCP, timing.CML, timing.BRO_ANY, timing.BRO_LOST, timing.CRO_ANY,
             timing.BCS, timing.BST, timing.CST, timing.BHM, timing.CRM_AA)  # fmt: skip
    assert {t.seconds for t in fives} == {5.0}
    assert [t.seconds for t in (timing.BSD, timing.CSD)] == [10.0, 10.0]
    assert [t.seconds for t in (timing.BRO_AA, timing.CRO_AA, timing.POWER_UP)] == [60.0] * 3
    assert [t.seconds for t in (timing.CRM_00, timing.CRM_AGAIN)] == [30.0, 30.0]
    assert timing.PAUSE.seconds == 600.0
