"""Let both ends talk in lockstep: the normal session, stops, waiting, refusals, two handshakes."""

from dataclasses import replace

import pytest

from tests.vehicle.gbt27930.rig import VIN, Cable, named, times
from vehicle.gbt27930.charger import (
    Authorisation,
    Insulation,
    StageCommand,
    StageMode,
)
from vehicle.gbt27930.messages import StopCause
from vehicle.lockstep import Action

UP = [
    "B:HANDSHAKE", "C:HANDSHAKE", "C:RECOGNITION", "B:RECOGNITION", "C:RECOGNISED",
    "B:CONFIGURATION", "C:CONFIGURATION", "B:PREPARING", "B:READY", "C:PREPARING", "C:READY",
    "B:CHARGING", "C:CHARGING",
]  # fmt: skip


def _charging() -> Cable:
    cable = Cable()
    cable.run(10.0)
    assert cable.where()[0] == "CHARGING"
    return cable


def test_the_phases_follow_one_another_when_nothing_goes_wrong() -> None:
    cable = Cable()
    cable.run(10.0)
    assert cable.phases == UP


def test_each_message_is_sent_in_its_period_while_charging() -> None:
    cable = _charging()
    frames = cable.run(12.0).frames
    # Overview of messages: BCL and CCS 50 ms, BSM 250 ms, BCS 250 ms from RTS to RTS.
    assert len(named(frames, "BCL")) == 40
    assert len(named(frames, "CCS")) == 40
    assert len(named(frames, "BSM")) == 8
    rts = [frame for frame in frames if frame.id == 0x1CEC56F4 and frame.data[0] == 0x10]
    assert [frame.data.hex() for frame in rts] == ["10090002ff001100"] * 8


def test_chm_goes_on_until_the_insulation_test_is_over() -> None:
    cable = Cable()
    frames = cable.run(10.0).frames
    assert times(frames, "CHM")[:3] == [0.0, 0.25, 0.5]
    assert times(frames, "CHM")[-1] == 3.0
    assert times(frames, "CRM")[0] == 3.25


def test_the_vin_arrives_in_brm() -> None:
    assert _charging().charger.vehicle.vin == VIN


def test_bcs_arrives_by_transport_protocol() -> None:
    vehicle = _charging().charger.vehicle
    assert vehicle.bcs is not None
    assert (vehicle.bcs.voltage_v, vehicle.bcs.current_a, vehicle.soc_pct) == (730.0, 250.0, 30)


def test_cell_voltages_and_temperatures_arrive_and_bcs_goes_on() -> None:
    cable = _charging()
    cells_v, points_c = (3.7,) * 198, (30, 29, 28)
    cable.bms.pack = replace(cable.bms.pack, cell_voltages_v=cells_v, temperatures_c=points_c)
    cable.run(40.0)
    vehicle = cable.charger.vehicle
    assert vehicle.bmv is not None
    assert vehicle.bmt is not None
    assert (vehicle.bmv.voltages_v, vehicle.bmt.temperatures_c) == (cells_v, points_c)
    assert cable.where() == ("CHARGING", "CHARGING")


def test_the_car_sees_what_the_charger_offers_and_delivers() -> None:
    seen = _charging().bms.charger
    assert (seen.max_v, seen.min_v, seen.max_a, seen.min_a) == (1000.0, 200.0, 250.0, 0.0)
    assert (seen.output_v, seen.output_a, seen.recognised) == (730.0, 250.0, True)


def test_the_power_stage_goes_from_test_to_precharge_to_current() -> None:
    cable = Cable()
    cable.run(2.0)
    testing = cable.charger.wanted
    # 34657.1: the test voltage is the smaller of BHM (871.2 V) and the rating (1000 V).
    assert testing == StageCommand(StageMode.INSULATION, 871.2, k1k2=True, k3k4=True)
    cable.run(5.0)
    assert cable.charger.wanted == StageCommand(StageMode.PRECHARGE, 725.0, k3k4=True)
    cable.run(10.0)
    delivering = StageCommand(StageMode.CURRENT, 800.0, 250.0, k1k2=True, k3k4=True)
    assert cable.charger.wanted == delivering


