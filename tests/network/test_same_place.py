"""One place that two operators report. A ten-thousandth of a degree of latitude is 11 m."""

from dataclasses import replace

import pytest

from network.hours import ALWAYS
from network.same_place import is_same, merge
from network.stations import Facility, Parking, Site, Status, single_piles
from tests.network.small_world import STATION, gun

THEIRS = replace(STATION, operator_id="chenxing", id="9")


@pytest.mark.parametrize(
    ("name", "metres", "expected"),
    [
        ("虹桥天地超充站", 140, True),
        ("虹桥天地超充站", 170, False),
        ("虹桥天地充电站", 140, True),
        ("虹桥天地 快充站", 140, True),
        ("虹桥天地超充站（地下二层）", 50, True),
        ("虹桥天地超充站（地下二层）", 80, False),
        ("南区一号", 10, True),
        ("南区一号", 30, False),
    ],
)
def test_places_agree_by_name_and_distance(name: str, metres: int, expected: bool) -> None:
    other = replace(THEIRS, name=name, address="", lat=STATION.lat + metres / 111_195)
    assert is_same(STATION, other) is expected
    assert is_same(other, STATION) is expected


def test_the_same_address_makes_near_places_one() -> None:
    other = replace(THEIRS, name="南区一号", lat=STATION.lat + 40 / 111_195)
    assert is_same(STATION, other)


def test_different_guns_at_one_spot_are_two_places() -> None:
    guns = single_piles([replace(gun("X"), power_kw=7.0, is_dc=False)])
    assert not is_same(STATION, replace(THEIRS, name="南区一号", address="", equipment=guns))


def test_the_two_sides_of_a_road_are_two_places() -> None:
    towards = replace(STATION, name="阳澄湖服务区", is_service_area=True, direction="上海")
    assert is_same(towards, replace(towards, operator_id="chenxing"))
    assert not is_same(towards, replace(towards, operator_id="chenxing", direction="南京"))
    assert not is_same(towards, replace(towards, operator_id="chenxing", direction=""))


def test_one_operators_stations_are_told_apart_by_id_alone() -> None:
    assert is_same(STATION, replace(STATION, name="another", lat=0.0))
    assert not is_same(STATION, replace(STATION, id="S2"))


def test_merging_adds_what_only_the_second_knows() -> None:
    second = replace(
        THEIRS,
        address="elsewhere",
        phone="95598",
        hours=ALWAYS,
        facilities=Facility.FOOD,
        parking=Parking(Site.GARAGE, 12, True, "免费"),
    )
    first = replace(STATION, facilities=Facility.WIFI, parking=Parking(bays=3, fee="5 元/小时"))
    merged = merge(first, second)
    assert (merged.operator_id, merged.id, merged.address) == ("tenghe", "S1", "上海市闵行区")
    assert (merged.phone, merged.hours) == ("95598", ALWAYS)
    assert merged.facilities == Facility.FOOD | Facility.WIFI
    assert merged.parking == Parking(Site.GARAGE, 3, True, "5 元/小时")


def test_merging_names_everybody_who_said_something_once() -> None:
    first, second = replace(STATION, source="A · CC BY"), replace(THEIRS, source="B")
    assert merge(first, second).source == "A · CC BY · B"
    assert merge(STATION, second).source == "B"
    assert merge(first, first).source == "A · CC BY"


def test_a_connector_that_both_list_takes_the_newer_status_and_no_other_is_added() -> None:
    ours = single_piles(
        [
            replace(gun("A01"), status_at=100.0),
            replace(gun("A02"), status_at=100.0),
            replace(gun("A03"), status_at=None),
        ]
    )
    theirs = single_piles(
        [
            replace(gun("A01", Status.CHARGING), status_at=101.0),
            replace(gun("A02", Status.CHARGING), status_at=99.0),
            replace(gun("A03", Status.FAULT), status_at=5.0),
            replace(gun("Z99"), status_at=200.0),
        ]
    )
    merged = merge(replace(STATION, equipment=ours), replace(THEIRS, equipment=theirs))
    assert [(one.id, one.status) for one in merged.connectors] == [
        ("A01", Status.CHARGING),
        ("A02", Status.AVAILABLE),
        ("A03", Status.FAULT),
    ]
