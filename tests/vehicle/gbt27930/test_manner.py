"""Check that every habit of a charger and of a car is seen on the bus, and nothing else changes."""

from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.vehicle.gbt27930.rig import RATING, Cable, dropping, named, times
from vehicle.frame import Frame
from vehicle.gbt27930.charger import Authorisation
from vehicle.gbt27930.manner import (
    Answers,
    CarManner,
    CellData,
    ChargerManner,
    Edition,
    Fill,
    TimeSync,
    Waiting,
)
from vehicle.gbt27930.messages import Cts, StopCause
from vehicle.lockstep import Action

CAR_RTS, CHARGER_CM = 0x1CEC56F4, 0x1CECF456
OF_2011 = Edition.V2011


def _charged(
    charger: ChargerManner | None = None,
    car: CarManner | None = None,
    step_s: float | None = None,
) -> Cable:
    """Charge until 12 s, stop as a user would, and end."""
    cable = Cable(charger=charger, car=car, step_s=step_s)
    cable.run(12.0)
    assert cable.where() == ("CHARGING", "CHARGING")
    cable.run(20.0, [Action(12.0, lambda now: cable.charger.stop(StopCause.USER, now))])
    assert cable.where() == ("ASLEEP", "OFF")
    return cable


def _data(cable: Cable, name: str) -> list[str]:
    return [frame.data.hex().upper() for frame in named(cable.frames, name)]


def _control(cable: Cable, can_id: int, kind: int) -> list[tuple[float, str]]:
    found = (f for f in cable.frames if f.id == can_id and f.data[0] == kind)
    return [(round(frame.t, 3), frame.data.hex().upper()) for frame in found]


def test_a_manner_without_arguments_changes_nothing() -> None:
    assert _charged(ChargerManner(), CarManner()).frames == _charged().frames


def test_a_charger_of_2011_begins_with_crm_00_and_is_charged_from() -> None:
    cable = _charged(ChargerManner(edition=OF_2011, fill=Fill.ZEROS))
    assert cable.frames[0].id == 0x1801F456
    assert named(cable.frames, "CHM") == named(cable.frames, "BHM") == []
    # Rating of the rig: 1000 V, 200 V, 250 A; captures hyb-222222 and ontom: 6 bytes each.
    assert set(_data(cable, "CML")) == {"1027D007DC05"}
    assert {len(data) for data in _data(cable, "CCS")} == {12}
    # Reserved bits of CST are zeros.
    assert set(_data(cable, "CST")) == {"04000000"}
    assert cable.charger.spoken == (OF_2011, "the charger is of 2011")
    assert cable.bms.charger.edition is OF_2011


def test_a_charger_of_2011_knows_no_pause() -> None:
    cable = Cable(charger=ChargerManner(edition=OF_2011))
    cable.run(10.0)
    cable.bms.pack = replace(cable.bms.pack, permit=False)
    cable.run(12.0)
    assert cable.where()[1] == "CHARGING"
    assert not cable.bms.charger.paused


def test_a_charger_of_2011_may_begin_again_with_crm_00() -> None:
    cable = _charged(ChargerManner(edition=OF_2011))
    cable.charger.authorisation = Authorisation.ACCEPT
    assert cable.charger.start(20.0)
    cable.run(30.0)
    assert cable.where() == ("CHARGING", "CHARGING")


def test_a_car_of_2011_is_charged_in_its_own_form() -> None:
    cable = _charged(car=CarManner(edition=OF_2011, fill=Fill.ZEROS))
    assert named(cable.frames, "BHM") == []
    # 27930-2015, as published firmware does it: 5 s of CHM, then one of 2011; 3 s of test in the
    # rig, whose stage looks up with each CHM.
    assert times(cable.frames, "CRM")[0] == 8.25
    assert _control(cable, CAR_RTS, 0x10)[0][1] == "10290006FF000200"  # 41 bytes in 6 packets
    brm = cable.charger.vehicle.brm
    assert brm is not None
    assert (brm.version, brm.vin) == ((1, 0), "LXMTESTCAR0000001")
    assert set(_data(cable, "CML")) == {"1027D007DC05"}
    assert {len(data) for data in _data(cable, "CCS")} == {12}
    assert set(_data(cable, "BSM")) == {"0050004E000010"}  # reserved bits 0, capture tyu05: D0
    assert cable.charger.spoken == (OF_2011, "BRM says V1.0")


