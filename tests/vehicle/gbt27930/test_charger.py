"""Check what the charger's side does with a car that is not ours, and with a hostile bus."""

import itertools
from dataclasses import replace

import pytest

from tests.vehicle.gbt27930.rig import RATING, STAGE, Cable, LittlePile, named
from vehicle.frame import Frame
from vehicle.gbt27930.charger import Authorisation, Charger, ChargerEvent, ChargerPhase
from vehicle.gbt27930.charger_table import TABLE
from vehicle.gbt27930.manner import ChargerManner, TimeSync
from vehicle.gbt27930.messages import Bcl, Bcs, Bem, Bhm, Bro, Bsm, Bst, Cts, StopCause, frame_of

WELL = Bsm(1, 30, 1, 28, 1, 0, 0, 0, 0, 0, 0, 1)


def _charging() -> Cable:
    cable = Cable()
    cable.run(10.0)
    assert cable.charger.phase is ChargerPhase.CHARGING
    return cable


def _ready() -> Charger:
    """Bring a charger to CRO AA at 5.32 s, and then leave it alone."""
    cable = Cable()
    while cable.charger.phase is not ChargerPhase.READY:
        cable.run(cable.now + 0.01, wire=lambda f: () if f.id == 0x181056F4 else (f,))
    return cable.charger


def test_the_table_answers_every_event_in_every_phase() -> None:
    assert set(TABLE) == set(itertools.product(ChargerPhase, ChargerEvent))


@pytest.mark.parametrize("phase", list(ChargerPhase))
def test_pulling_the_plug_always_leads_to_idle(phase: ChargerPhase) -> None:
    assert TABLE[phase, ChargerEvent.UNPLUGGED] is ChargerPhase.IDLE


def test_an_idle_charger_hears_nothing() -> None:
    charger = Charger(RATING, STAGE)
    assert charger.receive(Frame(0x1CEC56F4, bytes.fromhex("10310007FF000200")), 0.0) == []
    assert charger.wake_at() is None


def test_chm_tells_the_edition_of_2015() -> None:
    charger = Charger(RATING, STAGE)
    charger.start(0.0)
    assert charger.due(0.0) == [Frame(0x1826F456, b"\x01\x01\x00")]


def test_a_car_that_bears_less_than_the_charger_can_do_is_refused() -> None:
    charger = Charger(RATING, STAGE)
    charger.start(0.0)
    charger.due(0.0)
    charger.receive(frame_of(Bhm(150.0)), 0.1)
    assert (charger.phase, charger.stop_cause) == (ChargerPhase.STOPPING, StopCause.VOLTAGE)


@pytest.mark.parametrize("spelling", ["single frame", "wrong direction"])
def test_brm_counts_only_by_transport_protocol(spelling: str) -> None:
    pile = LittlePile()
    pile.charger.start(0.0)
    pile.due(0.0)
    pile.receive(frame_of(Bhm(800.0)), 0.0)
    pile.due(0.25)
    pile.due(3.5)
    assert pile.charger.phase is ChargerPhase.RECOGNITION
    can_id = 0x1C0256F4 if spelling == "single frame" else 0x1C02F456
    pile.receive(Frame(can_id, bytes(8)), 3.6)
    assert pile.charger.phase is ChargerPhase.RECOGNITION


def test_a_repeated_brm_is_acknowledged_and_restarts_nothing() -> None:
    # 34658 DN.1004: after CRM AA a slow car repeats BRM.
    cable = Cable(Authorisation.WAIT)
    cable.run(10.0)
    rts = Frame(0x1CEC56F4, bytes.fromhex("10310007FF000200"))
    answer = cable.charger.receive(rts, 10.0)
    assert [frame.data.hex().upper() for frame in answer][:1] == ["110701FFFF000200"]
    for number in range(1, 8):
        answer = cable.charger.receive(Frame(0x1CEB56F4, bytes([number] + [0] * 7)), 10.0)
    assert answer[0].data.hex().upper() == "13310007FF000200"
    assert cable.charger.phase is ChargerPhase.PREPARING
    assert cable.charger.vehicle.vin == "LXMTESTCAR0000001"


