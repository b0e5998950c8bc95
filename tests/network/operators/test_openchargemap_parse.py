"""Places of Open Charge Map as stations, with their licence; what cannot be shown is named."""

import json
import os
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from network.operators.directory import load_profile
from network.operators.loosely import read_loosely
from network.operators.openchargemap_fields import Poi, ReferenceData
from network.operators.openchargemap_parse import (
    ReadPoi,
    Reference,
    parse_poi,
    parse_reference,
)
from network.operators.placing import Unplaceable
from network.stations import Access, Standard, Status
from tests.network.operators.openchargemap_examples import COMPACT, REFERENCE, VERBOSE

PROFILE = load_profile(
    Path(__file__).parents[3] / "resources" / "operators" / "_openchargemap.toml"
)
LISTS = parse_reference(read_loosely(REFERENCE.encode(), ReferenceData)[0])
CC_BY_SA = (
    "Open Charge Map Contributors · "
    "Licensed under Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)"
)


def read(text: str, **changes: object) -> ReadPoi:
    return read_with(LISTS, text, **changes)


def read_with(reference: Reference, text: str, **changes: object) -> ReadPoi:
    raw = json.loads(text) | changes
    return parse_poi(read_loosely(json.dumps(raw).encode(), Poi)[0], reference, PROFILE)


def plugs(**changes: object) -> list[dict[str, object]]:
    return [json.loads(COMPACT)["Connections"][0] | changes]


def test_a_verbose_place_is_a_station_without_the_lists() -> None:
    found = read_with(Reference(), VERBOSE)
    station = found.station
    assert found.defects == Counter()
    assert (station.operator_id, station.id) == ("_openchargemap", "175585")
    assert (station.name, station.address) == ("Riepestraße", "1 Riepestraße, Hanover")
    assert (station.lat, station.lon) == (52.344531610346905, 9.761872499910737)
    assert station.remark == "EnerCity · 0,35€/kWh (+2c/min von 8-22Uhr)"
    assert station.source == CC_BY_SA
    one, two = station.connectors
    assert (one.id, two.id) == ("175585/272608/1", "175585/272608/2")
    assert (one.is_dc, one.power_kw, one.max_v, one.max_a) == (False, 22.0, 400.0, 32.0)
    assert (one.standard, one.access) == (Standard.TYPE_2, Access.NONE)


def test_a_compact_place_takes_licence_and_operator_from_the_lists() -> None:
    station = read(COMPACT).station
    assert (station.name, station.address) == (
        "Nordoel Tankstelle",
        "Jungfernstieg 13, Meldorf",
    )
    assert station.source == CC_BY_SA
    assert station.remark == "(Business Owner at Location) · 24/7 open"


def test_a_place_without_a_licence_still_names_open_charge_map_and_is_counted() -> None:
    found = read_with(Reference(), COMPACT)
    assert found.station.source == "Open Charge Map"
    assert found.defects == Counter({"licence is missing": 1})


def test_an_importer_is_named_beside_open_charge_map() -> None:
    provider = {"ID": 2, "Title": "afdc.energy.gov", "License": "any purpose whatsoever"}
    source = read(VERBOSE, DataProvider=provider).station.source
    assert source == "Open Charge Map · afdc.energy.gov · any purpose whatsoever"


@pytest.mark.parametrize(
    ("number", "expected", "is_dc"),
    [
        (1038, Standard.GBT_AC_2015, False),
        (1039, Standard.GBT_AC_2015, False),
        (1040, Standard.GBT_DC_2015, True),
        (2, Standard.CHADEMO, True),
        (33, Standard.CCS_2, True),
        (1036, Standard.TYPE_2, False),
    ],
)
def test_connection_types_tell_the_current_where_nothing_else_does(
    number: int, expected: Standard, is_dc: bool
) -> None:
    found = read(COMPACT, Connections=plugs(ConnectionTypeID=number, CurrentTypeID=None))
    gun = found.station.connectors[0]
    assert (gun.standard, gun.is_dc) == (expected, is_dc)
    assert found.defects == Counter({"current is missing": 1})


