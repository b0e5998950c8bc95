"""Names and counties of provinces: what places.tsv holds."""

from network.areas import read_areas


def test_provinces_and_cities_have_names_in_both_scripts() -> None:
    areas = read_areas()
    assert areas.name(320_000, is_chinese=True) == "江苏省"
    assert areas.name(320_000, is_chinese=False) == "Jiangsu"
    assert areas.name(330_100, is_chinese=True) == "杭州市"


def test_a_code_without_a_name_names_itself() -> None:
    assert read_areas().name(990_000, is_chinese=True) == "990000"


def test_every_county_is_in_one_province() -> None:
    # `grep -cP '\tcounty\t'` of the table says 2845; 东莞 中山 儋州 嘉峪关 have none.
    # 16 districts are 上海's (GB/T 2260, 2016).
    areas = read_areas()
    assert areas.county_count == 2849
    assert areas.counties[44] == 119 + 2
    assert areas.counties[31] == 16