def test_bcl_without_bcs_is_given_up_after_5_s() -> None:
    # 34658 DN.3001: CRO AA for 5 s, then CEM 3924.
    charger = _ready()
    assert charger.phase is ChargerPhase.READY
    began = 5.32
    for tick in range(101):
        now = began + 0.05 * tick
        charger.receive(frame_of(Bcl(800.0, 100.0, 2)), now)
        charger.due(now)
        if tick == 99:
            assert charger.phase is ChargerPhase.READY
    assert (charger.phase, charger.error) == (ChargerPhase.ERROR, "3924")


def test_a_bcs_in_a_single_frame_counts() -> None:
    charger = _ready()
    bcs = Frame(0x1C1156F4, bytes.fromhex("841CA00F72111E1E"))
    charger.receive(frame_of(Bcl(800.0, 100.0, 2)), 5.4)
    charger.receive(bcs, 5.4)
    assert charger.phase is ChargerPhase.CHARGING
    assert charger.vehicle.bcs == Bcs(730.0, 0.0, 3.7, 1, 30, None)


def test_a_demand_in_twos_complement_is_not_followed() -> None:
    # Capture ontom-ev150: it decodes to 6074.8 A; the charger then misses BCL.
    cable = _charging()
    garbage = Frame(0x181056F4, bytes.fromhex("740EECFC02"))
    cable.charger.receive(garbage, 10.0)
    assert cable.charger.wanted.current_a == 250.0
    assert cable.charger.bad is not None


def test_no_more_is_wanted_than_the_rating() -> None:
    cable = _charging()
    cable.charger.receive(frame_of(Bcl(1200.0, 399.0, 2)), 10.0)
    assert (cable.charger.wanted.voltage_v, cable.charger.wanted.current_a) == (1000.0, 250.0)


def test_ready_taken_back_stops_everything() -> None:
    # 34658 DN.2009; CEM 3923 as a published firmware sends it.
    cable = Cable(Authorisation.WAIT)
    cable.run(10.0)
    frames = cable.charger.receive(frame_of(Bro(0)), 10.0)
    assert [frame.data.hex() for frame in frames] == ["fcf4c0fc"]
    assert named(cable.charger.due(11.0), "CRO") == []
    assert (cable.charger.phase, cable.charger.error) == (ChargerPhase.ERROR, "3923")


@pytest.mark.parametrize("data", ["FF", "55", "01"])
def test_a_bro_that_says_neither_is_no_bro(data: str) -> None:
    # 34658 DN.2004: CML for 5 s, then CEM 3923; FF is "invalid".
    cable = Cable()
    said = Frame(0x100956F4, bytes.fromhex(data))
    frames = cable.run(12.0, wire=lambda f: (said,) if f.id == said.id else (f,)).frames
    cml = [frame.t for frame in named(frames, "CML")]
    assert named(frames, "CEM")[0].t == cml[0] + 5.0
    assert named(frames, "CEM")[0].data.hex() == "fcf4c0fc"


@pytest.mark.parametrize(
    "change",
    [
        {"cell": 1},
        {"cell": 2},
        {"soc": 1},
        {"soc": 2},
        {"over_current": 1},
        {"over_temperature": 1},
        {"insulation": 1},
        {"connector": 1},
    ],
)
def test_an_abnormal_battery_stops_the_charge(change: dict[str, int]) -> None:
    cable = _charging()
    cable.charger.receive(frame_of(replace(WELL, **change)), 10.0)
    frames = cable.charger.due(10.0)
    assert cable.charger.stop_cause is StopCause.FAULT
    assert named(frames, "CCS") == []


