"""A file of results that makes no sense costs the results alone."""

from pathlib import Path

from network.compatibility import FILE
from ui.wiring.measured import read_measured


def test_without_a_file_nothing_is_measured(tmp_path: Path) -> None:
    measured, trouble = read_measured(tmp_path)
    assert (measured.results, trouble) == ((), "")


def test_a_file_that_makes_no_sense_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"car": 7}')
    measured, trouble = read_measured(tmp_path)
    assert measured.results == ()
    assert FILE in trouble
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_in_the_files_place_costs_the_results_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    measured, trouble = read_measured(tmp_path)
    assert measured.results == ()
    assert trouble == f"{FILE} cannot be read: Is a directory"
