"""Our stations and prices in OCPI's words."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from network.operators.loosely import read_loosely
from network.operators.ocpi_envelope import encode
from network.operators.ocpi_fields import Location
from network.operators.ocpi_location import parse_location
from network.operators.ocpi_place_build import Party, build_location, build_tariff
from network.operators.ocpi_tariff import parse_prices
from network.runtime import CHINA_TIME
from network.stations import Parking, Site, Status, single_piles
from network.tariff import Period, PriceTimeline
from tests.network.ocpi_world import FIRST, PLACE, SECOND, ocpi_gun
from tests.network.operators.test_ocpi_location import TENGHE

PARTY = Party("CN", "TNG", "腾禾充电")
NOW = datetime(2026, 3, 2, 9, 59, tzinfo=UTC)


def test_a_location_has_all_that_the_standard_wants() -> None:
    written = json.loads(encode(build_location(PLACE, PARTY, "T1", NOW)))
    assert written["coordinates"] == {"latitude": "31.194000", "longitude": "121.320000"}
    assert (written["city"], written["country"]) == ("上海市", "CHN")
    assert written["time_zone"] == "Asia/Shanghai"
    evse = written["evses"][0]
    assert (evse["uid"], evse["status"]) == ("E01", "AVAILABLE")
    assert evse["connectors"][0] == {
        "id": "1",
        "standard": "GBT_DC",
        "format": "CABLE",
        "power_type": "DC",
        "max_voltage": 1000,
        "max_amperage": 400,
        "max_electric_power": 250_000,
        "tariff_ids": ["T1"],
        "last_updated": "2026-03-02T09:59:00Z",
    }
    location, notes = read_loosely(json.dumps(written).encode(), Location)
    assert notes == ()
    assert not parse_location(location, TENGHE).defects


def test_the_most_occupied_connector_speaks_for_its_evse() -> None:
    pile = replace(
        PLACE.equipment[0],
        connectors=(ocpi_gun(FIRST), replace(ocpi_gun("S1/E01/2"), status=Status.CHARGING)),
    )
    location = build_location(replace(PLACE, equipment=(pile,)), PARTY, "T1", NOW)
    assert location.evses is not None
    assert location.evses[0].status == "CHARGING"


def test_a_place_by_the_road_says_so() -> None:
    street = replace(PLACE, parking=Parking(Site.STREET))
    assert build_location(street, PARTY, "T1", NOW).parking_type == "ON_STREET"
    area = replace(PLACE, is_service_area=True)
    assert build_location(area, PARTY, "T1", NOW).parking_type == "ALONG_MOTORWAY"


def test_a_connector_of_another_protocol_cannot_be_written() -> None:
    other = replace(PLACE, equipment=single_piles([replace(ocpi_gun(SECOND), id="A01")]))
    with pytest.raises(ValueError, match="unpack"):
        build_location(other, PARTY, "T1", NOW)


def test_prices_are_restricted_to_their_time_of_day() -> None:
    line = PriceTimeline(
        (
            Period(7 * 3600, Decimal("1.12"), Decimal("0.6")),
            Period(23 * 3600 + 1800, Decimal("0.35"), Decimal("0.6")),
        ),
        start_cny=Decimal("2.5"),
    )
    tariff = build_tariff(line, PARTY, "T1", NOW)
    written = json.loads(encode(tariff))
    assert written["elements"][1:] == [
        {
            "price_components": [{"type": "ENERGY", "price": 1.72, "step_size": 1}],
            "restrictions": {"start_time": "07:00", "end_time": "23:30"},
        },
        {
            "price_components": [{"type": "ENERGY", "price": 0.95, "step_size": 1}],
            "restrictions": {"start_time": "23:30", "end_time": "07:00"},
        },
    ]
    back = parse_prices(tariff, NOW, CHINA_TIME)
    assert [(one.start_s, one.price_cny) for one in back.periods] == [
        (0, Decimal("0.95")),
        (25_200, Decimal("1.72")),
        (84_600, Decimal("0.95")),
    ]
    assert back.start_cny == Decimal("2.5")


def test_one_price_all_day_is_not_restricted() -> None:
    line = PriceTimeline((Period(0, Decimal("1.12"), Decimal("0.6")),))
    assert build_tariff(line, PARTY, "T1", NOW).elements[0].restrictions is None
