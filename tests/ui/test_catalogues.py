"""What is kept for later runs is stamped with the real time of day, however fast time goes here."""

from pathlib import Path

from network.bookmarks import Bookmarks
from tests.small_nation import put_small_nation
from ui.command_line import Options
from ui.wiring.catalogues import open_catalogues
from ui.wiring.parts import program


def ignore(_: object) -> None:
    """Take no notice."""


async def test_a_picture_leaves_no_moment_of_the_future_in_the_drivers_folder(
    tmp_path: Path,
) -> None:
    folder = put_small_nation(tmp_path / "data")
    options = Options(data_dir=folder, speed=10_000.0, screenshot=tmp_path / "map.png")
    async with program(options) as parts:
        await open_catalogues(parts, ignore, ignore)
        begun = parts.begun
    marks = folder / "stations.sync.json"
    # The file is younger than what it tells; at this speed it would be minutes older.
    assert Bookmarks(marks)["tenghe"].fresh_at == begun
    assert begun.timestamp() <= marks.stat().st_mtime
