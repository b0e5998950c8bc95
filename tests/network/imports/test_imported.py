"""Imports as operators, and what they may be called."""

import pytest

from network.imports.imported import imported_profiles, is_name, name_from, profile_of
from network.operators.directory import Ability
from network.stations import Network


def test_an_import_is_an_operator_that_sells_nothing() -> None:
    profile = profile_of("berlin")
    assert (profile.id, profile.network) == ("import:berlin", Network.LISTED)
    assert profile.abilities == Ability.STATIONS
    assert [profile.name(one) for one in ("zh", "en", "fr")] == [
        "导入：berlin",
        "Import: berlin",
        "Import : berlin",
    ]


def test_imports_are_found_among_a_catalogues_operators() -> None:
    assert list(imported_profiles(("tenghe", "import:a", "nio", "import:b"))) == [
        "import:a",
        "import:b",
    ]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Berlin 2026", "berlin-2026"),
        ("../x", "x"),
        ("充电站", ""),
        ("-_a_-", "a"),
        ("a" * 50, "a" * 40),
    ],
)
def test_a_file_lends_its_name(stem: str, expected: str) -> None:
    assert name_from(stem) == expected


@pytest.mark.parametrize("text", ["", "..", "a/b", "A", "-a", "a" * 41, "a\n", "导"])
def test_what_names_no_folder_is_no_name(text: str) -> None:
    assert not is_name(text)
