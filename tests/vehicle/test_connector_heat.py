"""The contacts of a DC plug: warm, derated, too hot, cool again."""

import pytest

from vehicle.ac_line import AcLine
from vehicle.connector_heat import ConnectorHeat
from vehicle.gun import Gun

AIR = Gun(250.0, is_liquid_cooled=False)
LIQUID = Gun(600.0, is_liquid_cooled=True)


def heated(gun: Gun, amps: float, seconds: float, air_c: float = 20.0) -> ConnectorHeat:
    heat = ConnectorHeat(air_c)
    for _ in range(round(seconds)):
        heat.step(amps, air_c, gun, 1.0)
    return heat


@pytest.mark.parametrize(
    ("gun", "amps", "air_c", "celsius"),
    # For good at the rated current 45 K with air, 25 K with liquid; with the square of the current.
    [
        (AIR, 250.0, 20.0, 65.0), (AIR, 125.0, 20.0, 31.25), (AIR, 0.0, -10.0, -10.0),
        (LIQUID, 600.0, 20.0, 45.0), (LIQUID, 250.0, 35.0, 39.3),
    ],
)  # fmt: skip
def test_a_plug_settles_where_its_losses_are_carried_off(
    gun: Gun, amps: float, air_c: float, celsius: float
) -> None:
    heat = heated(gun, amps, 6000, air_c)
    assert heat.temperature_c == pytest.approx(celsius, abs=0.1)
    assert gun.temperature_c == heat.temperature_c
    assert heat.allowed_a(gun.rated_a) == float("inf")


def test_an_ac_plug_settles_too() -> None:
    # 40 K at its 32 A, a quarter of it at 16 A.
    line = AcLine(rated_a=32.0)
    heat = ConnectorHeat(20.0)
    for _ in range(6000):
        heat.step(16.0, 20.0, line, 1.0)
    assert line.temperature_c == heat.temperature_c == pytest.approx(30.0, abs=0.1)


def test_a_third_of_the_way_takes_4_minutes() -> None:
    # 1 - exp(-240/600) = 0.33 of 45 K.
    assert heated(AIR, 250.0, 240).temperature_c == pytest.approx(34.8, abs=0.1)


@pytest.mark.parametrize(
    ("celsius", "amps"), [(80.0, float("inf")), (85.0, 162.5), (90.0, 75.0), (99.0, 75.0)]
)
def test_hot_contacts_carry_less(celsius: float, amps: float) -> None:
    heat = ConnectorHeat(celsius)
    assert heat.allowed_a(250.0) == pytest.approx(amps)


def test_contacts_are_too_hot_above_95_degrees() -> None:
    assert not ConnectorHeat(95.0).is_too_hot
    assert ConnectorHeat(95.1).is_too_hot


def test_a_worn_contact_derates_first_and_then_stops() -> None:
    worn = Gun(250.0, is_liquid_cooled=False, contact=30.0)
    heat, seen = ConnectorHeat(20.0), []
    for _ in range(3600):
        amps = min(250.0, heat.allowed_a(worn.rated_a))
        seen.append((amps < 250.0, heat.is_too_hot))
        if heat.is_too_hot:
            break
        heat.step(amps, 20.0, worn, 1.0)
    assert seen.index((True, False)) < seen.index((True, True))


def test_an_empty_inlet_cools() -> None:
    heat = ConnectorHeat(90.0)
    for _ in range(6000):
        heat.step(0.0, 20.0, None, 1.0)
    assert heat.temperature_c == pytest.approx(20.0, abs=0.1)
