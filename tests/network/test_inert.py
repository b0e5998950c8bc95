"""Foreign texts are one line of signs that can be seen, and end."""

from time import process_time

import pytest

from network.inert import inert


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("虹桥天地超充站", "虹桥天地超充站"),
        ("Gare de l’Est, 2ᵉ étage", "Gare de l’Est, 2ᵉ étage"),
        ("<b>x</b> & {y}", "<b>x</b> & {y}"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066a\u2069\u200fb", "ab"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("1\r\n\r\n2\t3\u30004\u2028", "1 2 3 4"),
        ("\ud800x", "x"),
        ("\ue000x", "x"),
        ("", ""),
        (None, ""),
    ],
)
def test_only_signs_that_can_be_seen_stay(text: str | None, shown: str) -> None:
    assert inert(text, 100) == shown


@pytest.mark.parametrize(
    "text", ["长" * 1_000_000, "\u202e" + "长" * 1_000_000, "\x00" * 1_000_000]
)
def test_a_megabyte_is_cut_and_costs_little(text: str) -> None:
    begun = process_time()
    shown = inert(text, 120)
    assert process_time() - begun < 0.1
    assert shown in ("长" * 119 + "…", "")