@pytest.mark.parametrize("name", ["over_current", "over_temperature", "insulation", "connector"])
def test_a_state_that_is_not_credible_changes_nothing(name: str) -> None:
    cable = _charging()
    cable.charger.receive(frame_of(replace(WELL, **{name: 2})), 10.0)
    assert cable.charger.phase is ChargerPhase.CHARGING


@pytest.mark.parametrize("change", [{"over_current": 2}, {"connector": 2}, {"permit": None}])
def test_a_pause_is_not_ended_by_what_is_not_credible(change: dict[str, int | None]) -> None:
    cable = _charging()
    cable.charger.receive(frame_of(replace(WELL, permit=0)), 10.0)
    cable.charger.receive(frame_of(replace(WELL, **change)), 10.1)
    assert cable.where()[1] == "PAUSED"
    cable.charger.receive(frame_of(WELL), 10.2)
    assert cable.where()[1] == "CHARGING"


def test_a_charge_is_not_paused_by_what_is_not_credible() -> None:
    cable = _charging()
    cable.charger.receive(frame_of(replace(WELL, insulation=2, permit=0)), 10.0)
    assert cable.charger.phase is ChargerPhase.CHARGING


@pytest.mark.parametrize(
    ("bst", "cause"),
    [
        (Bst(soc_reached=1), StopCause.TARGET_REACHED),
        (Bst(voltage_reached=1), StopCause.VOLTAGE_REACHED),
        (Bst(cell_reached=1), StopCause.CELL_REACHED),
        (Bst(insulation=1), StopCause.INSULATION),
        (Bst(pack_hot=1), StopCause.OVER_TEMPERATURE),
        (Bst(), StopCause.BMS_INITIATED),
    ],
)
def test_the_reason_of_bst_is_understood(bst: Bst, cause: StopCause) -> None:
    cable = _charging()
    answer = cable.charger.receive(frame_of(bst), 10.0)
    assert answer == [Frame(0x101AF456, bytes.fromhex("4000F0F0"))]
    assert cable.charger.stop_cause is cause


def test_bem_leads_to_the_error_phase_at_once() -> None:
    cable = _charging()
    answer = cable.charger.receive(frame_of(Bem(ccs=1)), 10.0)
    assert [frame.id for frame in answer] == [0x081FF456]
    assert (cable.charger.phase, cable.charger.error) == (ChargerPhase.ERROR, "3905")


def test_the_time_is_sent_where_it_is_known() -> None:
    cable = Cable(Authorisation.WAIT, charger=ChargerManner(time_sync=TimeSync.BCD))
    cable.charger.calendar = Cts(36, 24, 8, 16, 5, 2015)
    frames = cable.run(10.0).frames
    cts = named(frames, "CTS")
    assert {frame.data.hex() for frame in cts} == {"36240816051520"}
    assert round(cts[1].t - cts[0].t, 3) == 0.5


def test_a_pack_that_measures_other_than_announced_is_not_charged() -> None:
    cable = Cable()
    cable.run(4.0)
    cable.pile.pack_error_v = 50.0
    cable.run(65.0)
    assert cable.charger.stop_cause is StopCause.VOLTAGE


def test_a_stop_with_nobody_at_the_other_end_leads_to_off() -> None:
    charger = Charger(RATING, STAGE)
    charger.start(0.0)
    charger.stop(StopCause.USER, 1.0)
    assert charger.phase is ChargerPhase.OFF
    assert charger.start(2.0)


def test_a_stop_during_an_error_prevents_the_reconnect() -> None:
    cable = _charging()
    cable.charger.receive(frame_of(Bem(ccs=1)), 10.0)
    cable.charger.stop(StopCause.USER, 11.0)
    frames = cable.run(30.0).frames
    assert named(frames, "CRM") == []
    assert not cable.charger.wanted.k3k4


def test_a_running_charger_cannot_be_started_again() -> None:
    assert not _charging().charger.start(10.0)
