from tests.ui.glass_world import FakeCar
from ui.car_view import read_car
from vehicle import signals
from vehicle.gbt27930.bms import BmsPhase


def test_power_is_shown_in_kilowatts_though_vss_carries_watts() -> None:
    car = FakeCar()
    car.values[signals.PACK_W] = 196_000
    assert read_car(car.read).power_kw == 196


def test_nothing_is_known_of_a_silent_car() -> None:
    car = read_car(lambda _path: None)
    assert not car.is_known
    assert car.position is None
    assert car.phase is None


def test_half_a_position_is_none() -> None:
    car = FakeCar()
    del car.values[signals.LONGITUDE]
    assert read_car(car.read).position is None


def test_the_phase_is_read_by_its_name_on_the_bus() -> None:
    car = FakeCar()
    car.values[signals.GBT_PHASE] = "PREPARING"
    assert read_car(car.read).phase is BmsPhase.PREPARING
    car.values[signals.GBT_PHASE] = "WAITING"
    assert read_car(car.read).phase is None
