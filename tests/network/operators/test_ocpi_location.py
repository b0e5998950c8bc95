"""Locations as the standard shows them, and as operators really write them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from network.operators.directory import Directory
from network.operators.loosely import read_loosely
from network.operators.ocpi_fields import Location
from network.operators.ocpi_location import (
    ReadLocation,
    connector_id,
    parse_location,
    parse_statuses,
    split_connector_id,
)
from network.operators.placing import Unplaceable
from network.runtime import CHINA_TIME
from network.stations import Access, Facility, Site, Standard, Status
from tests.network.operators import ocpi_examples

TENGHE = Directory.load(Path(__file__).parents[3] / "resources" / "operators").profiles["tenghe"]
# Our own, with all that the standard wants.
GOOD: dict[str, object] = {
    "id": "L1",
    "country_code": "CN",
    "party_id": "TNG",
    "publish": True,
    "address": "延安东路1号",
    "city": "上海市",
    "country": "CHN",
    "coordinates": {"latitude": "31.194000", "longitude": "121.320000"},
    "time_zone": "Asia/Shanghai",
    "last_updated": "2026-03-02T10:00:00Z",
    "evses": [
        {
            "uid": "E1",
            "status": "AVAILABLE",
            "capabilities": ["REMOTE_START_STOP_CAPABLE"],
            "last_updated": "2026-03-02T10:00:00Z",
            "connectors": [
                {
                    "id": "1",
                    "standard": "GBT_DC",
                    "format": "CABLE",
                    "power_type": "DC",
                    "max_voltage": 1000,
                    "max_amperage": 250,
                    "max_electric_power": 180000,
                    "last_updated": "2026-03-02T10:00:00Z",
                }
            ],
        }
    ],
}


def read(**changes: object) -> ReadLocation:
    raw = {name: value for name, value in (GOOD | changes).items() if value != "absent"}
    location, _ = read_loosely(json.dumps(raw).encode(), Location)
    return parse_location(location, TENGHE)


def gun(**changes: object) -> list[dict[str, object]]:
    evse = json.loads(json.dumps(GOOD["evses"]))[0]
    evse["connectors"][0] |= changes
    return [evse]


def evse(**changes: object) -> list[dict[str, object]]:
    return [json.loads(json.dumps(GOOD["evses"]))[0] | changes]


def test_the_standards_location_is_read() -> None:
    location, _ = read_loosely(ocpi_examples.LOCATION, Location)
    found = parse_location(location, TENGHE)
    station = found.station
    assert found.defects == Counter()
    assert (station.id, station.name) == ("LOC1", "Gent Zuid")
    assert station.address == "Gent F.Rooseveltlaan 3A"
    assert (station.lat, station.lon) == (51.047599, 3.729944)
    assert station.parking.site is Site.STREET
    assert [(pile.id, len(pile.connectors)) for pile in station.equipment] == [
        ("3256", 2),
        ("3257", 1),
    ]
    one, two, three = station.connectors
    assert (one.id, two.id, three.id) == ("LOC1/3256/1", "LOC1/3256/2", "LOC1/3257/1")
    # 220 V line to neutral, 16 A, three phases.
    assert (one.is_dc, one.power_kw, one.standard) == (False, 10.56, Standard.TYPE_2)
    assert (one.status, three.status) == (Status.AVAILABLE, Status.RESERVED)
    assert one.status_at == 1435479121.0  # 2015-06-28T08:12:01Z
    assert one.access is Access.NONE  # it cannot be started from afar
    assert str(found.zone) == "Europe/Brussels"


def test_a_chinese_location_is_read_without_a_defect() -> None:
    found = read()
    (one,) = found.station.connectors
    assert found.defects == Counter()
    assert found.zone is CHINA_TIME
    assert found.station.address == "上海市 延安东路1号"
    assert (one.is_dc, one.power_kw, one.max_v, one.max_a) == (True, 180.0, 1000.0, 250.0)
    assert one.standard is Standard.GBT_DC_2015
    assert one.access == Access.REMOTE | Access.SCAN


@pytest.mark.parametrize(
    ("changes", "defect"),
    [
        ({"party_id": None}, "party_id is missing"),
        ({"city": "absent"}, "city is missing"),
        ({"time_zone": "absent"}, "time_zone is missing"),
        ({"country": "absent"}, "country is missing"),
        ({"publish": "absent"}, "publish is missing"),
        ({"time_zone": "Mars/Olympus"}, "time_zone is unknown"),
        ({"facilities": ["CASINO"]}, "facility is unknown"),
        ({"parking_type": "MOON"}, "parking_type is unknown"),
        ({"evses": gun(standard="CEE 7/7")}, "standard is unknown: CEE 7/7"),
        ({"evses": gun(standard="None")}, "standard is unknown: None"),
        ({"evses": gun(power_type=None)}, "power_type is missing or unknown"),
        ({"evses": evse(status="BROKEN")}, "EVSE status is unknown"),
        ({"evses": evse(last_updated="yesterday")}, "last_updated of an EVSE is no time"),
        ({"opening_times": {"twentyfourseven": False}}, "opening_times make no sense"),
    ],
)
def test_a_defect_is_counted_and_the_place_is_kept(changes: dict[str, object], defect: str) -> None:
    assert read(**changes).defects == Counter([defect])


def test_coordinates_as_numbers_or_too_long_are_counted_and_read() -> None:
    found = read(coordinates={"latitude": 31.194, "longitude": "121.3200001234"})
    assert (found.station.lat, found.station.lon) == (31.194, 121.3200001234)
    assert found.defects == Counter(["coordinates are numbers", "coordinates are too long"])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"coordinates": "absent"}, "has no coordinates"),
        ({"coordinates": {"latitude": "31.2"}}, "has no coordinates"),
        ({"coordinates": {"latitude": "north", "longitude": "1"}}, "coordinates that are none"),
        ({"coordinates": {"latitude": "95", "longitude": "1"}}, "that are nowhere"),
        ({"coordinates": {"latitude": "0.0", "longitude": "0.0"}}, "that are nowhere"),
        ({"coordinates": {"latitude": "NaN", "longitude": "1"}}, "coordinates that are none"),
        ({"id": "absent"}, "has no id"),
        ({"publish": False}, "is not to be published"),
        ({"evses": "absent"}, "has no connector"),
        ({"evses": evse(connectors=[])}, "has no connector"),
        ({"evses": evse(status="REMOVED")}, "has no connector"),
    ],
)
def test_only_what_cannot_be_placed_or_shown_is_left_out(
    changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(Unplaceable, match=reason):
        read(**changes)


def test_an_evse_without_a_name_is_left_out_and_the_others_stay() -> None:
    good = evse()[0]
    nameless = {name: value for name, value in good.items() if name != "uid"}
    found = read(evses=[nameless, good, good, {"uid": "E3", "connectors": []}])
    assert [pile.id for pile in found.station.equipment] == ["E1"]
    assert found.defects == Counter(
        ["EVSE has no uid", "EVSE is listed twice", "EVSE has no connector"]
    )


def test_what_stands_around_is_read() -> None:
    station = read(
        facilities=["RESTAURANT", "WIFI", "CAFE"],
        parking_type="ALONG_MOTORWAY",
        opening_times={"twentyfourseven": True},
        directions=[{"language": "zh", "text": "地下二层"}],
    ).station
    assert station.facilities == Facility.FOOD | Facility.WIFI
    assert station.is_service_area
    assert station.hours is not None
    assert station.hours.is_always
    assert station.remark == "地下二层"


def test_power_is_reckoned_where_it_is_not_told() -> None:
    (one,) = read(evses=gun(max_electric_power=None)).station.connectors
    assert one.power_kw == 250.0
    (one,) = read(
        evses=gun(max_electric_power=None, power_type="AC_1_PHASE", max_voltage="230",
                  max_amperage=32, standard="GBT_AC")
    ).station.connectors  # fmt: skip
    assert (one.is_dc, one.power_kw) == (False, 7.36)


def test_a_connectors_three_ids_are_joined_and_parted() -> None:
    name = connector_id("LOC/1", "DE*ABC*E1", "1")
    assert name == "LOC%2F1/DE%2AABC%2AE1/1"
    assert split_connector_id(name) == ("LOC/1", "DE*ABC*E1", "1")
    with pytest.raises(ValueError, match="unpack"):
        split_connector_id("3101150001001")


def test_statuses_are_read_by_connector() -> None:
    location, _ = read_loosely(ocpi_examples.LOCATION, Location)
    assert parse_statuses(location) == {
        "LOC1/3256/1": Status.AVAILABLE,
        "LOC1/3256/2": Status.AVAILABLE,
        "LOC1/3257/1": Status.RESERVED,
    }
