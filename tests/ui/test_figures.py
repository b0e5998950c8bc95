from datetime import datetime
from decimal import Decimal

import pytest

from network.runtime import CHINA_TIME
from ui import figures
from ui.figures import Language

ZH, EN, FR = Language.CHINESE, Language.ENGLISH, Language.FRENCH


@pytest.mark.parametrize(
    ("language", "text"), [(ZH, "¥74.99"), (EN, "¥74.99"), (FR, "74,99\u00a0¥")]
)
def test_money_has_two_decimals_in_every_language(language: Language, text: str) -> None:
    assert figures.money(Decimal("74.99"), language) == text


@pytest.mark.parametrize(("language", "text"), [(ZH, "46%"), (EN, "46%"), (FR, "46\u00a0%")])
def test_only_french_sets_a_space_before_the_percent_sign(language: Language, text: str) -> None:
    assert figures.percent(46, language) == text


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (3108, ZH, "3108"),
        (12_000, ZH, "1.2万"),
        (1_400_000, ZH, "140万"),
        (12_340, EN, "12.3k"),
        (1_400_000, EN, "1.4M"),
        (999_600, EN, "1M"),
        (12_340, FR, "12,3\u00a0k"),
    ],
)
def test_large_counts_are_short(number: int, language: Language, text: str) -> None:
    assert figures.count(number, language) == text


@pytest.mark.parametrize(
    ("metres", "text"),
    [(4, "0\u00a0m"), (852, "850\u00a0m"), (2_340, "2.3\u00a0km"), (9_960, "10\u00a0km")],
)
def test_a_distance_grows_coarser_with_its_length(metres: float, text: str) -> None:
    assert figures.distance(metres, EN) == text


@pytest.mark.parametrize(
    ("seconds", "hours", "minutes"),
    [(1, 0, 1), (541, 0, 10), (3_540, 0, 59), (3_541, 1, 0), (11_999, 3, 20)],
)
def test_a_time_left_is_rounded_up(seconds: float, hours: int, minutes: int) -> None:
    assert figures.duration(seconds) == (hours, minutes)


@pytest.mark.parametrize(
    ("kilowatts", "text"), [(0, "0"), (7, "7.0"), (6.94, "6.9"), (19.94, "19.9"), (348.4, "348")]
)
def test_a_power_that_changes_keeps_its_count_of_decimals(kilowatts: float, text: str) -> None:
    assert figures.power_number(kilowatts, EN) == text


def test_a_frost_is_written_with_a_true_minus() -> None:
    assert figures.degrees(-3, EN) == "\u22123°C"


def test_a_date_is_written_the_way_of_the_language() -> None:
    day = datetime(2026, 8, 4, tzinfo=CHINA_TIME)
    assert [figures.day(day, language) for language in (ZH, EN, FR)] == [
        "8月4日",
        "4 Aug",
        "4\u00a0août",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(99.97, "99.9%"), (99.6, "99.6%"), (0.04, "0.0%"), (100.0, "100.0%")]
)
def test_a_share_is_never_rounded_up_to_all(value: float, text: str) -> None:
    assert figures.share(value, Language.ENGLISH) == text
