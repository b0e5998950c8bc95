"""Rows of text become stations, or are kept aside with what is wrong with them."""

from collections import Counter

import pytest

from network.hours import ALWAYS
from network.imports.batch import Aside, Batch
from network.imports.column_map import ColumnMap
from network.imports.imported import profile_of
from network.imports.table import Row, parse_rows
from network.stations import Access, Network, Standard

CELLS = {
    "id": "7",
    "name": "国贸停车场",
    "lat": "39.9087",
    "lon": "116.4605",
    "address": "建国路2号",
    "connectors": "2",
    "power_kw": "120",
    "current": "DC",
    "standard": "GBT_DC",
    "max_v": "750",
    "max_a": "250",
    "phone": "95598",
    "area_code": "110105",
    "hours": "周一至周日00:00-24:00",
    "parking_fee": "5 元/小时",
}


def read(*changes: dict[str, str], columns: ColumnMap | None = None) -> Batch:
    rows = [Row(f"line {number}", CELLS | one) for number, one in enumerate(changes, 2)]
    return parse_rows(rows, columns or ColumnMap(), profile_of("list"), "CC BY 4.0")


def test_a_row_is_a_station() -> None:
    batch = read({})
    (station,) = batch.stations
    assert (station.operator_id, station.id, station.network) == (
        "import:list",
        "7",
        Network.LISTED,
    )
    assert (station.lat, station.lon, station.name) == (39.9087, 116.4605, "国贸停车场")
    assert (station.phone, station.area_code, station.source) == ("95598", "110105", "CC BY 4.0")
    assert station.hours == ALWAYS
    assert station.parking.fee == "5 元/小时"
    one, two = station.connectors
    assert (one.id, two.id, one.name) == ("7/1", "7/2", "1")
    assert (one.is_dc, one.power_kw, one.max_v, one.max_a) == (True, 120.0, 750.0, 250.0)
    assert (one.standard, one.access) == (Standard.GBT_DC_2015, Access.NONE)
    assert batch.defects == Counter()


def test_rows_of_one_id_are_kinds_of_connectors_of_one_station() -> None:
    batch = read({}, {"connectors": "3", "power_kw": "7", "current": "AC", "standard": "GBT_AC"})
    (station,) = batch.stations
    assert [(gun.id, gun.power_kw) for gun in station.connectors] == [
        ("7/1", 120.0),
        ("7/2", 120.0),
        ("7/3", 7.0),
        ("7/4", 7.0),
        ("7/5", 7.0),
    ]


def test_the_same_id_elsewhere_is_kept_aside() -> None:
    batch = read({}, {"lat": "39.95"})
    assert len(batch.stations) == 1
    assert batch.asides[0].place == "line 3"
    assert batch.asides[0].reason == "id: is that of line 2, which lies elsewhere"


def test_a_row_without_an_id_is_known_by_where_it_stands() -> None:
    assert [one.id for one in read({"id": ""}).stations] == ["39.90870,116.46050"]


def test_columns_and_words_are_translated_and_gcj02_is_turned() -> None:
    columns = ColumnMap(
        {"name": "站名", "current": "类型"}, {"current": {"快充": "DC"}}, True, "CC BY 4.0"
    )
    # Beijing in vectors/gcj02_vectors.json.
    row = {"站名": "A", "类型": "快充", "lat": "39.91640428150164", "lon": "116.41024449916938"}
    (station,) = read(row, columns=columns).stations
    assert (round(station.lat, 5), round(station.lon, 5)) == (39.915, 116.404)
    assert station.connectors[0].is_dc
    assert station.name == "A"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"current": "直流"}, True),
        ({"current": "交流"}, False),
        ({"current": "", "standard": "GB/T (DC)"}, True),
        ({"current": "", "standard": "Type 2 outlet"}, False),
        ({"current": "", "standard": "", "power_kw": "60"}, True),
        ({"current": "", "standard": "", "power_kw": "22"}, False),
    ],
)
def test_the_current_is_told_by_word_standard_or_power(
    cells: dict[str, str], expected: bool
) -> None:
    assert read(cells).stations[0].connectors[0].is_dc is expected


@pytest.mark.parametrize(
    ("cell", "expected"), [("60 kW", 60.0), ("60千瓦", 60.0), ("22,5", 22.5), (" 7.0 ", 7.0)]
)
def test_numbers_may_have_units_and_a_decimal_comma(cell: str, expected: float) -> None:
    assert read({"power_kw": cell}).stations[0].connectors[0].power_kw == expected


def test_what_is_missing_or_unknown_is_counted_and_the_station_shown() -> None:
    batch = read(
        {"connectors": "", "power_kw": "", "standard": "plug", "current": "?", "hours": "often"}
    )
    assert len(batch.stations) == 1
    assert batch.defects == Counter(
        {
            "connectors is missing": 1,
            "power_kw is missing": 1,
            "standard is unknown: plug": 1,
            "current is unknown: ?": 1,
            "current is guessed from the power": 1,
            "hours are not understood": 1,
        }
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"lat": ""}, "has no coordinates"),
        ({"lat": "north"}, "lat: 'north' is no number"),
        ({"lat": "nan"}, "lat: 'nan' is no number"),
        ({"lat": "95"}, "has coordinates that are nowhere"),
        ({"lat": "0", "lon": "0"}, "has coordinates that are nowhere"),
        ({"name": " "}, "name: is empty"),
        ({"connectors": "0"}, "connectors: 0 is out of range"),
        ({"connectors": "1.5"}, "connectors: 1.5 is out of range"),
        ({"connectors": "900000"}, "connectors: 900000 is out of range"),
        ({"power_kw": "strong"}, "power_kw: 'strong' is no number"),
        ({"power_kw": "-3"}, "power_kw: -3 is out of range"),
    ],
)
def test_a_bad_row_is_kept_aside_with_its_reason_and_the_others_are_read(
    cells: dict[str, str], reason: str
) -> None:
    batch = read({"id": "1"} | cells, {"id": "2"})
    assert [one.id for one in batch.stations] == ["2"]
    assert [(one.place, one.reason) for one in batch.asides] == [("line 2", reason)]
    assert batch.defects == Counter()


def test_more_connectors_than_a_station_can_have_are_kept_aside() -> None:
    batch = read({"connectors": "400"}, {"connectors": "400"})
    assert len(batch.stations[0].connectors) == 400
    assert batch.asides[0].reason == "connectors: more than 500 at one station"


def test_what_was_broken_before_is_passed_on() -> None:
    broken = Aside("line 2", "has 2 cells, not 3", "a,b")
    assert parse_rows([broken], ColumnMap(), profile_of("list"), "").asides == [broken]


def test_a_text_of_any_length_is_cut() -> None:
    assert len(read({"name": "x" * 100_000}).stations[0].name) == 500


@pytest.mark.parametrize(("lat", "lon"), [("48.85", "2.35"), ("90", "180")])
def test_a_station_outside_china_is_taken_in_and_counted(lat: str, lon: str) -> None:
    batch = read({"lat": lat, "lon": lon})
    assert len(batch.stations) == 1
    assert batch.defects == Counter({"stands outside China": 1})
