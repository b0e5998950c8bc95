from dataclasses import replace
from pathlib import Path

import pytest

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_sheet import sheet_of
from network.gazetteer import Kind, read_gazetteer
from network.readings import parse_readings
from network.search import Hit, Search
from network.spelling import Spelling
from network.stations import Station
from tests.network.test_catalogue import BEIJING, SHANGHAI, SUZHOU

SHANGHAI_AT = (31.23, 121.47)
BEIJING_AT = (39.90, 116.40)


def named(name: str, number: int, lat: float, lon: float, address: str = "") -> Station:
    return replace(
        SHANGHAI, id=f"{number:010d}", name=name, address=address, lat=lat, lon=lon, equipment=(
            replace(SHANGHAI.equipment[0], connectors=(
                replace(SHANGHAI.connectors[0], id=f"{number:013d}"),)),
        ),
    )  # fmt: skip


STATIONS = (
    SHANGHAI,
    BEIJING,
    SUZHOU,
    named("北京南站超充站", 1, 39.865, 116.378, "北京市丰台区永外大街车站路12号"),
    named("虹桥枢纽P6充电站", 2, 31.194, 121.318, "上海市闵行区申虹路"),
    named("南站路快充站", 3, 31.15, 121.43, "上海市徐汇区沪闵路"),
    named("KFC 来福士店", 4, 31.233, 121.476, "上海市黄浦区西藏中路268号"),
)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    path = tmp_path_factory.mktemp("search") / "catalogue.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    catalogue = Catalogue.open(path)
    texts = catalogue.texts()
    columns = catalogue.columns
    catalogue.close()
    gazetteer = read_gazetteer({"tenghe": ["腾禾充电", "Tenghe Charging"]})
    spelling = Spelling(parse_readings(texts.readings))
    return Search(columns, texts.names, texts.addresses, gazetteer, spelling)


def names(hits: list[Hit]) -> list[str]:
    return [hit.name for hit in hits]


@pytest.mark.parametrize(
    "typed", ["北京南站", "beijingnanzhan", "bjnz", "bjnzcc", "beijnz", "北京nz", "Beijing Nanzhan"]
)
def test_a_station_is_found_by_hanzi_pinyin_and_initials(search: Search, typed: str) -> None:
    assert "北京南站超充站" in names(search.find(typed))[:3]


def test_one_character_is_enough(search: Search) -> None:
    assert "虹桥枢纽P6充电站" in names(search.find("虹", SHANGHAI_AT))


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("北京", Kind.PLACE, "北京市"),
        ("bj", Kind.PLACE, "北京市"),
        ("chongqing", Kind.PLACE, "重庆市"),
        ("浦东", Kind.PLACE, "浦东新区"),
        ("广东", Kind.PLACE, "广东省"),
        ("京沪", Kind.EXPRESSWAY, "京沪高速"),
        ("jinghugaosu", Kind.EXPRESSWAY, "京沪高速"),
        ("g2", Kind.EXPRESSWAY, "京沪高速"),
        ("腾禾", Kind.OPERATOR, "腾禾充电"),
        ("tenghe", Kind.OPERATOR, "腾禾充电"),
        ("Tenghe Ch", Kind.OPERATOR, "腾禾充电"),
        ("阳澄湖", Kind.SERVICE_AREA, "阳澄湖服务区（上海方向）"),
        ("ychfwq", Kind.SERVICE_AREA, "阳澄湖服务区（上海方向）"),
        ("kfc", Kind.STATION, "KFC 来福士店"),
    ],
)
def test_what_is_meant_comes_first(search: Search, typed: str, kind: Kind, name: str) -> None:
    best = search.find(typed, BEIJING_AT)[0]
    assert (best.kind, best.name) == (kind, name)


def test_a_beginning_comes_before_a_middle_and_that_before_an_address(search: Search) -> None:
    found = [hit.name for hit in search.find("南站") if hit.row >= 0]
    assert found == ["南站路快充站", "北京南站超充站"]
    assert [hit.name for hit in search.find("车站路")] == ["北京南站超充站"]
    assert [hit.name for hit in search.find("西藏中路268号")] == ["KFC 来福士店"]


def test_of_equals_the_nearest_to_the_car_comes_first(search: Search) -> None:
    here = [hit for hit in search.find("站", SHANGHAI_AT, most=50) if hit.row >= 0]
    there = [hit for hit in search.find("站", BEIJING_AT, most=50) if hit.row >= 0]
    inside = ["虹桥枢纽P6充电站", "浦东天地超充站", "北京南站超充站", "朝阳广场超充站"]
    assert [one for one in names(here) if one in inside][:1] == ["浦东天地超充站"]
    assert next(one for one in names(there) if one in inside) in inside[2:]
    away = [hit.away_m for hit in here]
    # From People's Square to the station across the river: 2.9 km on the map.
    assert away[names(here).index("浦东天地超充站")] == pytest.approx(3000, abs=300)
    assert search.find("站")[0].away_m is None


def test_every_word_must_be_found_in_name_or_address(search: Search) -> None:
    assert names(search.find("闵行 虹桥")) == ["虹桥枢纽P6充电站"]
    assert search.find("虹桥 北京") == []