def test_a_car_of_2015_whose_bhm_got_lost_is_known_by_its_brm() -> None:
    cable = Cable()
    cable.run(9.0, wire=dropping("BHM"))
    assert cable.charger.spoken == (Edition.V2015, "BRM says V1.1")
    assert set(_data(cable, "CML")) == {"1027D007DC05A00F"}


def test_both_of_2011_charge() -> None:
    cable = _charged(ChargerManner(edition=OF_2011), CarManner(edition=OF_2011))
    assert cable.bms.error is cable.charger.error is None


def test_a_newer_pile_offers_its_edition_and_falls_back_to_chm() -> None:
    cable = _charged(ChargerManner(negotiates_s=2.0))
    offers = [frame for frame in cable.frames if frame.id == 0x0C38F456]
    # GB/T 27930.2-2024: CAN 2.0B, V2.0.0, control pilot 1, transport 1, FF.
    assert {frame.data.hex().upper() for frame in offers} == {"00FF0200000101FF"}
    assert [frame.t for frame in offers] == [0.25 * n for n in range(8)]
    assert not [frame for frame in cable.frames if frame.id == 0x0C3956F4]
    assert times(cable.frames, "CHM")[0] == 2.0


def test_a_newer_pile_that_is_stopped_while_it_offers_is_off() -> None:
    cable = Cable(charger=ChargerManner(negotiates_s=2.0))
    cable.run(1.0)
    cable.charger.stop(StopCause.USER, 1.0)
    assert (cable.where()[1], cable.charger.stop_cause) == ("OFF", StopCause.USER)


def test_a_charger_with_zero_fill_clears_what_is_reserved() -> None:
    cable = _charged(ChargerManner(fill=Fill.ZEROS))
    # As ru5t-3: byte 7 of CCS is 01, not FD.
    assert {data[12:] for data in _data(cable, "CCS")} == {"01"}


def test_ccs_of_8_bytes_is_filled_as_in_the_capture() -> None:
    cable = Cable(charger=ChargerManner(ccs_bytes=8))
    cable.run(10.0)
    stage = cable.charger.stage
    cable.charger.stage = replace(stage, output_v=540.6, output_a=2.9, minutes=0)
    sent = [f for f in cable.charger.due(10.05) if f.id == 0x1812F456]
    assert sent[0].data.hex().upper() == "1E15830F0000FDFF"  # capture tyu05, 18.6 s


def test_ccs_of_6_bytes_says_no_permission() -> None:
    cable = _charged(ChargerManner(ccs_bytes=6))
    assert {len(data) for data in _data(cable, "CCS")} == {12}


def test_periods_are_those_of_the_charger() -> None:
    cable = _charged(ChargerManner(periods_s={"CCS": 0.069}))  # capture ru5t-1
    at = times(cable.frames, "CCS")
    assert {round(b - a, 3) for a, b in pairwise(at)} == {0.069}


def test_a_charger_that_pads_sends_8_bytes_of_everything() -> None:
    cable = _charged(ChargerManner(pads=True))
    singles = [f for f in cable.frames if f.id & 0xFF == 0x56 and f.id != CHARGER_CM]
    assert {len(frame.data) for frame in singles} == {8}
    assert _data(cable, "CRO")[0] == "00FFFFFFFFFFFFFF"


def test_cro_00_lasts_as_long_as_the_charger_is_used_to() -> None:
    # Captures hyb-222222 and hyb-input: 7 s and 9 s of CRO 00.
    cable = Cable(charger=ChargerManner(cro_00_s=7.0))
    cable.run(20.0)
    at = {
        data: time for time, data in reversed([(f.t, f.data) for f in named(cable.frames, "CRO")])
    }
    assert at[b"\xaa"] - at[b"\x00"] == pytest.approx(7.0)
    assert cable.where() == ("CHARGING", "CHARGING")


