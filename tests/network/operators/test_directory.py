"""The operator files: the shipped ones load, a broken one is named in one line."""

import dataclasses
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from network.keys import resolve, resolve_ocpi
from network.operators.directory import (
    EXAMPLE,
    SANDBOX,
    Ability,
    Directory,
    DirectoryError,
    OperatorProfile,
    Protocol,
    load_profile,
)
from network.operators.ocpi import OcpiOperator
from network.operators.tcec102 import TcecOperator
from network.runtime import CHINA_TIME
from network.sandbox.nation import operators_of
from network.stations import Access, Network
from network.wire import Wire
from tests.network.certificates import new_authority

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


BLUEPRINT = SHIPPED / "_blueprint.toml"
FILES = sorted(path for path in SHIPPED.glob("*.toml") if not path.name.startswith(EXAMPLE))


def _now() -> float:
    return 0.0


def _wall() -> datetime:
    return datetime(2025, 7, 9, tzinfo=CHINA_TIME)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_makes_an_operator_that_can_be_spoken_to(path: Path) -> None:
    profile = load_profile(path)
    assert profile.endpoint in (SANDBOX, "")  # the shipped ones live on this machine
    wire = Wire()
    match profile.protocol:
        case Protocol.TCEC102:
            keys = resolve(profile.keys, {})
            assert TcecOperator(profile, "http://a", keys, wire, _now, _wall).profile is profile
        case Protocol.OCPI:
            own = resolve_ocpi(profile.keys, {})
            assert OcpiOperator(profile, "http://a", own, wire, _now, _wall).profile is profile
            assert not profile.abilities & Ability.PLUG_AND_CHARGE  # OCPI 2.2.1 knows no VIN
        case Protocol.OPENCHARGEMAP:
            pytest.fail("needs a key of one's own, so none is shipped")
        case Protocol.HANDOFF:
            assert profile.abilities & Ability.PARTNER_APP
    (made_up,) = operators_of(Directory({profile.id: profile}))
    assert made_up.access is not Access.NONE


def test_the_blueprint_shows_every_field_and_is_no_operator() -> None:
    raw = tomllib.loads((BLUEPRINT).read_text("utf-8"))
    fields = {field.name for field in dataclasses.fields(OperatorProfile)} - {"id"}
    assert raw.keys() == fields
    assert {word.upper() for word in raw["abilities"]} == {
        ability.name for ability in Ability if ability.name
    }
    assert load_profile(BLUEPRINT).code == "SIM999999"
    assert "_blueprint" not in Directory.load(SHIPPED).profiles


def test_the_example_of_open_charge_map_is_no_operator_until_it_is_copied() -> None:
    profile = load_profile(SHIPPED / "_openchargemap.toml")
    assert (profile.protocol, profile.area) == (Protocol.OPENCHARGEMAP, "CN")
    assert profile.keys == "env:CHARGEDECK_KEYS_OPENCHARGEMAP"
    shipped = Directory.load(SHIPPED).profiles.values()
    assert profile.mark not in {one.mark for one in shipped}
    assert profile.colour not in {one.colour for one in shipped}


WORLD = GOOD.replace("tcec102", "openchargemap").replace('"sandbox:"', '"https://a.example/v3"')


@pytest.mark.parametrize(
    ("text", "area", "says"),
    [
        (WORLD, "", "area: must be two letters or"),
        (WORLD, 'area = "China"', "area: must be two letters or"),
        (WORLD, "area = [30.6, 120.8, 32.0, 122.1]", "area: must be two letters or"),
        (WORLD, "area = [32, 120.8, 30.6]", "length 4"),
        (GOOD, 'area = "CN"', "area: is for openchargemap alone"),
        (GOOD.replace("tcec102", "openchargemap"), 'area = "CN"', "endpoint: of openchargemap"),
    ],
)
def test_an_area_that_cannot_be_asked_for_is_named(
    tmp_path: Path, text: str, area: str, says: str
) -> None:
    (tmp_path / "a.toml").write_text(text.replace("weight", f"{area}\nweight", 1), "utf-8")
    with pytest.raises(DirectoryError, match=says):
        Directory.load(tmp_path)


def test_a_box_is_read_whatever_its_numbers_look_like(tmp_path: Path) -> None:
    text = WORLD.replace("weight", "area = [32, 120.8, 30.6, 122]\nweight", 1)
    (tmp_path / "a.toml").write_text(text, "utf-8")
    assert Directory.load(tmp_path).profiles["a"].area == (32.0, 120.8, 30.6, 122.0)


def test_a_real_operator_has_no_invented_stations(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace("weight = 1", "weight = 0"), "utf-8")
    assert operators_of(Directory.load(tmp_path)) == ()


def test_no_file_holds_a_key() -> None:
    for path in FILES:
        assert load_profile(path).keys.partition(":")[0] in ("sandbox", "env", "")


def test_18_third_parties_belong_to_the_network_of_april() -> None:
    # 18 on 2025-04-28, 23 on 2025-07-09 in network_facts.json; which ones is assumed.
    third = [
        profile.since
        for profile in Directory.load(SHIPPED).profiles.values()
        if profile.network is Network.THIRD_PARTY
    ]
    assert None not in third
    days = [day for day in third if day is not None]
    assert sum(day <= date(2025, 4, 28) for day in days) == 18
    assert max(days) <= date(2025, 7, 9)


def test_nio_says_that_its_way_in_is_an_assumption() -> None:
    text = (SHIPPED / "nio.toml").read_text("utf-8")
    assert "ASSUMED: its way in" in text


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
        (
            'endpoint = "sandbox:"',
            'endpoint = "http://127.0.0.1:99999/"',
            "a.toml: endpoint: no such host or port can be called",
        ),
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


REAL = GOOD.replace('endpoint = "sandbox:"', 'endpoint = "https://Charge.example:8443/evcs/v1"')


def test_an_operators_own_authorities_are_those_of_its_host(tmp_path: Path) -> None:
    folder = tmp_path / "operators"
    folder.mkdir()
    authority = new_authority(folder)
    (folder / "a.toml").write_text(f'{REAL}authorities = "{authority.file.name}"\n')
    (folder / "b.toml").write_text(GOOD.replace("SIM900001", "SIM900002"))
    directory = Directory.load(folder)
    assert directory.authorities() == {"charge.example": authority.file}
    assert directory.profiles["b"].authorities is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'{REAL}authorities = "none.pem"', r"a\.toml: authorities: .*none\.pem: No such file"),
        (f'{REAL}authorities = "a.toml"', r"a\.toml: authorities: .*a\.toml: holds no certificate"),
        (f'{GOOD}authorities = "a.toml"', r"a\.toml: authorities: need an endpoint with https"),
    ],
)
def test_authorities_that_cannot_be_used_are_said(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(DirectoryError, match=says):
        load_profile(tmp_path / "a.toml")
