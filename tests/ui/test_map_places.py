import pytest

from network.geo import unmercator
from ui.map_places import Places, Rank, read_places, short_name


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places()


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("苏州市", "prefecture", "苏州"),
        ("恩施土家族苗族自治州", "prefecture", "恩施"),
        ("海西蒙古族藏族自治州", "prefecture", "海西"),
        ("博尔塔拉蒙古自治州", "prefecture", "博尔塔拉"),
        ("克孜勒苏柯尔克孜自治州", "prefecture", "克孜勒苏"),
        ("大兴安岭地区", "prefecture", "大兴安岭"),
        ("锡林郭勒盟", "prefecture", "锡林郭勒"),
        ("内蒙古自治区", "province", "内蒙古"),
        ("新疆维吾尔自治区", "province", "新疆"),
        ("香港特别行政区", "province", "香港"),
        ("石林彝族自治县", "county", "石林"),
        ("德清县", "county", "德清县"),
        ("徐汇区", "county", "徐汇区"),
    ],
)
def test_a_place_is_named_as_on_maps(name: str, level: str, short: str) -> None:
    assert short_name(name, level) == short


def test_shanghai_is_where_it_is_and_a_great_city(places: Places) -> None:
    (shanghai,) = (name for name in places.names if name.zh == "上海")
    assert unmercator(shanghai.x, shanghai.y) == pytest.approx((31.23, 121.47), abs=0.02)
    assert (shanghai.rank, shanghai.en) == (Rank.GREAT_CITY, "Shanghai")


def test_every_province_with_prefectures_has_a_capital_or_a_great_city(places: Places) -> None:
    # 34 provinces; the 4 municipalities, 2 special regions and 台湾 stand for themselves.
    names = {name.zh for name in places.names if name.rank in {Rank.CAPITAL, Rank.GREAT_CITY}}
    assert {"合肥", "郑州", "长沙", "拉萨", "乌鲁木齐", "海口", "哈尔滨", "香港", "澳门"} <= names
    assert "六安" not in names


def test_names_come_in_the_order_of_their_rank(places: Places) -> None:
    ranks = [name.rank for name in places.names]
    assert ranks == sorted(ranks)


def test_every_expressway_passes_places_of_the_table(places: Places) -> None:
    # Reading fails on a place that is not in the table; 38 roads are listed.
    assert len(places.roads) == 38
    assert {"G1", "G2", "G15", "G30", "G42", "G60", "G85"} <= {road.code for road in places.roads}


def test_g42_runs_from_shanghai_to_chengdu(places: Places) -> None:
    (g42,) = (road for road in places.roads if road.code == "G42")
    first, last = g42.parts[0][0], g42.parts[0][-1]
    assert unmercator(*first.tolist()) == pytest.approx((31.23, 121.47), abs=0.02)
    assert unmercator(*last.tolist()) == pytest.approx((30.575, 104.064), abs=0.02)


def test_lake_tai_is_named_once_it_is_large_enough(places: Places) -> None:
    (lake,) = (name for name in places.names if name.zh == "太湖")
    assert 6.5 < lake.zooms[0] < 8.5


def test_seas_and_lakes_have_french_names_and_places_their_own(places: Places) -> None:
    by_zh = {name.zh: name for name in places.names}
    assert by_zh["太湖"].text("fr") == "Lac Tai"
    assert by_zh["杭州湾"].text("fr") == "Baie de Hangzhou"
    assert by_zh["上海"].text("fr") == "Shanghai"


def test_a_county_is_written_in_latin_letters_where_its_name_is_chinese(places: Places) -> None:
    by_zh = {name.zh: name for name in places.names if name.rank == Rank.COUNTY}
    # As their own governments spell them.
    assert by_zh["徐汇区"].text("en") == "Xuhui"
    assert by_zh["闵行区"].text("fr") == "Minhang"
    assert by_zh["乐清市"].text("en") == "Yueqing"
    assert by_zh["都江堰市"].text("en") == "Dujiangyan"
    assert by_zh["长子县"].text("en") == "Zhangzi"
    assert by_zh["库尔勒市"].text("en") == ""  # Korla, and no Ku'erle


def test_rivers_are_written_in_three_languages(places: Places) -> None:
    (yellow,) = (stream for stream in places.streams if stream.zh == "黄河")
    assert [yellow.text(code) for code in ("zh", "en", "fr")] == [
        "黄河",
        "Yellow River",
        "Fleuve Jaune",
    ]
