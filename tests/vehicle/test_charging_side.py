"""The BMS on the charging bus, without a bus."""

from tests.vehicle.bench import SU7_MAX
from vehicle.car import Car
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

# GB/T 27930-2015: CHM of version 1.1, answered by BHM within 250 ms.
CHM = Frame(0x1826F456, bytes.fromhex("010100"))
BHM = 0x182756F4


def _car() -> Car:
    return Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX))


def test_a_car_without_a_cable_hears_nothing() -> None:
    car = _car()
    assert car.charging.receive(CHM, 1.0) == []
    assert not car.is_in_session
    assert car.charging.wake_at() is None


def test_a_plugged_car_answers_chm_with_bhm_and_locks_the_cable() -> None:
    car = _car()
    car.plug(0.0)
    answers = car.charging.receive(CHM, 1.0) + car.charging.due(1.25)
    assert {frame.id for frame in answers} == {BHM}
    # 871.2 V, the SU7 Max's most, in steps of 0.1 V.
    assert answers[0].data == bytes.fromhex("0822")
    locked = [car.port.is_locked]
    car.charging.due(2.0)
    locked.append(car.port.is_locked)
    assert locked == [False, True]
    assert car.bms.phase is BmsPhase.HANDSHAKE


def test_a_frame_from_another_address_locks_nothing() -> None:
    car = _car()
    car.plug(0.0)
    assert car.charging.receive(Frame(0x1826F457, CHM.data), 1.0) == []
    assert car.charging.receive(CHM._replace(extended=False), 1.0) == []
    assert not car.port.is_locked


def test_the_pack_is_up_to_date_whenever_the_bms_speaks() -> None:
    car = _car()
    car.plug(0.0)
    car.set_soc(33.0)
    car.charging.due(1.0)
    assert car.bms.pack.soc_pct == 33.0