def test_an_unknown_connection_type_is_counted_by_its_number() -> None:
    found = read(COMPACT, Connections=plugs(ConnectionTypeID=4711))
    assert found.station.connectors[0].standard is Standard.UNKNOWN
    assert found.defects == Counter({"connection type is unknown: 4711": 1})


@pytest.mark.parametrize(
    ("status", "expected", "at"),
    [
        (10, Status.AVAILABLE, 1524031380.0),  # 2018-04-18T06:03:00Z
        (20, Status.OCCUPIED, 1524031380.0),
        (30, Status.OFFLINE, 1524031380.0),
        (100, Status.OFFLINE, 1524031380.0),
        (50, Status.UNKNOWN, None),
        (75, Status.UNKNOWN, None),
        (0, Status.UNKNOWN, None),
    ],
)
def test_a_status_has_the_age_of_its_record_and_operational_is_no_status(
    status: int, expected: Status, at: float | None
) -> None:
    gun = read(COMPACT, Connections=plugs(StatusTypeID=status)).station.connectors[0]
    assert (gun.status, gun.status_at) == (expected, at)


def test_a_status_of_the_place_holds_for_plugs_that_have_none() -> None:
    gun = read(COMPACT, StatusTypeID=100, Connections=plugs(StatusTypeID=None))
    assert gun.station.connectors[0].status is Status.OFFLINE


@pytest.mark.parametrize(
    ("volts", "current", "expected"),
    [(400, 20, 22.17), (230, 20, 22.08), (230, 10, 7.36), (400, 30, 12.8)],
)
def test_a_missing_power_is_reckoned_from_volts_and_amperes(
    volts: float, current: int, expected: float
) -> None:
    # 32 A: sqrt(3) x 400 V, 3 x 230 V, 230 V, and 400 V DC.
    found = read(COMPACT, Connections=plugs(PowerKW=None, Voltage=volts, CurrentTypeID=current))
    assert round(found.station.connectors[0].power_kw, 2) == expected
    assert found.defects == Counter({"PowerKW is missing or no power": 1})


def test_absurd_quantities_and_powers_stay_within_bounds() -> None:
    found = read(COMPACT, Connections=plugs(Quantity=10**9, PowerKW=1e11))
    assert len(found.station.connectors) == 500
    assert found.station.connectors[0].power_kw == 22.17  # reckoned
    assert len(read(COMPACT, Connections=plugs(Quantity=-5)).station.connectors) == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"StatusTypeID": 150}, "is planned"),
        ({"StatusTypeID": 200}, "is no more"),
        ({"StatusTypeID": 210}, "is listed twice"),
        ({"SubmissionStatusTypeID": 1}, "is not published"),
        ({"UsageTypeID": 2}, "is private"),
        ({"AddressInfo": None}, "has no coordinates"),
        ({"AddressInfo": {"Latitude": 91.0, "Longitude": 1.0}}, "nowhere"),
        ({"AddressInfo": {"Latitude": 0, "Longitude": 0}}, "nowhere"),
        ({"Connections": []}, "has no connector"),
        ({"ID": None}, "has no id"),
    ],
)
def test_what_cannot_be_shown_says_why(changes: dict[str, object], says: str) -> None:
    with pytest.raises(Unplaceable, match=says):
        read(COMPACT, **changes)


def test_the_published_list_gives_four_stations_with_their_licence() -> None:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if folder is None:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    raw = (Path(folder) / "ocm" / "evmap_list_compact.json").read_bytes()
    found = [
        parse_poi(read_loosely(one, Poi)[0], LISTS, PROFILE)
        for one in msgspec.json.decode(raw, type=list[msgspec.Raw])
    ]
    assert [one.station.id for one in found] == ["102167", "83520", "41847", "100664"]
    assert {one.station.source for one in found} == {CC_BY_SA}
