"""Everything that the desk can break, and mend."""

import pytest

from tests.vehicle.bench import SU7_MAX
from vehicle.ac_line import AcLine
from vehicle.car import Car
from vehicle.car_faults import CarFault, set_fault
from vehicle.gun import Gun
from vehicle.port import PortFaults, PortRefused, Refusal
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus


@pytest.fixture
def car() -> Car:
    return Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX))


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        (CarFault.LOCK_STUCK, PortFaults(lock_stuck=True)),
        (CarFault.LOCK_SILENT, PortFaults(no_lock_feedback=True)),
        (CarFault.CONTACTORS_WELDED, PortFaults(contactors_welded=True)),
    ],
)
def test_the_inlet_is_broken_and_mended(car: Car, fault: CarFault, broken: PortFaults) -> None:
    set_fault(car, fault, is_on=True)
    assert car.port.faults == broken
    set_fault(car, fault, is_on=False)
    assert car.port.faults == PortFaults()


def test_the_insulation_is_broken_and_mended(car: Car) -> None:
    for is_on in (True, False):
        set_fault(car, CarFault.INSULATION, is_on=is_on)
        assert car.dc.safety.insulation_fails is is_on


def test_a_dc_plug_is_broken_and_mended(car: Car) -> None:
    gun = Gun()
    car.plug(0.0, gun)
    sound = (gun.is_pressed, gun.r4_ohm, gun.contact)
    for fault in (CarFault.TRIGGER, CarFault.CC1_RESISTANCE, CarFault.HOT_CONNECTOR):
        set_fault(car, fault, is_on=True)
    # 1 kOhm beside 2226 ohm, behind 1 kOhm: 4.9 V, above what a charger may take.
    gun.is_pressed = False
    assert gun.cc1_v == pytest.approx(4.9, abs=0.01)
    assert gun.contact > 1
    for fault in (CarFault.TRIGGER, CarFault.CC1_RESISTANCE, CarFault.HOT_CONNECTOR):
        set_fault(car, fault, is_on=False)
    assert (gun.is_pressed, gun.r4_ohm, gun.contact) == sound
    with pytest.raises(PortRefused):
        set_fault(car, CarFault.PILOT_SHORT, is_on=True)


def test_an_ac_plug_is_broken_and_mended(car: Car) -> None:
    line = AcLine()
    car.plug(0.0, line)
    for is_on in (True, False):
        set_fault(car, CarFault.TRIGGER, is_on=is_on)
        set_fault(car, CarFault.PILOT_SHORT, is_on=is_on)
        set_fault(car, CarFault.HOT_CONNECTOR, is_on=is_on)
        assert (line.is_pressed, line.is_shorted) == (is_on, is_on)
        assert (line.contact > 1) is is_on
    with pytest.raises(PortRefused):
        set_fault(car, CarFault.CC1_RESISTANCE, is_on=True)


@pytest.mark.parametrize(
    "fault",
    [CarFault.TRIGGER, CarFault.CC1_RESISTANCE, CarFault.HOT_CONNECTOR, CarFault.PILOT_SHORT],
)
def test_a_plug_that_is_not_there_cannot_be_broken(car: Car, fault: CarFault) -> None:
    with pytest.raises(PortRefused) as refused:
        set_fault(car, fault, is_on=True)
    assert refused.value.refusal is Refusal.NO_CABLE
