"""Modules shared among the connectors of a cabinet."""

import pytest

from vehicle.power_cabinet import CabinetPlan, PowerCabinet, Sharing

# 240 kW in twelve modules; one connector alone can carry 180 kW.
EQUAL = CabinetPlan(total_kw=240.0, module_kw=20.0, gun_kw=180.0)
FIRST = CabinetPlan(total_kw=240.0, module_kw=20.0, gun_kw=240.0, sharing=Sharing.FIRST_COME)


def test_one_car_has_what_its_connector_carries() -> None:
    share = PowerCabinet(EQUAL).shares[0]
    share.join(0.0)
    assert share.power_kw(0.0) == 180.0


def test_the_second_car_takes_half_after_the_switch_and_the_first_loses_it_at_once() -> None:
    first, second = PowerCabinet(EQUAL).shares
    first.join(0.0)
    second.join(10.0)
    assert [first.power_kw(10.0), second.power_kw(10.0)] == [120.0, 0.0]
    assert [first.power_kw(11.9), second.power_kw(11.9)] == [120.0, 0.0]
    assert [first.power_kw(12.0), second.power_kw(12.0)] == [120.0, 120.0]


def test_who_leaves_gives_back_after_the_switch() -> None:
    first, second = PowerCabinet(EQUAL).shares
    first.join(0.0)
    second.join(10.0)
    first.leave(100.0)
    assert [first.power_kw(100.0), second.power_kw(100.0)] == [0.0, 120.0]
    assert second.power_kw(102.0) == 180.0


def test_the_first_keeps_all_but_one_module_where_the_first_is_served_first() -> None:
    first, second = PowerCabinet(FIRST).shares
    first.join(0.0)
    assert first.power_kw(0.0) == 240.0
    second.join(10.0)
    assert [first.power_kw(20.0), second.power_kw(20.0)] == [220.0, 20.0]
    first.leave(30.0)
    assert second.power_kw(40.0) == 240.0


@pytest.mark.parametrize(
    ("module_kw", "first_kw", "second_kw"),
    # Of 160 kW there are 8, 5 and 4 whole modules; the odd one is the first car's.
    [(20.0, 80.0, 80.0), (30.0, 90.0, 60.0), (40.0, 80.0, 80.0)],
)
def test_only_whole_modules_are_shared(module_kw: float, first_kw: float, second_kw: float) -> None:
    plan = CabinetPlan(total_kw=160.0, module_kw=module_kw, gun_kw=160.0)
    first, second = PowerCabinet(plan).shares
    first.join(0.0)
    second.join(0.0)
    assert [first.power_kw(5.0), second.power_kw(5.0)] == [first_kw, second_kw]


def test_four_connectors_share_what_there_is_and_never_more() -> None:
    plan = CabinetPlan(total_kw=480.0, module_kw=40.0, gun_kw=250.0, guns=4)
    shares = PowerCabinet(plan).shares
    for place, share in enumerate(shares):
        share.join(10.0 * place)
        assert sum(each.power_kw(10.0 * place + 5) for each in shares) <= 480.0
    assert [share.power_kw(50.0) for share in shares] == [120.0] * 4
    assert shares[0].part == pytest.approx(120 / 250)


def test_joining_twice_and_leaving_what_was_never_joined_change_nothing() -> None:
    first, second = PowerCabinet(EQUAL).shares
    first.join(0.0)
    first.join(1.0)
    second.leave(2.0)
    assert [first.power_kw(9.0), second.power_kw(9.0)] == [180.0, 0.0]


def test_the_neighbour_of_a_connector_is_another_one() -> None:
    first, second = PowerCabinet(EQUAL).shares
    assert (first.neighbour, second.neighbour) == (second, first)
