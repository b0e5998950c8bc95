from pathlib import Path

import pytest

from network.tile_source import Datum
from ui.command_line import parse

WEB = "https://t.example/{z}/{x}/{y}.png"


def test_nothing_is_fetched_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert parse(["--data-dir", str(tmp_path)]).tiles is None


def test_a_server_is_named_with_its_ground_and_its_owner(tmp_path: Path) -> None:
    words = ["--tiles", WEB, "--tiles-datum", "gcj02", "--tiles-attribution", "© 图"]
    source = parse(["--data-dir", str(tmp_path), *words]).tiles
    assert source is not None
    assert (source.template, source.datum, source.attribution) == (WEB, Datum.GCJ02, "© 图")


def test_a_file_in_the_data_folder_is_used_and_a_typed_one_comes_first(tmp_path: Path) -> None:
    (tmp_path / "tiles.toml").write_text(f'url = "{WEB}"\nattribution = "kept"\n', "utf-8")
    (tmp_path / "other.toml").write_text(f'url = "{WEB}"\nattribution = "typed"\n', "utf-8")
    kept = parse(["--data-dir", str(tmp_path)]).tiles
    typed = parse(["--data-dir", str(tmp_path), "--tiles", str(tmp_path / "other.toml")]).tiles
    assert kept is not None
    assert typed is not None
    assert (kept.attribution, typed.attribution) == ("kept", "typed")


@pytest.mark.parametrize(
    "words",
    [["--tiles", "nowhere"], ["--tiles", "missing.toml"], ["--tiles-datum", "gcj02"],
     ["--tiles", WEB, "--tiles-datum", "bd09"]],
)  # fmt: skip
def test_what_cannot_be_meant_ends_in_one_line(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--data-dir", str(tmp_path), *words])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_other_commands_do_not_look_for_a_map(tmp_path: Path) -> None:
    (tmp_path / "tiles.toml").write_text("this is no TOML", "utf-8")
    assert parse(["world", "--data-dir", str(tmp_path)]).tiles is None
