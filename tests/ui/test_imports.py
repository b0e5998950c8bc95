"""Import files from the command line: one line on what came of it, one on what is wrong."""

import json
from pathlib import Path

import pytest

import main
from network.catalogue import Catalogue, CatalogueError
from network.intake import Intake
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network
from ui.wiring.network_file import NETWORK_FILE, STATIONS_FILE

SMALL = (NationOperator("large", Network.THIRD_PARTY, 400, Access.SCAN),)
TABLE = "站名,纬度,经度,数量,功率\nA,31.2,121.5,4,120\nB,north,121.5,1,7\n"
MAP = """
licence = "CC BY 4.0"
[columns]
name = "站名"
lat = "纬度"
lon = "经度"
connectors = "数量"
power_kw = "功率"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path / NETWORK_FILE, SMALL)
    (tmp_path / "My List.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "bad.toml").write_text("[columns]\ntitle = 'x'", encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> int:
    return main.main(["catalogue", *words, "--data-dir", str(folder)])


def test_a_table_is_imported_counted_and_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = ["--format", "csv", "--columns", str(folder / "map.toml")]
    assert run(folder, "import", str(folder / "My List.csv"), *columns) == 0
    aside = folder / "imports" / "my-list" / "aside.csv"
    assert capsys.readouterr().out == (
        "import:my-list: 1 stations with 4 connectors, 1 defects passed over, "
        f"1 rows kept aside in {aside}\n"
    )
    assert "line 3,lat: 'north' is no number" in aside.read_text(encoding="utf-8")
    catalogue = Catalogue.open(folder / STATIONS_FILE)
    station = catalogue.station_by_id("import:my-list", "31.20000,121.50000")
    catalogue.close()
    assert station is not None
    world = Catalogue.open(folder / NETWORK_FILE)
    assert world.columns.operators == ("large",)
    world.close()
    assert (station.name, station.source) == ("A", "CC BY 4.0")

    assert run(folder, "stats", "--json", "--date", "2025-07-09") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["connectors"], told["operators"]) == (400, 1)
    assert told["listed"] == {"import:my-list": 4}

    assert run(folder, "remove", "my-list") == 0
    assert capsys.readouterr().out == "import:my-list: 1 stations removed\n"
    assert run(folder, "stats", "--json") == 0
    assert json.loads(capsys.readouterr().out)["listed"] == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["import", "{}/none.csv", "--format", "csv"], "none.csv: No such file or directory"),
        (["import", "{}/My List.csv", "--format", "csv"], "My List.csv: has no column name; --col"),
        (["import", "{}/My List.csv", "--format", "ocpi"], "My List.csv: is not JSON"),
        (["import", "{}/My List.csv", "--format", "geojson"], "is not a GeoJSON FeatureCollection"),
        (
            ["import", "{}/My List.csv", "--format", "csv", "--columns", "{}/bad.toml"],
            "bad.toml: columns: title is none of",
        ),
        (
            ["import", "{}/My List.csv", "--format", "csv", "--name", "../x"],
            "--name ../x: must be 1 to 40 of a-z",
        ),
        (["remove", "berlin"], "berlin: is no import; there are: none"),
    ],
)
def test_what_cannot_be_imported_is_one_line_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    before = (folder / NETWORK_FILE).read_bytes()
    assert run(folder, *(word.format(folder) for word in words)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert says in said.err
    assert (folder / NETWORK_FILE).read_bytes() == before
    assert not (folder / STATIONS_FILE).exists()
    assert not (folder / "imports").exists()


def test_a_file_in_which_nothing_can_be_shown_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.csv").write_text("name,lat,lon\nA,0,0\n", encoding="utf-8")
    assert run(folder, "import", str(folder / "empty.csv"), "--format", "csv") == 2
    assert "no station that can be shown; line 2: has coordinates that" in capsys.readouterr().err


def test_an_import_that_fails_leaves_nothing_on_the_shelf_nor_waiting(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CatalogueError("database or disk is full")

    (folder / "zz.csv").write_text("name,lat,lon\nA,31.2,121.5\n", encoding="utf-8")
    assert run(folder, "stats") == 0
    with monkeypatch.context() as patched:
        patched.setattr(Intake, "_lay_out", full)
        assert run(folder, "import", str(folder / "zz.csv"), "--format", "csv") == 1
    assert "disk is full" in capsys.readouterr().err
    assert list((folder / "imports").iterdir()) == []
    intake = Intake.open(folder / STATIONS_FILE)
    assert intake.waiting == 0
    intake.close()


def test_an_import_without_a_name_is_said_to_be_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "remove", "") == 2
    assert capsys.readouterr().err == "chargedeck: '': is no import; there are: none\n"
