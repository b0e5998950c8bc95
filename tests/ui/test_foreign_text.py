import time

import pytest

from ui.foreign_text import shown, title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("虹桥天地超充站", "虹桥天地超充站"),
        ("  a\n\tb\u2028c ", "a b c"),
        # Overrides of the direction, isolates, a zero width joiner, a bell, a lone surrogate.
        ("A\u202e01B\u2066x\u2069\u200d\x07\ud800", "A01Bx"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("שלום", "שלום"),
        ("", ""),
        # Fillers of Hangul, a blank of Braille, marks without a letter, a picture.
        ("\u3164\u2800\u115f\u1160\uffa0", ""),
        ("\u0301" * 24, ""),
        ("Z\u0300\u0301\u0302\u0303\u0304x", "Z\u0300\u0301\u0302x"),
        ("Ế\u0323", "Ế\u0323"),
        ("⚡\ufe0f站🔋", "⚡站"),
    ],
)
def test_what_steers_a_display_is_taken_out(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_what_has_no_name_that_can_be_seen_goes_by_its_next() -> None:
    assert title("\u3164", " ", "s1") == "s1"
    assert title("站", "路", "s1") == "站"
    assert title("\u3164") == ""


def test_a_long_text_is_cut_with_a_mark() -> None:
    assert shown("x" * 61, 60) == "x" * 59 + "…"
    assert shown("x" * 60, 60) == "x" * 60


def test_a_megabyte_takes_no_time() -> None:
    begun = time.process_time()
    assert len(shown("\u202e" * 500 + "字" * 1_000_000)) == 90
    assert time.process_time() - begun < 0.05
