"""What the car watches over, one fault at a time."""

from collections.abc import Callable

import pytest

from tests.vehicle.bench import SU7_MAX
from vehicle.battery import Battery
from vehicle.connector_heat import ConnectorHeat
from vehicle.gbt27930.messages import StopCause
from vehicle.port import Inlet, Port, PortEvent
from vehicle.safety import Safety
from vehicle.trim import Trim


class Rig:
    def __init__(self) -> None:
        self.battery = Battery(Trim.load(SU7_MAX).pack, 50.0)
        self.port = Port()
        self.heat = ConnectorHeat(20.0)
        self.safety = Safety(self.battery, self.port, self.heat)
        self.port.apply(PortEvent.OPEN_FLAP)
        self.port.insert(Inlet.DC)
        self.do(PortEvent.LOCK, 0.5)
        self.do(PortEvent.CLOSE_CONTACTORS, 0.1)

    def do(self, event: PortEvent, seconds: float) -> None:
        self.port.apply(event)
        self.port.advance(seconds)

    def look(self, *, is_live: bool = True) -> StopCause | None:
        return self.safety.look(0.5, is_live=is_live)


def heat_pack(rig: Rig) -> None:
    rig.battery.temperature_c = 60.1  # The SU7 Max is stopped above 60 degrees.


def heat_contacts(rig: Rig) -> None:
    rig.heat.temperature_c = 95.1


def spoil_insulation(rig: Rig) -> None:
    rig.safety.insulation_fails = True


def lose_lock(rig: Rig) -> None:
    rig.port.faults.no_lock_feedback = True


def weld(rig: Rig) -> None:
    rig.port.faults.contactors_welded = True
    rig.do(PortEvent.OPEN_CONTACTORS, 0.5)


def test_all_is_well_in_a_sound_car() -> None:
    rig = Rig()
    assert (rig.look(), rig.safety.fault) == (None, None)


@pytest.mark.parametrize(
    ("break_it", "cause"),
    [
        (heat_pack, StopCause.OVER_TEMPERATURE),
        (heat_contacts, StopCause.CONNECTOR_HOT),
        (spoil_insulation, StopCause.INSULATION),
        (lose_lock, StopCause.CONNECTOR),
        (weld, StopCause.RELAY),
    ],
)
def test_every_fault_has_its_cause(break_it: Callable[[Rig], None], cause: StopCause) -> None:
    rig = Rig()
    break_it(rig)
    assert rig.look() is cause
    assert rig.safety.fault is cause


def test_a_lock_need_not_hold_where_nothing_is_live() -> None:
    rig = Rig()
    lose_lock(rig)
    assert rig.look(is_live=False) is None


def test_a_cell_that_is_too_high_for_a_second_is_a_fault() -> None:
    rig = Rig()
    rig.battery.soc_pct = 100.0
    rig.battery.step(1000.0, 0.1)
    # 4.40 V is the limit of a cell; 4.2 V at rest and 1 kA through 0.35 mOhm are 4.55 V.
    assert rig.battery.cell_v > 4.42
    assert [rig.look(), rig.look()] == [None, StopCause.VOLTAGE]
    assert rig.safety.has_high_cell
    rig.battery.step(0.0, 0.1)
    assert rig.look() is None


def test_a_lock_that_has_failed_to_hold_is_a_fault_before_anything_is_live() -> None:
    rig = Rig()
    rig.do(PortEvent.OPEN_CONTACTORS, 0.1)
    rig.do(PortEvent.UNLOCK, 0.5)
    rig.port.faults.lock_stuck = True
    rig.do(PortEvent.LOCK, 2.0)
    assert rig.look(is_live=False) is StopCause.CONNECTOR