def test_a_charger_may_go_straight_to_cro_aa() -> None:
    # Capture tyu05.
    cable = _charged(ChargerManner(straight_to_aa=True), step_s=0.1)
    assert set(_data(cable, "CRO")) == {"AA"}


def test_a_charger_that_says_no_cro_00_while_its_operator_thinks_loses_the_car() -> None:
    cable = Cable(Authorisation.WAIT, charger=ChargerManner(straight_to_aa=True))
    cable.run(10.0)
    assert _data(cable, "BEM")[0] == "F0F4F0FC"


def test_chm_may_stop_at_the_first_bhm() -> None:
    cable = _charged(ChargerManner(chm_until_bhm=True), step_s=0.1)
    assert times(cable.frames, "CHM") == [0.0]
    assert times(cable.frames, "CRM")[0] == 3.0


def test_the_patience_for_bhm_is_the_chargers() -> None:
    cable = Cable(car=CarManner(edition=OF_2011), charger=ChargerManner(bhm_wait_s=2.5))
    cable.run(6.0)
    # Then its insulation test, of 3 s in the rig, and CHM goes on until that is over.
    assert times(cable.frames, "CRM")[0] == 5.75
    assert times(cable.frames, "CHM") == [0.25 * number for number in range(23)]


def test_packets_may_be_asked_for_one_by_one() -> None:
    cable = _charged(ChargerManner(answers=Answers.ONE_BY_ONE))
    asked = [data for _, data in _control(cable, CHARGER_CM, 0x11) if data.endswith("000200")]
    assert asked == [f"1101{number:02X}FFFF000200" for number in range(1, 8)]


def test_a_charger_that_never_answers_is_given_up_as_recorded() -> None:
    # Capture ru5t-2: 4 RTS, aborted after 1.25 s each, then BEM 3902 every 250 ms; CRM 00 again.
    cable = Cable(charger=ChargerManner(answers=Answers.NEVER))
    cable.run(20.0, wire=dropping("CEM"))
    rts = [at for at, _ in _control(cable, CAR_RTS, 0x10)]
    assert [round(at - rts[0], 3) for at in rts[:4]] == [0.0, 1.25, 2.5, 3.75]
    assert _control(cable, CHARGER_CM, 0x11) == []
    assert _data(cable, "BEM")[0] == "F4F0F0FC"
    assert times(cable.frames, "BEM")[0] == rts[0] + 5.0


def test_a_slow_charger_answers_later_and_still_charges() -> None:
    cable = _charged(ChargerManner(answer_after_s=0.03))
    rts = _control(cable, CAR_RTS, 0x10)[0][0]
    assert _control(cable, CHARGER_CM, 0x11)[0][0] == pytest.approx(rts + 0.03)
    last = next(f.t for f in cable.frames if f.id == 0x1CEB56F4 and f.data[0] == 7)
    assert _control(cable, CHARGER_CM, 0x13)[0][0] == pytest.approx(last + 0.03, abs=1e-3)


def test_cell_data_that_is_aborted_does_not_end_the_charge() -> None:
    # 34658 DP.3002.
    cable = Cable(charger=ChargerManner(cell_data=CellData.ABORT))
    cable.bms.pack = replace(
        cable.bms.pack, cell_voltages_v=(3.7,) * 8, temperatures_c=(20,), reserved=(1, 2)
    )
    cable.run(40.0)
    aborted = [data for _, data in _control(cable, CHARGER_CM, 0xFF)]
    assert {data[10:] for data in aborted} == {"001500", "001600", "001700"}
    assert cable.where() == ("CHARGING", "CHARGING")
    assert (cable.charger.vehicle.bmv, cable.charger.vehicle.bsp) == (None, None)


