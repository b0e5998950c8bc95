"""The voltages of GB/T 18487.1-2015, annex B, table of detection points 1 and 2."""

import pytest

from vehicle.gun import Cc1, Gun, read_cc1


@pytest.mark.parametrize(
    ("is_inserted", "is_pressed", "cc1_v", "cc2_v", "connected"),
    [
        (False, False, 6.0, 12.0, False),  # state 0
        (False, True, 12.0, 12.0, False),  # state 1
        (True, True, 6.0, 6.0, False),  # state 2
        (True, False, 4.0, 6.0, True),  # state 3
    ],
)
def test_every_state_of_the_plug_has_its_voltages(
    is_inserted: bool, is_pressed: bool, cc1_v: float, cc2_v: float, connected: bool
) -> None:
    gun = Gun(is_inserted=is_inserted, is_pressed=is_pressed)
    assert [gun.cc1_v, gun.cc2_v] == pytest.approx([cc1_v, cc2_v])
    assert gun.is_connected is connected


@pytest.mark.parametrize(
    ("volts", "state"),
    [
        (11.2, Cc1.OPEN), (12.8, Cc1.OPEN), (11.1, None), (12.9, None),
        (5.2, Cc1.HALF), (6.8, Cc1.HALF), (5.1, None), (6.9, None),
        (3.2, Cc1.FULL), (4.8, Cc1.FULL), (3.1, None), (4.9, None),
        # 34657.1-2017: to be charged from 3.65 to 4.37 V.
        (3.65, Cc1.FULL), (4.37, Cc1.FULL), (0.0, None),
    ],
)  # fmt: skip
def test_detection_point_1_is_read_within_0_8_v(volts: float, state: Cc1 | None) -> None:
    assert read_cc1(volts) is state


@pytest.mark.parametrize(
    ("r4_ohm", "connected"),
    # 4.9 V at detection point 1 is a worn contact that tz1288 reports: 2.2 kOhm instead of 1.
    [(970.0, True), (1030.0, True), (2226.0, False), (500.0, False)],
)
def test_a_wrong_resistor_is_not_a_connected_plug(r4_ohm: float, connected: bool) -> None:
    assert Gun(is_inserted=True, r4_ohm=r4_ohm).is_connected is connected


def test_who_is_plugged_in_hears_when_the_auxiliary_supply_changes() -> None:
    gun, heard = Gun(), list[float]()
    gun.on_aux = heard.append
    for volts, now in ((12.0, 1.0), (12.0, 2.0), (0.0, 3.0)):
        gun.feed(volts, now)
    gun.forget_car()
    gun.feed(12.0, 4.0)
    assert (heard, gun.aux_v) == ([1.0, 3.0], 12.0)
