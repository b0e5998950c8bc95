"""A head unit begins with a copy of the world's stations, and has all that was imported before."""

import logging
from datetime import date, datetime
from pathlib import Path

import pytest

from network.bookmarks import Bookmark, Bookmarks
from network.catalogue import Catalogue, CatalogueLost
from network.imports.shelf import Format, Shelf
from network.runtime import CHINA_TIME
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network
from ui.wiring.network_file import NETWORK_FILE, STATIONS_FILE, Seed, open_stations
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