@pytest.mark.parametrize(
    ("habit", "data"),
    [
        (TimeSync.BCD, "36240816051520"),  # capture tyu05
        (TimeSync.ONES, "FFFFFFFFFFFFFF"),  # capture ru5t-1
        (TimeSync.BINARY, "2418081005DF07"),  # 36 24 8 16 5 2015 as plain numbers
    ],
)
def test_the_time_is_told_in_the_chargers_way(habit: TimeSync, data: str) -> None:
    cable = Cable(charger=ChargerManner(time_sync=habit))
    cable.charger.calendar = Cts(36, 24, 8, 16, 5, 2015)
    cable.run(5.0)
    assert set(_data(cable, "CTS")) == {data}
    assert cable.where()[1] == "PREPARING"


@pytest.mark.parametrize("habit", [TimeSync.BCD, TimeSync.BINARY])
def test_a_charger_without_a_clock_tells_ones(habit: TimeSync) -> None:
    cable = Cable(charger=ChargerManner(time_sync=habit))
    cable.run(5.0)
    assert set(_data(cable, "CTS")) == {"FF" * 7}


def test_a_strict_charger_does_not_hear_a_car_that_pads() -> None:
    # Captures ontom: BRO, BCL, BSM padded to 8 bytes.
    cable = Cable(charger=ChargerManner(strict_lengths=True), car=CarManner(pads=True))
    cable.run(30.0)
    assert cable.charger.spoken.why == "BRM says V1.1"  # it took BHM for missing
    assert _data(cable, "CEM")[0] == "FCF4C0FC"  # and waits for BRO in vain


def test_a_strict_charger_of_2011_does_not_take_49_bytes_of_brm() -> None:
    cable = Cable(charger=ChargerManner(edition=OF_2011, strict_lengths=True))
    cable.run(9.0)
    assert _data(cable, "CEM")[0] == "FDF0C0FC"
    both = ChargerManner(edition=OF_2011, strict_lengths=True), CarManner(edition=OF_2011)
    assert _charged(*both).charger.error is None


def test_a_strict_charger_charges_a_car_of_its_edition() -> None:
    assert _charged(ChargerManner(strict_lengths=True)).charger.error is None


def test_a_turned_range_keeps_the_car_from_getting_ready() -> None:
    # Capture ru5t-2: max 280 A in the place of the min.
    rating = replace(RATING, max_v=650.0, max_a=280.0, min_a=50.0)
    cable = Cable(charger=ChargerManner(turned_min_a=True), rating=rating)
    cable.run(10.0)
    assert set(_data(cable, "CML")) == {"6419D007AC0DB004"}
    assert set(_data(cable, "BRO")) == {"00"}


def test_a_range_of_zeros_keeps_the_car_from_getting_ready() -> None:
    # Capture ontom-guoxuan.
    cable = Cable(charger=ChargerManner(edition=OF_2011, zero_cml=True))
    cable.run(10.0)
    assert set(_data(cable, "CML")) == {"000000000000"}
    assert set(_data(cable, "BRO")) == {"00"}


def test_a_charger_without_time_outs_waits_for_ever() -> None:
    cable = Cable(charger=ChargerManner(reports_time_outs=False))
    cable.run(200.0, wire=dropping("BRO", "BEM"))
    assert named(cable.frames, "CEM") == []
    assert cable.where()[1] == "CONFIGURATION"


def test_a_charger_without_time_outs_says_nothing_when_the_car_reports_one() -> None:
    cable = Cable(charger=ChargerManner(reports_time_outs=False))
    cable.run(9.0, wire=dropping("CCS"))
    assert _data(cable, "BEM")[0] == "F0F0F1FC"
    assert named(cable.frames, "CEM") == []
    assert cable.charger.error == "3905"


@pytest.mark.parametrize("reconnects", [0, 1, 3])
def test_a_charger_tries_again_as_often_as_it_is_used_to(reconnects: int) -> None:
    cable = Cable(charger=ChargerManner(reconnects=reconnects))
    cable.run(60.0, wire=dropping("TP:BRM"))
    assert cable.phases.count("C:RECOGNITION") == 1 + reconnects


