"""What the catalogue holds is printed for people and for programs."""

import json
from pathlib import Path

import pytest

import main
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network
from ui.wiring.network_file import NETWORK_FILE

SMALL = (
    NationOperator("large", Network.THIRD_PARTY, 1_500, Access.SCAN),
    NationOperator("partner", Network.PARTNER, 90, Access.PARTNER_APP),
    NationOperator("own", Network.OWN, 24, Access.SCAN),
)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    build(folder / NETWORK_FILE, SMALL)
    return folder


def test_figures_for_programs_are_counted_from_the_catalogue(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["catalogue", "stats", "--date", "2025-07-09", "--json", "--data-dir", str(data_dir)]
    assert main.main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["date"] == "2025-07-09"
    assert (told["connectors"], told["operators"]) == (1_500, 1)
    assert told["partners"] == {"partner": 90}
    assert sum(told["own"].values()) == 24
    assert set(told["own"]) <= {"Beijing", "Shanghai", "Hangzhou"}


def test_figures_for_people_are_a_table(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["catalogue", "stats", "--data-dir", str(data_dir)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("  ")[-1].strip() == "1 500"


def test_a_wrong_date_is_said_in_one_line_and_nothing_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["catalogue", "stats", "--date", "2025-02-30", "--data-dir", str(tmp_path)]
    assert main.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "chargedeck: --date 2025-02-30: is not a date as in 2025-07-09\n"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_date_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["catalogue", "stats", "--date", "", "--data-dir", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "chargedeck: --date '': is not a date as in 2025-07-09\n"


def test_a_day_before_the_records_is_said_to_be(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["catalogue", "stats", "--data-dir", str(data_dir), "--date"]
    says = "of third-party operators nothing is recorded before 2025-04-28"
    assert main.main([*words, "2025-04-27"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == says
    assert main.main([*words, "2025-04-28"]) == 0
    assert says not in capsys.readouterr().out
    assert main.main([*words, "2025-04-27", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recorded_since"] == "2025-04-28"
