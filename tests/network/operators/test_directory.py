"""The operator files: the shipped ones load, a broken one is named in one line."""

from pathlib import Path

import pytest

from network.operators.directory import Ability, Directory, DirectoryError, Protocol
from network.stations import Network

SHIPPED = Path(__file__).parents[3] / "resources" / "operators"
GOOD = """
code = "SIM900001"
names = { zh = "甲", en = "A", fr = "A" }
mark = "甲"
colour = "#808080"
network = "third_party"
protocol = "tcec102"
endpoint = "sandbox:"
keys = "sandbox:a"
abilities = ["prices"]
weight = 1
payment = { zh = "甲", en = "A", fr = "A" }
"""


def test_shipped_third_parties_are_23_with_1_4_million_connectors() -> None:
    # Figures of 2025-07-09 in network_facts.json.
    third = [
        profile
        for profile in Directory.load(SHIPPED).profiles.values()
        if profile.network is Network.THIRD_PARTY
    ]
    assert len(third) == 23
    assert sum(profile.weight for profile in third) == 1_400_000


def test_shipped_partners_have_their_published_sizes() -> None:
    # 2024-12-25: NIO 14 000, XPENG 9 000 with plug-and-charge, Li Auto 6 000.
    profiles = Directory.load(SHIPPED).profiles
    assert [profiles[name].weight for name in ("nio", "xpeng", "li_auto")] == [14000, 9000, 6000]
    assert profiles["nio"].protocol is Protocol.HANDOFF
    assert profiles["xpeng"].abilities & Ability.PLUG_AND_CHARGE


def test_marks_and_colours_differ_between_operators() -> None:
    profiles = Directory.load(SHIPPED).profiles.values()
    assert len({profile.mark for profile in profiles}) == len(profiles)
    assert len({profile.colour for profile in profiles}) == len(profiles)


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ('code = "SIM900001"', 'code = "short"', "a.toml: code: must be 9 digits"),
        ('mark = "甲"', 'mark = "A"', "a.toml: mark: must be one hanzi"),
        ("weight = 1", 'weight = "many"', r"a.toml: Expected `int`, got `str` - at `\$.weight`"),
        ("weight = 1", "", "a.toml: Object missing required field `weight`"),
        ('["prices"]', '["flying"]', "a.toml: abilities: flying is not one"),
        ('keys = "sandbox:a"', 'keys = ""', "a.toml: endpoint: and keys are needed"),
        ('en = "A"', 'de = "A"', "a.toml: names: must be zh, en and fr"),
        ("weight = 1", "weight = = 1", "a.toml: Invalid value"),
        ("weight = 1", "weight = 1\ncolor = 1", "a.toml: Object contains unknown field `color`"),
    ],
)
def test_a_broken_file_is_named_with_its_field(
    tmp_path: Path, line: str, instead: str, says: str
) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace(line, instead, 1), encoding="utf-8")
    with pytest.raises(DirectoryError, match=says):
        Directory.load(tmp_path)


def test_a_code_used_twice_is_refused(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DirectoryError, match=r"b.toml: code: is taken by a.toml"):
        Directory.load(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="holds no operator file"):
        Directory.load(tmp_path)
