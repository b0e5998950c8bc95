"""A head unit begins with a copy of the world's stations, and has all that was imported before."""

import logging
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from network.bookmarks import Bookmark, Bookmarks
from network.catalogue import Catalogue, CatalogueError, CatalogueLost
from network.catalogue_file import is_damaged
from network.imports.shelf import Format, Shelf
from network.runtime import CHINA_TIME
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network
from tests.network.damage import damage_rows
from ui.wiring.network_file import (
    NETWORK_FILE,
    STATIONS_FILE,
    Seed,
    open_stations,
    rebuild_network,
    rebuild_stations,
)
from ui.wiring.turned_day import read_day

APRIL = date(2025, 4, 28)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)
# A hundredth of the published network: 12 600 connectors in April, 14 000 in July.
SMALL = (NationOperator("large", Network.THIRD_PARTY, 14_000, Access.SCAN, since=APRIL),)


def opened(folder: Path, seed: Seed) -> tuple[Catalogue, list[float], list[CatalogueLost]]:
    shares: list[float] = []
    lost: list[CatalogueLost] = []
    catalogue = open_stations(folder, SMALL, seed, shares.append, lost.append)
    catalogue.close()
    return catalogue, shares, lost


def marks(folder: Path) -> Bookmarks:
    return Bookmarks(folder / "stations.sync.json")


def test_a_head_unit_without_stations_begins_with_a_copy_of_the_worlds(tmp_path: Path) -> None:
    own, shares, lost = opened(tmp_path, Seed(NOON, copied=["large"]))
    world = Catalogue.open(tmp_path / NETWORK_FILE)
    world.close()
    assert own.columns.connector_count == world.columns.connector_count == 14_000
    assert (shares == sorted(shares), shares[-1], lost) == (True, 1.0, [])
    assert marks(tmp_path)["large"] == Bookmark(fresh_at=NOON, full_at=NOON)


def test_what_is_there_is_opened_and_left_as_it_is(tmp_path: Path) -> None:
    opened(tmp_path, Seed(NOON))
    before = (tmp_path / STATIONS_FILE).stat().st_mtime_ns
    assert opened(tmp_path, Seed(NOON, APRIL, ["large"]))[1] == []
    assert (tmp_path / STATIONS_FILE).stat().st_mtime_ns == before
    assert marks(tmp_path)["large"] == Bookmark()


def test_a_world_in_april_is_copied_as_it_was_then(tmp_path: Path) -> None:
    own, _, _ = opened(tmp_path, Seed(NOON, APRIL))
    assert own.columns.connector_count == 12_600
    assert own.columns.kinds.valid_on(APRIL).all()
    assert read_day(tmp_path) == "2025-04-28"


def test_imports_come_back_and_one_that_is_damaged_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("good", b"name,lat,lon\nA,31.2,121.5\n", Format.CSV, "")
    shelf.keep("bad", b"", Format.CSV, "")
    with caplog.at_level(logging.WARNING):
        own, shares, _ = opened(tmp_path, Seed(NOON))
    assert own.columns.operators == ("large", "import:good")
    assert shares[-1] == 1.0
    assert caplog.messages == ["import bad is left out: is empty"]


def test_damaged_stations_are_kept_aside_and_what_was_copied_is_forgotten(tmp_path: Path) -> None:
    opened(tmp_path, Seed(NOON, copied=["large"]))
    (tmp_path / STATIONS_FILE).write_bytes(b"not a catalogue" * 100)
    own, _, lost = opened(tmp_path, Seed(NOON))
    assert own.columns.connector_count == 14_000
    assert [one.moved_to for one in lost] == [tmp_path / "stations.sqlite.aside-1"]
    assert marks(tmp_path)["large"] == Bookmark()


def test_stations_are_made_anew_from_a_network_that_is_whole(tmp_path: Path) -> None:
    opened(tmp_path, Seed(NOON))
    assert damage_rows(tmp_path / NETWORK_FILE) > 0
    assert damage_rows(tmp_path / STATIONS_FILE) > 0
    own = Catalogue.open(tmp_path / STATIONS_FILE)  # its columns are whole
    with pytest.raises(CatalogueError):
        own.texts()
    with pytest.raises(CatalogueError, match="is damaged"):
        own.texts()
    assert is_damaged(own.path)
    lost: list[CatalogueLost] = []
    rebuild_stations(tmp_path, SMALL, Seed(NOON, copied=["large"]), lost.append)
    assert [one.moved_to for one in lost] == [
        tmp_path / "network.sqlite.aside-1",
        tmp_path / "stations.sqlite.aside-1",
    ]
    own.adopt(own.afresh())
    assert not is_damaged(own.path)
    assert len(own.texts().names) == own.columns.station_count
    assert own.columns.connector_count == 14_000
    assert marks(tmp_path)["large"] == Bookmark(fresh_at=NOON, full_at=NOON)
    own.close()


def test_damaged_stations_that_cannot_be_made_anew_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path, Seed(NOON))
    damage_rows(tmp_path / STATIONS_FILE)
    before = (tmp_path / STATIONS_FILE).read_bytes()

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(source), None, str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CatalogueError, match="No space left"):
        rebuild_stations(tmp_path, SMALL, Seed(NOON), lambda _: None)
    assert (tmp_path / STATIONS_FILE).read_bytes() == before
    assert not list(tmp_path.glob("*.aside-*"))


def test_a_damaged_network_is_made_up_again(tmp_path: Path) -> None:
    opened(tmp_path, Seed(NOON))
    damage_rows(tmp_path / NETWORK_FILE)
    lost: list[CatalogueLost] = []
    rebuild_network(tmp_path, SMALL, lost.append)
    assert [one.moved_to for one in lost] == [tmp_path / "network.sqlite.aside-1"]
    world = Catalogue.open(tmp_path / NETWORK_FILE)
    assert len(world.texts().names) == world.columns.station_count
    world.close()
