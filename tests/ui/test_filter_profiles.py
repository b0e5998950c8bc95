import pytest

from ui.filter_choice import read_choices
from ui.filter_profiles import (
    MOST_PROFILES,
    Profile,
    clean_name,
    read_profiles,
    read_stored_choices,
    saved,
    suggested_name,
    write_choices,
    write_profiles,
)

FREE = read_choices(["free_only"])
FAST = read_choices(["power_250", "power_480"])


def test_what_is_chosen_and_kept_is_read_as_it_was_written() -> None:
    assert read_stored_choices(write_choices(FAST)) == FAST
    profiles = [Profile("Home <b>", FREE), Profile("高速", FAST)]
    assert read_profiles(write_profiles(profiles)) == profiles


@pytest.mark.parametrize("text", [None, "", "nonsense", "{}", "[1]", '["power_7"]', "\x00"])
def test_what_cannot_be_read_asks_nothing(text: str | None) -> None:
    assert read_stored_choices(text) == frozenset()
    assert read_profiles(text) == []


def test_of_a_stored_profile_only_what_is_offered_stays() -> None:
    text = '[{"name":"a\\u202eb\\n","choices":["power_7","free_only"]},{"name":"","choices":[]}]'
    assert read_profiles(text) == [Profile("ab", FREE)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Home \t area\n", "Home area"),
        ("a\u202eb\u0000c\u200b", "abc"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("充" * 30, "充" * 24),
        ("x" * 23 + " y", "x" * 23),
        (" \u2028 ", ""),
        ("\u3164\u2800\u115f", ""),
        ("\u0301" * 24, ""),
    ],
)
def test_a_name_is_one_visible_line(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_a_name_is_suggested_of_the_words_that_fit() -> None:
    assert suggested_name(["空闲", "≥250\u00a0kW", "即插即充"]) == "空闲 · ≥250 kW · 即插即充"
    assert suggested_name(["Free now", "Plug & charge", "Tenghe"]) == "Free now +2"
    assert suggested_name(["空闲", "≥250 kW", "即插即充", "可远程启动", "服务区"]) == (
        "空闲 · ≥250 kW · 即插即充 +2"
    )
    assert suggested_name(["x" * 40]) == "x" * 24
    assert suggested_name([]) == ""


def test_a_name_is_kept_once() -> None:
    kept = saved(saved([], Profile("a", FREE)), Profile("a", FAST))
    assert kept == [Profile("a", FAST)]


def test_a_renamed_profile_keeps_its_place_and_takes_no_name_of_another() -> None:
    kept = [Profile("a", FREE), Profile("b", FAST), Profile("c", FREE)]
    renamed = [Profile("d", FREE), Profile("b", FAST), Profile("c", FREE)]
    assert saved(kept, Profile("d", FREE), instead="a") == renamed
    assert saved(kept, Profile("a", FAST), instead="a")[0] == Profile("a", FAST)
    assert saved(kept, Profile("b", FREE), instead="a") == kept


def test_there_is_room_for_a_dozen() -> None:
    kept = [Profile(str(number), FREE) for number in range(MOST_PROFILES)]
    assert saved(kept, Profile("more", FAST)) == kept
    assert saved(kept, Profile("3", FAST))[3] == Profile("3", FAST)