def test_the_car_ends_the_charge_by_bst() -> None:
    cable = _charging()
    stop = Action(11.0, lambda now: cable.bms.stop(StopCause.TARGET_REACHED, now))
    frames = cable.run(20.0, [stop]).frames
    assert named(frames, "BST")[0].data.hex() == "010000f0"
    assert named(frames, "CST")[0].data.hex() == "4000f0f0"
    assert cable.phases[-6:] == [
        "B:STOPPING", "C:STOPPING", "B:END", "C:END", "B:ASLEEP", "C:OFF",
    ]  # fmt: skip
    assert cable.charger.stop_cause is cable.bms.stop_cause is StopCause.TARGET_REACHED


def test_the_charger_ends_the_charge_by_cst() -> None:
    cable = _charging()
    stop = Action(11.0, lambda now: cable.charger.stop(StopCause.USER, now))
    frames = cable.run(20.0, [stop]).frames
    assert named(frames, "CST")[0].data.hex() == "0400f0f0"
    # Capture ru5t-1: ten BST "charger initiated", 10 ms apart, then BSD.
    assert [frame.data.hex() for frame in named(frames, "BST")] == ["400000f0"] * 10
    assert (
        times(frames, "BST") == [11.0 + 0.01 * n for n in range(10)]
        or len(times(frames, "BST")) == 10
    )
    assert cable.where() == ("ASLEEP", "OFF")
    assert cable.bms.stop_cause is StopCause.CHARGER_INITIATED
    assert cable.charger.stop_cause is StopCause.USER


def test_nothing_is_demanded_or_delivered_after_a_stop() -> None:
    cable = _charging()
    cable.run(11.0, [Action(10.5, lambda now: cable.charger.stop(StopCause.USER, now))])
    frames = cable.run(20.0).frames
    assert named(frames, "BCL") == named(frames, "CCS") == named(frames, "BSM") == []
    assert cable.charger.wanted == StageCommand()


def test_the_charger_sends_ten_csd_before_it_switches_off() -> None:
    cable = _charging()
    frames = cable.run(20.0, [Action(11.0, lambda now: cable.charger.stop(StopCause.USER, now))])
    csd = times(frames.frames, "CSD")
    assert len(csd) == 10
    assert round(csd[-1] - csd[0], 3) == 2.25


def test_k1_and_k2_open_only_when_the_current_is_small() -> None:
    cable = _charging()
    cable.charger.stop(StopCause.USER, 10.0)
    assert (cable.charger.stage.output_a, cable.charger.wanted.k1k2) == (250.0, True)
    cable.run(10.02)
    assert (cable.charger.stage.output_a, cable.charger.wanted.k1k2) == (0.0, False)


def test_contactors_are_wanted_from_cml_until_the_stop() -> None:
    cable = Cable()
    wanted = []
    for until in (3.0, 10.0):
        cable.run(until)
        wanted.append(cable.bms.contactors_wanted)
    cable.bms.stop(StopCause.USER, 10.0)
    assert [*wanted, cable.bms.contactors_wanted] == [False, True, False]


def test_plug_and_charge_waits_in_cro_00_for_the_operator() -> None:
    cable = Cable(Authorisation.WAIT)
    frames = cable.run(20.0).frames
    assert cable.where()[1] == "PREPARING"
    assert cable.charger.vehicle.vin == VIN
    assert {frame.data for frame in named(frames, "CRO")} == {b"\x00"}
    assert len(named(frames, "CRO")) > 50
    cable.charger.authorisation = Authorisation.ACCEPT
    cable.run(25.0)
    assert cable.where()[1] == "CHARGING"
    assert cable.charger.reconnects == cable.bms.reconnects == 0


def test_nothing_is_precharged_before_the_operator_accepts() -> None:
    cable = Cable(Authorisation.WAIT)
    cable.run(20.0)
    assert cable.charger.wanted == StageCommand(k3k4=True)


