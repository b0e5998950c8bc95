"""Features of GeoJSON files as rows."""

import json

import pytest

from network.imports.batch import Aside, Unreadable
from network.imports.geojson import read_features
from network.imports.table import Row


def rows(*features: object) -> list[Row | Aside]:
    return list(
        read_features(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    )


def point(lon: object, lat: object, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def test_a_point_has_the_longitude_first() -> None:
    assert rows(point(121.5, 31.2, name="A", connectors=4, open=True)) == [
        Row("feature 1", {"name": "A", "connectors": "4", "open": "yes"}, (31.2, 121.5))
    ]


def test_a_feature_lends_its_id() -> None:
    (row,) = rows(point(121.5, 31.2, name="A") | {"id": 17})
    assert isinstance(row, Row)
    assert row.cells["id"] == "17"


def test_openstreetmap_gives_one_row_for_each_kind_of_socket() -> None:
    found = rows(
        point(
            121.5,
            31.2,
            **{
                "@id": "node/1",
                "amenity": "charging_station",
                "operator": "国家电网",
                "socket:gb_dc": "4",
                "socket:gb_dc:output": "120 kW",
                "socket:gb_ac": "yes",
                "socket:type2": "no",
                "addr:city": "上海市",
                "addr:street": "世纪大道",
            },
        )
    )
    read = [one.cells for one in found if isinstance(one, Row)]
    assert [
        (row["id"], row["name"], row["standard"], row["current"], row["connectors"]) for row in read
    ] == [
        ("node/1", "国家电网", "GBT_DC", "DC", "4"),
        ("node/1", "国家电网", "GBT_AC", "AC", "1"),
    ]
    assert (read[0]["power_kw"], read[0]["address"]) == ("120 kW", "上海市 世纪大道")


def test_what_is_no_point_is_kept_aside() -> None:
    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2]]}}
    found = rows(line, point("a", 1), point(1, None), {"geometry": None}, 3, point(1, 2))
    asides = [(one.place, one.reason) for one in found if isinstance(one, Aside)]
    assert [place for place, _ in asides] == [f"feature {number}" for number in range(1, 6)]
    assert asides[0][1] == "is neither a point nor a polygon"
    assert asides[3][1] == "is neither a point nor a polygon"
    assert isinstance(found[5], Row)


def test_a_file_may_be_one_feature() -> None:
    data = json.dumps(point(121.5, 31.2, name="A")).encode()
    assert list(read_features(data)) == [Row("feature 1", {"name": "A"}, (31.2, 121.5))]


def test_a_site_drawn_as_a_polygon_stands_in_its_middle() -> None:
    ring = [[121.5, 31.2], [121.502, 31.2], [121.502, 31.204], [121.5, 31.204], [121.5, 31.2]]
    shape = {"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"name": "A"}}
    (found,) = rows(shape)
    assert isinstance(found, Row)
    assert found.position == pytest.approx((31.202, 121.501), abs=1e-9)


def test_a_polygon_without_a_middle_is_kept_aside_with_its_reason() -> None:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    (found,) = rows({"geometry": {"type": "Polygon", "coordinates": [ring]}})
    assert isinstance(found, Aside)
    assert found.reason == "is a shape too wide for one station"


def test_a_point_of_one_number_is_none() -> None:
    (found,) = rows({"geometry": {"type": "Point", "coordinates": [1]}})
    assert isinstance(found, Aside)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"type": "Features", "features": []}', b"[" * 100_000]
)
def test_what_is_no_collection_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="is not a GeoJSON FeatureCollection"):
        read_features(data)
