"""What the network page writes, from a small network counted by hand."""

import pytest

from network.areas import read_areas
from tests.ui.small_survey import SURVEY
from ui.coverage_view import by_power, count, headline, power_class, row_of, shades
from ui.figures import Language


def test_the_six_figures_are_told_before_and_after() -> None:
    pairs = headline(SURVEY, 0, read_areas())
    assert {one.key: (one.before, one.after) for one in pairs} == {
        "connectors": (12_000, 15_000),
        "operators": (1, 1),
        "plug_and_charge": (3_000, 3_750),
        "counties": (2, 2),
        "service_areas": (2, 3),
        "high_power": (1_500, 1_875),
    }


def test_counties_are_told_of_all_there_are() -> None:
    every = {one.key: one.every for one in headline(SURVEY, 0, read_areas())}
    assert every["counties"] == 2849
    assert every["connectors"] == 0
    every = {one.key: one.every for one in headline(SURVEY, 31, read_areas())}
    assert every["counties"] == 16


def test_currents_come_first_then_powers_from_the_top() -> None:
    pairs = by_power(SURVEY)
    assert [one.key for one in pairs][:4] == ["dc", "ac", "600", "480"]
    assert [(one.before, one.after) for one in pairs][:2] == [(9_000, 11_250), (3_000, 3_750)]
    assert (pairs[3].before, pairs[3].after) == (1_200, 1_500)


@pytest.mark.parametrize(
    ("least", "power"), [(0, "20\u00a0kW"), (250, "250\u2013479\u00a0kW"), (600, "600\u00a0kW")]
)
def test_a_class_is_named_by_its_bounds(least: int, power: str) -> None:
    assert power_class(least, Language.ENGLISH)[1] == power


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (1_260_000, Language.ENGLISH, "1.26M"),
        (1_400_000, Language.FRENCH, "1,40\u00a0M"),
        (1_400_000, Language.CHINESE, "140万"),
        (94_000, Language.ENGLISH, "94,000"),
        (94_000, Language.CHINESE, "9.4万"),
        (2_743, Language.FRENCH, "2\u00a0743"),
    ],
)
def test_a_count_is_written_out_as_far_as_it_can_be_read(
    number: int, language: Language, text: str
) -> None:
    assert count(number, language) == text


def test_a_row_tells_what_came_and_what_went() -> None:
    pair = headline(SURVEY, 0, read_areas())[0]
    row = row_of(pair, "Connectors", "", 15_000, Language.ENGLISH)
    assert (row.now, row.then, row.growth) == ("15,000", "12,000", "+3,000")
    assert (row.share_now, row.share_then) == (1.0, 0.8)


def test_the_map_is_filled_by_the_square_root_so_that_small_provinces_show() -> None:
    rows = {one.code: one for one in shades(SURVEY, read_areas(), Language.CHINESE)}
    assert rows[32].share == 1.0
    assert rows[31].share == pytest.approx((1 / 9) ** 0.5)
    assert rows[54].share == 0.0
    assert (rows[15].name, rows[31].name) == ("内蒙古", "上海")
    assert len(rows) == 34