def test_a_refusal_ends_the_session_in_order() -> None:
    cable = Cable(Authorisation.WAIT)
    cable.run(10.0)
    cable.charger.authorisation = Authorisation.REFUSE
    cable.run(20.0)
    assert {frame.data for frame in named(cable.frames, "CRO")} == {b"\x00"}
    assert cable.where()[1] == "OFF"
    assert cable.charger.stop_cause is StopCause.REFUSED
    assert cable.where()[0] == "ASLEEP"
    assert cable.bms.error is cable.charger.error is None


def test_an_operator_who_never_answers_ends_the_session_before_the_car_gives_up() -> None:
    cable = Cable(Authorisation.WAIT)
    frames = cable.run(80.0).frames
    assert cable.charger.stop_cause is StopCause.UNANSWERED
    assert named(frames, "BEM") == named(frames, "CEM") == []
    assert times(frames, "CST")[0] - times(frames, "CRO")[0] == pytest.approx(55.0)


@pytest.mark.parametrize("ending", [StopCause.USER, StopCause.REFUSED, StopCause.UNANSWERED])
def test_a_charger_may_begin_again_after_an_orderly_end(ending: StopCause) -> None:
    cable = _charging()
    cable.charger.stop(ending, 10.0)
    cable.run(20.0)
    assert cable.charger.authorisation is Authorisation.WAIT
    cable.charger.authorisation = Authorisation.ACCEPT
    assert cable.charger.start(20.0)
    cable.run(30.0)
    assert cable.where() == ("CHARGING", "CHARGING")
    assert cable.bms.stop_cause is None
    assert cable.phases.count("B:HANDSHAKE") == cable.phases.count("C:HANDSHAKE") == 2


def test_a_failed_insulation_test_ends_the_session() -> None:
    cable = Cable()
    cable.pile.result = Insulation.FAILED
    frames = cable.run(20.0).frames
    assert named(frames, "CST")[0].data.hex() == "1000f4f0"  # fault, other
    assert named(frames, "CRM") == []
    assert cable.charger.stop_cause is StopCause.INSULATION
    assert cable.bms.stop_cause is StopCause.FAULT


def test_a_pause_is_kept_up_and_ended_by_the_car() -> None:
    cable = _charging()
    cable.bms.pack = replace(cable.bms.pack, permit=False)
    frames = cable.run(12.0).frames
    assert cable.where()[1] == "PAUSED"
    assert cable.charger.wanted.current_a == 0.0
    assert named(frames, "CCS")[-1].data[6] == 0xFC
    assert cable.bms.charger.paused
    cable.bms.pack = replace(cable.bms.pack, permit=True)
    frames = cable.run(14.0).frames
    assert cable.where()[1] == "CHARGING"
    assert named(frames, "CCS")[-1].data[6] == 0xFD


def test_a_pause_of_more_than_10_min_ends_the_session() -> None:
    cable = _charging()
    cable.bms.pack = replace(cable.bms.pack, permit=False)
    cable.run(609.0)
    assert cable.where()[1] == "PAUSED"
    cable.run(612.0)
    assert cable.charger.stop_cause is StopCause.PAUSED_TOO_LONG


def test_pulling_the_plug_ends_everything_at_once() -> None:
    cable = _charging()
    cable.bms.unplug(10.0)
    cable.charger.unplug(10.0)
    assert cable.charger.wanted == StageCommand()
    assert not cable.bms.contactors_wanted
    assert cable.bms.stop_cause is cable.charger.stop_cause is StopCause.UNPLUGGED
    assert cable.run(20.0).frames == []


def test_a_stop_before_charging_ends_in_order() -> None:
    for at in (1.0, 3.28, 4.0, 5.0):
        for end in ("car", "charger"):
            cable = Cable()
            cable.run(at)
            machine = cable.bms if end == "car" else cable.charger
            machine.stop(StopCause.USER, at)
            cable.run(at + 20)
            assert cable.where()[0] == "ASLEEP", (at, end)
            assert cable.where()[1] == "OFF", (at, end)
            assert cable.bms.error is cable.charger.error is None


def test_the_whole_conversation_is_the_same_every_time() -> None:
    assert Cable().run(20.0) == Cable().run(20.0)