def test_a_row_and_a_place_come_with_a_hit(search: Search) -> None:
    (station,) = search.find("虹桥枢纽")
    assert (station.lat, station.lon) == pytest.approx((31.194, 121.318), abs=1e-6)
    assert station.row >= 0
    operator = search.find("tenghe")[0]
    assert (operator.key, operator.lat, operator.row) == ("tenghe", None, -1)
    county = search.find("浦东")[0]
    assert (county.key, county.region) == ("310115", "上海市")
    assert (county.latin, county.latin_region) == ("Pudong", "Shanghai")


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        # Counties named so are near; the province is far and large.
        ("bj", "北京市", "宝鸡市"),
        ("南京", "南京市", None),
        ("hp", "黄浦区", None),
    ],
)
def test_large_places_come_before_small_ones_and_near_before_far(
    search: Search, typed: str, first: str, second: str | None
) -> None:
    hits = [hit for hit in search.find(typed, SHANGHAI_AT) if hit.kind is Kind.PLACE]
    assert hits[0].name == first
    if second is not None:
        assert second in names(hits)[1:3]


EACH = {Kind.PLACE: 3, Kind.EXPRESSWAY: 2, Kind.OPERATOR: 2, Kind.SERVICE_AREA: 2, Kind.STATION: 3}


def test_every_kind_is_found_beside_the_others_the_best_first(search: Search) -> None:
    groups = search.find_kinds("南", EACH, SHANGHAI_AT)
    kinds = [group[0].kind for group in groups]
    assert kinds == [Kind.PLACE, Kind.STATION, Kind.EXPRESSWAY]
    assert [len(group) for group in groups] == [3, 2, 2]
    assert names(groups[1]) == ["南站路快充站", "北京南站超充站"]
    road = search.find_kinds("g2", EACH, SHANGHAI_AT)[0]
    assert road[0].name == "京沪高速"
    assert search.find_kinds("", EACH) == []


def test_what_matches_of_a_name_is_told(search: Search) -> None:
    assert search.spans("bjnz", "北京南站超充站") == [(0, 4)]
    assert search.spans("nz", "北京南站超充站") == [(2, 4)]
    assert search.spans("枢纽 虹桥", "虹桥枢纽P6充电站") == [(0, 2), (2, 4)]
    assert search.spans("上海", "北京南站超充站") == []


def test_an_extent_reaches_over_all_that_belongs_to_a_place_or_road(search: Search) -> None:
    province = search.find("广东")[0]
    lats = [lat for lat, _ in search.extent(province)]
    # Guangdong reaches from Xuwen (20.3) to Lechang (25.1).
    assert min(lats) == pytest.approx(20.3, abs=0.3)
    assert max(lats) == pytest.approx(25.1, abs=0.3)
    county = search.find("浦东")[0]
    assert search.extent(county) == ((county.lat, county.lon),)
    road = search.extent(search.find("g2", BEIJING_AT)[0])
    # Beijing to Shanghai.
    assert max(lat for lat, _ in road) == pytest.approx(39.9, abs=0.5)
    assert min(lat for lat, _ in road) == pytest.approx(31.2, abs=0.5)
    assert search.extent(search.find("tenghe")[0]) == ()


def test_hits_follow_their_stations_into_newer_columns(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    catalogue = Catalogue.open(path)
    texts = catalogue.texts()
    search = Search(
        catalogue.columns,
        texts.names,
        texts.addresses,
        read_gazetteer({}),
        Spelling(parse_readings(texts.readings)),
    )
    hits = search.find("虹桥枢纽") + search.find("京沪高速")
    assert search.moved(hits, catalogue.columns) == hits
    row = hits[0].row
    key = int(catalogue.columns.key[row])
    other = replace(catalogue.columns, key=catalogue.columns.key[::-1].copy())
    moved = search.moved(hits, other)
    assert int(other.key[moved[0].row]) == key
    assert moved[1] == hits[1]
    gone = replace(catalogue.columns, key=catalogue.columns.key + 1000)
    assert search.moved(hits, gone) == [hits[1]]
    catalogue.close()


@pytest.mark.parametrize(
    "typed", ["", "  ", "\0", "'", "\u202e<b>", "%_*", "长" * 1000, "\U0001f50c"]
)
def test_nothing_is_found_for_nothing(search: Search, typed: str) -> None:
    assert search.find(typed) == []


def test_no_more_is_answered_than_asked_for(search: Search) -> None:
    assert len(search.find("s", most=7)) == 7
    assert search.find("s", most=0) == []


MANY = {Kind.PLACE: 4, Kind.SERVICE_AREA: 4, Kind.STATION: 12}


def test_what_sounds_so_nearby_comes_before_a_county_far_away(search: Search) -> None:
    groups = search.find_kinds("hongqiao", MANY, SHANGHAI_AT)
    assert groups[0][0].name == "虹桥枢纽P6充电站"
    # Hongqiao of Tianjin, 960 km away, is found all the same; there it is the first.
    assert "红桥区" in [hit.name for group in groups for hit in group]
    assert search.find_kinds("hongqiao", MANY, (39.17, 117.15))[0][0].name == "红桥区"
    # Written in hanzi it is meant.
    assert search.find_kinds("红桥", MANY, SHANGHAI_AT)[0][0].name == "红桥区"


def test_two_swapped_letters_are_forgiven_where_nothing_is_called_so(search: Search) -> None:
    groups = search.find_kinds("hognqiao", MANY, SHANGHAI_AT)
    assert groups[0][0].name == "虹桥枢纽P6充电站"
    assert search.find_kinds("qqqqqqqq", MANY, SHANGHAI_AT) == []
