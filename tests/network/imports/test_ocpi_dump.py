"""Dumps of OCPI locations of several versions, and what operators make of them."""

import json
from collections import Counter

import pytest

from network.imports.batch import Batch, Unreadable
from network.imports.imported import profile_of
from network.imports.ocpi_dump import parse_dump
from network.stations import Network, Site, Standard
from tests.network.operators import ocpi_examples
from tests.network.operators.test_ocpi_location import GOOD

PROFILE = profile_of("dump")
# Written by hand after the names of OCPI 2.1.1; not one of its published examples.
OLD = {
    "id": "LOC1",
    "type": "ON_STREET",
    "name": "Gent Zuid",
    "address": "F.Rooseveltlaan 3A",
    "city": "Gent",
    "postal_code": "9000",
    "country": "BEL",
    "coordinates": {"latitude": "51.047590", "longitude": "3.729940"},
    "evses": [
        {
            "uid": "3256",
            "evse_id": "BE-BEC-E041503001",
            "status": "AVAILABLE",
            "capabilities": ["RESERVABLE"],
            "connectors": [
                {
                    "id": "1",
                    "standard": "IEC_62196_T2",
                    "format": "CABLE",
                    "power_type": "AC_3_PHASE",
                    "voltage": 220,
                    "amperage": 16,
                    "tariff_id": "11",
                    "last_updated": "2015-03-16T10:10:02Z",
                }
            ],
            "last_updated": "2015-06-28T08:12:01Z",
        }
    ],
    "last_updated": "2015-06-29T20:39:09Z",
}


def read(*locations: object) -> Batch:
    return parse_dump(json.dumps(locations).encode(), PROFILE, "Import: dump")


def test_a_location_of_2_1_1_keeps_site_and_power() -> None:
    batch = read(OLD)
    (station,) = batch.stations
    assert (station.operator_id, station.network) == ("import:dump", Network.LISTED)
    assert (station.id, station.name, station.source) == ("LOC1", "Gent Zuid", "Import: dump")
    assert (station.lat, station.lon, station.parking.site) == (51.04759, 3.72994, Site.STREET)
    (gun,) = station.connectors
    # 220 V line to neutral, 16 A, three phases.
    assert (gun.power_kw, gun.max_v, gun.max_a) == (10.56, 220.0, 16.0)
    assert gun.standard is Standard.TYPE_2
    # It had no parties and no zones.
    assert batch.defects == Counter(
        {
            "country_code is missing": 1,
            "party_id is missing": 1,
            "time_zone is missing": 1,
        }
    )


@pytest.mark.parametrize("wrap", ['{"data": %s, "status_code": 1000}', '{"locations": %s}', "%s"])
def test_a_list_is_found_bare_or_in_an_answer(wrap: str) -> None:
    text = "[" + ocpi_examples.LOCATION.decode() + "]"
    batch = parse_dump((wrap % text).encode(), PROFILE, "")
    assert [station.name for station in batch.stations] == ["Gent Zuid"]
    assert batch.defects == Counter()


def test_defects_seen_in_public_files_are_counted_and_the_station_is_shown() -> None:
    # operators.md 3.5: null party_id, no city, coordinates as numbers, "GB/T (DC)".
    raw = json.loads(json.dumps(GOOD)) | {"party_id": None}
    del raw["city"]
    raw["coordinates"] = {"latitude": 31.194, "longitude": 121.32}
    raw["evses"][0]["connectors"][0]["standard"] = "GB/T (DC)"
    batch = read(raw)
    assert batch.stations[0].connectors[0].standard is Standard.GBT_DC_2015
    assert batch.defects == Counter(
        {"party_id is missing": 1, "city is missing": 1, "coordinates are numbers": 2}
    )


def test_what_cannot_be_placed_is_kept_aside_with_its_number() -> None:
    batch = read(GOOD, GOOD | {"id": "L2", "coordinates": None}, "text", GOOD, GOOD | {"id": "L3"})
    assert [station.id for station in batch.stations] == ["L1", "L3"]
    assert [(one.place, one.reason) for one in batch.asides] == [
        ("location 2", "has no coordinates"),
        ("location 3", "is not an object"),
        ("location 4", "has the id of location 1"),
    ]
    assert '"L2"' in batch.asides[0].text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[",
        b'{"other": []}',
        b"3",
        b"[{}, NaN]",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[" * 10**5 + b"]" * 10**5,
    ],
)
def test_what_is_no_list_of_locations_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(Unreadable) as found:
        parse_dump(data, PROFILE, "")
    assert "\n" not in str(found.value)
