import json
from pathlib import Path
from typing import Any

from network.geo import unmercator
from resources.map.build_counties import borders


def county(name: str, ring: list[list[float]]) -> dict[str, Any]:
    return {"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def city(folder: Path, name: str, *counties: dict[str, Any]) -> None:
    home = folder / "geojson" / "shape-with-internal-borders"
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{name}.geojson").write_text(json.dumps({"features": counties}), "utf-8")


WEST = [[110.0, 30.0], [111.0, 30.0], [111.0, 30.5], [111.0, 31.0], [110.0, 31.0]]
EAST = [[111.0, 30.0], [112.0, 30.0], [112.0, 31.0], [111.0, 31.0], [111.0, 30.5]]


def test_only_what_two_counties_share_is_a_border_between_them(tmp_path: Path) -> None:
    city(tmp_path, "shi4", county("西县", WEST), county("东县", EAST))
    (line,) = borders(tmp_path)
    ends = sorted(
        (round(lat, 6), round(lon, 6)) for lat, lon in (unmercator(*point) for point in line)
    )
    assert ends == [(30.0, 111.0), (30.5, 111.0), (31.0, 111.0)]


def test_a_city_of_one_county_has_no_inner_border(tmp_path: Path) -> None:
    city(tmp_path, "shi4", county("西县", WEST))
    assert borders(tmp_path) == []


def test_offsets_of_texts_that_are_decoded_already_are_not_used_again(tmp_path: Path) -> None:
    found = county("西县", WEST)
    found["geometry"]["encodeOffsets"] = [[1, 1]]
    city(tmp_path, "shi4", found, county("东县", EAST))
    assert len(borders(tmp_path)) == 1
