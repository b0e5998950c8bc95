import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from network.catalogue import Catalogue, CatalogueError, CatalogueLost, write_catalogue
from network.catalogue_file import CatalogueFile, logs_of
from network.catalogue_sheet import sheet_of
from network.intake import Intake
from network.stations import Status
from tests.network.test_catalogue import BEIJING, FAST, SHANGHAI, STATIONS, SUZHOU

HANGZHOU = replace(
    SUZHOU, operator_id="new", id="3301060001", name="西湖快充站", lat=30.26, lon=120.15
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "catalogue.sqlite"
    write_catalogue(target, sheet_of(STATIONS))
    return target


def held(catalogue: Catalogue) -> set[str]:
    return {catalogue.station(row).name for row in range(catalogue.columns.station_count)}


def test_new_and_changed_stations_are_seen_after_they_are_applied_and_adopted(path: Path) -> None:
    catalogue = Catalogue.open(path)
    intake = Intake.open(path)
    renamed = replace(SHANGHAI, name="浦东新天地超充站", lat=31.25)
    intake.put([renamed, HANGZHOU])
    intake.remove("own", [BEIJING.id])
    assert intake.waiting == 3
    intake.apply()
    # The open catalogue stays with its rows and columns of one moment.
    assert held(catalogue) == {one.name for one in STATIONS}
    assert catalogue.station_by_id("east", SHANGHAI.id) == SHANGHAI
    catalogue.adopt(catalogue.newer())
    assert intake.waiting == 0
    assert held(catalogue) == {renamed.name, HANGZHOU.name, SUZHOU.name}
    assert catalogue.station_by_id("east", SHANGHAI.id) == renamed
    assert catalogue.station_by_id("new", HANGZHOU.id) == HANGZHOU
    assert catalogue.station_by_id("own", BEIJING.id) is None
    assert catalogue.connector("own", BEIJING.connectors[0].id) is None
    found = catalogue.connector("new", HANGZHOU.connectors[0].id)
    assert found is not None
    assert found[0] == HANGZHOU
    intake.close()
    catalogue.close()


def test_columns_after_pages_are_those_of_a_catalogue_written_at_once(
    path: Path, tmp_path: Path
) -> None:
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    intake.apply()
    intake.close()
    other = tmp_path / "other.sqlite"
    write_catalogue(other, sheet_of([*STATIONS, HANGZHOU]))
    one, two = Catalogue.open(path), Catalogue.open(other)
    for name in ("x", "y", "operator", "power_kw", "area", "first", "run_start"):
        assert getattr(one.columns, name).tolist() == getattr(two.columns, name).tolist()
    assert held(one) == held(two)
    one.close()
    two.close()


def test_what_connectors_do_is_kept_when_a_newer_state_is_adopted(path: Path) -> None:
    catalogue = Catalogue.open(path)
    catalogue.set_status("east", FAST.id, Status.CHARGING, 1_750_000_000.0)
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    intake.remove("east", [SUZHOU.id])
    intake.apply()
    intake.close()
    newer = catalogue.newer()
    # Told while the newer state was read.
    catalogue.set_status("own", BEIJING.connectors[0].id, Status.FAULT, 1_750_000_001.0)
    catalogue.adopt(newer)
    found = catalogue.connector("east", FAST.id)
    assert found is not None
    assert (found[1].status, found[1].status_at) == (Status.CHARGING, 1_750_000_000.0)
    found = catalogue.connector("own", BEIJING.connectors[0].id)
    assert found is not None
    assert found[1].status is Status.FAULT
    assert catalogue.counts().stations == 3
    catalogue.close()


def test_pages_wait_for_a_program_that_was_killed(path: Path) -> None:
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    # No close: another connection finds what was kept.
    again = Intake.open(path)
    assert again.waiting == 1
    again.apply()
    assert again.ids("new") == {HANGZHOU.id}
    assert again.ids("nobody") == set()
    again.close()
    intake.close()


def test_a_station_that_comes_back_after_it_was_removed_is_held(path: Path) -> None:
    intake = Intake.open(path)
    intake.remove("east", [SUZHOU.id])
    intake.put([SUZHOU])
    intake.remove("nobody", ["1"])
    intake.apply()
    assert intake.ids("east") == {SHANGHAI.id, SUZHOU.id}
    intake.close()


def test_a_full_disk_leaves_the_old_catalogue_working(path: Path) -> None:
    catalogue = Catalogue.open(path)
    file = CatalogueFile.open(path)
    intake = Intake(file)
    many = [
        replace(HANGZHOU, id=f"33010600{number:03d}", address="路" * 2000) for number in range(60)
    ]
    intake.put(many[:30])
    # SQLite's own limit: what is written beyond it is refused as on a full disk.
    pages = file.read("PRAGMA page_count")[0][0]
    file.read(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite: database or disk is full"):
        intake.put(many)
    with pytest.raises(CatalogueError, match="full"):
        intake.apply()
    assert intake.waiting == 30
    intake.close()
    assert held(catalogue) == {one.name for one in STATIONS}
    catalogue.adopt(catalogue.newer())
    assert held(catalogue) == {one.name for one in STATIONS}
    catalogue.close()


def test_damage_among_the_rows_is_said_and_changes_nothing(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE stations SET connectors = '[[1' WHERE operator = 0")
    connection.commit()
    connection.close()
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite"):
        intake.apply()
    assert intake.waiting == 1
    intake.close()


def test_hostile_names_are_kept_as_they_are(path: Path) -> None:
    hostile = replace(HANGZHOU, name="\u202e<b>x</b>'; DROP TABLE stations; --\x07" + "长" * 10**6)
    intake = Intake.open(path)
    intake.put([hostile])
    intake.apply()
    intake.close()
    catalogue = Catalogue.open(path)
    assert catalogue.station_by_id("new", HANGZHOU.id) == hostile
    catalogue.close()


def test_progress_rises_to_1(path: Path) -> None:
    told: list[float] = []
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    intake.apply(told.append)
    intake.close()
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_there_must_be_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueLost, match="is not there"):
        Intake.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize("share", [0.6, 0.8])
def test_a_program_killed_while_it_applies_leaves_the_old_state_and_what_waits(
    path: Path, tmp_path: Path, share: float
) -> None:
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    dead = tmp_path / "dead"
    dead.mkdir()

    def die(done: float) -> None:
        # What a kill leaves behind is what lies on the disk at that moment.
        if done == share:
            for file in (path, *logs_of(path)):
                shutil.copy(file, dead / file.name)

    intake.apply(die)
    intake.close()
    catalogue = Catalogue.open(dead / path.name)
    assert held(catalogue) == {one.name for one in STATIONS}
    again = Intake.open(dead / path.name)
    assert again.waiting == 1
    again.apply()
    catalogue.adopt(catalogue.newer())
    assert HANGZHOU.name in held(catalogue)
    again.close()
    catalogue.close()


def test_stations_that_have_not_changed_do_not_wait(path: Path) -> None:
    intake = Intake.open(path)
    renamed = replace(SHANGHAI, name="浦东新天地超充站")
    intake.put([*STATIONS[:2], HANGZHOU])
    intake.put([renamed])
    intake.remove("own", [BEIJING.id])
    intake.drop_unchanged()
    assert intake.waiting == 3
    intake.close()
