"""What the columns know of a station, how a name is marked, and where the map looks."""

from decimal import Decimal

import pytest

from tests.ui.glass_world import HERE, NOW, STATION
from tests.ui.search_world import AGE_S, SmallCatalogue, small_columns
from ui.search_view import age_of, facts_of, fitting_view, marked, quoted, shown

NOW_S = NOW.timestamp()


@pytest.mark.parametrize(
    ("key", "free", "total", "state_name", "price"),
    [
        (0, 2, 3, "available", "1.32"),
        (1, 0, 2, "occupied", "0.95"),
        (2, 0, 1, "fault", None),
        (3, 0, 1, "unknown", "1.1"),
    ],
)
def test_facts_are_read_from_the_columns(
    key: int, free: int, total: int, state_name: str, price: str | None
) -> None:
    catalogue = SmallCatalogue(small_columns(HERE, NOW_S), STATION)
    facts = facts_of(catalogue.columns, catalogue.row(key), NOW_S, 58)
    assert (facts.free, facts.total, facts.state_name) == (free, total, state_name)
    assert facts.printed_cny == (Decimal(price) if price else None)
    assert facts.told_at == (None if key == 3 else NOW_S - AGE_S)


def test_what_was_told_long_ago_says_nothing_of_now() -> None:
    catalogue = SmallCatalogue(small_columns(HERE, NOW_S), STATION)
    # Ten minutes old when they were told, 31 minutes now: one more than is believed.
    facts = facts_of(catalogue.columns, catalogue.row(0), NOW_S + 21 * 60, 58)
    assert (facts.free, facts.state_name) == (0, "unknown")
    assert facts.told_at == NOW_S - AGE_S


@pytest.mark.parametrize(
    ("name", "spans", "styled"),
    [
        ("北京南站", [(0, 2)], "<b>北京</b>南站"),
        ("北京南站", [(0, 1), (2, 3)], "<b>北</b>京<b>南</b>站"),
        ("<b>&站", [(3, 5)], "&lt;b&gt;<b>&amp;站</b>"),
        ("北京", [], "北京"),
    ],
)
def test_what_matched_is_bold_and_no_name_is_taken_as_a_tag(
    name: str, spans: list[tuple[int, int]], styled: str
) -> None:
    assert marked(name, spans) == styled


def test_what_has_no_shape_is_taken_out_of_foreign_texts() -> None:
    assert shown("北\u202e京\x00 南\n站") == "北 京  南 站"
    assert quoted("  a\u202eb\tc ") == "a b c"
    assert quoted("长" * 10_000) == "长" * 23 + "…"


def test_the_map_shows_all_of_a_place_and_comes_no_nearer_than_makes_sense() -> None:
    assert fitting_view([]) is None
    assert fitting_view([(31.2, 121.5)]) == pytest.approx((31.2, 121.5, 11.0))
    # 0.01 degrees would fill the glass at zoom 17.
    assert fitting_view([(31.2, 121.5), (31.2, 121.51)])[2] == 13.0  # type: ignore[index]
    # 13 degrees of longitude are 1300 dp at 100 dp a degree: 256 * 2**zoom = 36 000 dp.
    view = fitting_view([(30.0, 110.0), (30.0, 123.0)])
    assert view is not None
    assert view[2] == pytest.approx(7.136, abs=0.001)


@pytest.mark.parametrize(
    ("age_s", "told"),
    [(0, (1, False)), (89, (1, False)), (7_100, (118, False)), (7_200, (2, True))],
)
def test_ages_are_told_in_minutes_then_in_hours(age_s: int, told: tuple[int, bool]) -> None:
    assert age_of(NOW_S - age_s, NOW_S) == told
