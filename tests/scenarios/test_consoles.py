"""Say on the consoles of a lone car and a lone pile why nothing charges, and what a word did."""

import pytest

from tests.vehicle.bench import Operator
from tests.vehicle.pile_rig import Rig, charging
from ui.wiring.car_alone import obey_as_car, reasons_of_car
from ui.wiring.console import UnknownWord, line_of
from ui.wiring.pile_alone import Told, reasons_of_pile
from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Decision, MeterReading, Pile, PileRating
from vehicle.pile_faults import PileFault, PileFaults, changed

READING = MeterReading(700.5, 250.0, 12.25, 40.0)
PILE_500_V = PileRating(60.0, 500.0, 200.0, 120.0, "connector-1", plug_and_charge=True)


def test_a_line_ends_with_the_reasons_that_are_known() -> None:
    assert (
        line_of(7.0, "ERROR", "0.0 kW", ["time-out"])
        == "     7.00 s  ERROR          0.0 kW; time-out"
    )
    assert line_of(7.0, "READY", "0.0 kW") == "     7.00 s  READY          0.0 kW"


def test_a_pile_whose_voltage_is_too_low_is_told_on_both_consoles() -> None:
    operator = Operator()
    rig = Rig(Pile(PILE_500_V, operator), operator, soc_pct=40.0)
    rig.plug()
    rig.run(20.0)
    for said in (reasons_of_car(rig.car.bms), reasons_of_pile(rig.pile)):
        assert said[0].startswith("offers 200-500 V, the pack has 7")


def test_a_pile_that_falls_silent_is_told_with_its_message_and_spn() -> None:
    rig = charging()
    now = 20.0
    # Nobody passes frames on any more: the car alone goes on.
    while now < 22.0:
        now += 0.05
        rig.car.charging.due(now)
    assert reasons_of_car(rig.car.bms) == ["time-out", "BEM 3905: CCS late"]


def test_an_emergency_stop_is_told_by_both_in_their_own_words() -> None:
    rig = charging()
    broken = changed(PileFaults(), PileFault.EMERGENCY, is_on=True)
    rig.do(20.0, lambda now: rig.pile.break_down(broken, now))
    rig.run(25.0)
    assert reasons_of_car(rig.car.bms) == ["emergency"]
    assert reasons_of_pile(rig.pile) == ["emergency"]


def test_a_charge_that_just_goes_on_has_no_reason_to_tell() -> None:
    rig = charging()
    assert reasons_of_car(rig.car.bms) == []
    assert reasons_of_pile(rig.pile) == []


def test_a_pile_with_an_operator_tells_plug_verdict_and_end_at_the_terminal_too() -> None:
    operator, said = Operator([Decision.WAIT, Decision.REFUSE]), list[str]()
    told = Told(said.append, operator)
    told.plugged(is_plugged=True)
    assert told.authorise("LCDTESTS77MAX0001") is Decision.WAIT
    assert told.authorise("LCDTESTS77MAX0001") is Decision.REFUSE
    told.meter(READING)
    told.ended(READING, StopCause.USER)
    told.plugged(is_plugged=False)
    assert said == ["plugged", "refused LCDTESTS77MAX0001", "ended USER 12.250 kWh", "unplugged"]
    assert (operator.plugs, operator.readings) == ([True, False], [READING])
    assert operator.ends == [(READING, StopCause.USER)]


def test_a_pile_without_an_operator_lets_every_car_charge() -> None:
    said = list[str]()
    assert Told(said.append).authorise("LCDTESTS77MAX0001") is Decision.ACCEPT
    assert said == ["authorised LCDTESTS77MAX0001"]


def test_a_locked_cable_is_let_go_after_a_stop_and_the_console_says_so() -> None:
    rig, said = charging(), list[str]()
    with pytest.raises(UnknownWord, match=r"^the cable is locked: stop first$"):
        obey_as_car(rig.car, ["unplug"], 20.0, said.append)
    obey_as_car(rig.car, ["stop"], 20.0, said.append)
    with pytest.raises(UnknownWord, match=r"^the cable is locked: wait until the lock lets go$"):
        obey_as_car(rig.car, ["unplug"], 20.0, said.append)
    rig.run(30.0)
    assert said == []
    obey_as_car(rig.car, ["unplug"], 30.0, said.append)
    assert said == ["unplugged"]
