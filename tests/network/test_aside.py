from pathlib import Path

import pytest

from network.aside import move_aside


def test_a_file_is_kept_under_the_first_free_name(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    for content in "xy":
        path.write_text(content)
        move_aside(path)
    kept = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert kept == {"a.sqlite.aside-1": "x", "a.sqlite.aside-2": "y"}


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        move_aside(tmp_path / "a.sqlite")