def test_a_charger_ends_with_as_many_csd_as_it_is_used_to() -> None:
    assert len(named(_charged(ChargerManner(csd_frames=5)).frames, "CSD")) == 5


def test_a_slow_operator_may_cost_a_second_handshake() -> None:
    cable = Cable(Authorisation.WAIT, charger=ChargerManner(waiting=Waiting.SECOND_HANDSHAKE))
    cable.run(10.0)
    assert cable.where() == ("ASLEEP", "OFF")
    assert cable.charger.stop_cause is StopCause.UNANSWERED
    assert cable.charger.vehicle.vin == "LXMTESTCAR0000001"
    cable.charger.authorisation = Authorisation.ACCEPT
    assert cable.charger.start(10.0)
    cable.run(20.0)
    assert cable.where() == ("CHARGING", "CHARGING")
    assert cable.phases.count("C:HANDSHAKE") == cable.phases.count("B:HANDSHAKE") == 2


def test_a_quick_operator_costs_no_second_handshake() -> None:
    assert (
        _charged(ChargerManner(waiting=Waiting.SECOND_HANDSHAKE)).phases.count("C:HANDSHAKE") == 1
    )


def test_a_charger_that_measures_wrongly_reports_another_current() -> None:
    cable = Cable(charger=ChargerManner(current_error=0.02))
    cable.run(10.0)
    assert cable.bms.charger.output_a == 255.0
    assert cable.where()[0] == "CHARGING"


def test_a_charger_that_reports_much_more_than_was_asked_for_is_stopped_by_the_car() -> None:
    cable = Cable(charger=ChargerManner(current_error=0.2))
    cable.run(10.0)
    assert cable.bms.stop_cause is StopCause.OVER_CURRENT


def test_a_car_that_pads_is_charged_all_the_same() -> None:
    cable = _charged(car=CarManner(pads=True))
    # Captures ontom-guoxuan and ontom-can2.
    assert set(_data(cable, "BRO")) == {"00FFFFFFFFFFFFFF", "AAFFFFFFFFFFFFFF"}
    assert {data[-6:] for data in _data(cable, "BCL")} == {"FFFFFF"}


def test_a_car_may_go_straight_to_bro_aa() -> None:
    # Captures hyb-222222, hyb-input and ontom.
    cable = _charged(car=CarManner(skips_bro_00=True), step_s=0.1)
    assert set(_data(cable, "BRO")) == {"AA"}


def test_an_impatient_car_does_not_wait_for_the_insulation_test() -> None:
    # github tyu05: 5 s for everything; the insulation test of ru5t-1 took 16 s.
    cable = Cable(car=CarManner(crm_00_wait_s=5.0))
    cable.pile.insulation_s = 16.0
    cable.run(6.0)
    assert (times(cable.frames, "BEM")[0], _data(cable, "BEM")[0]) == (5.0, "F1F0F0FC")


@pytest.mark.parametrize("fill", list(Fill))
def test_a_car_fills_as_it_is_used_to(fill: Fill) -> None:
    cable = _charged(car=CarManner(fill=fill))
    last = {Fill.ONES: "D0", Fill.ZEROS: "10"}[fill]
    assert {data[-2:] for data in _data(cable, "BSM")} == {last}


def test_the_padding_of_a_bst_is_not_read() -> None:
    # Capture ontom-guoxuan: 3511.1 says that the target is reached, what else is set is 10.
    cable = Cable()
    cable.run(10.0)
    cable.charger.receive(Frame(0x101956F4, bytes.fromhex("0108000204050607")), 10.0)
    assert cable.charger.phase.name == "STOPPING"
    assert cable.charger.stop_cause is StopCause.TARGET_REACHED


@pytest.mark.parametrize("kind", [ChargerManner, CarManner])
def test_every_habit_has_its_test(kind: type[ChargerManner | CarManner]) -> None:
    text = Path(__file__).read_text("utf-8")
    assert [each.name for each in fields(kind) if f"{each.name}=" not in text] == []
