"""New stations are taken over in a process of their own."""

import asyncio
from pathlib import Path

import pytest

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_file import CatalogueError
from network.catalogue_sheet import sheet_of
from network.imports.shelf import Format, Shelf
from network.imports.taking import take
from network.intake import Intake
from network.intake_job import apply_apart, main
from tests.network.test_catalogue import SHANGHAI, STATIONS
from tests.network.test_intake import HANGZHOU, held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "catalogue.sqlite"
    write_catalogue(target, sheet_of(STATIONS))
    return target


async def test_what_waits_is_there_afterwards(path: Path) -> None:
    catalogue = Catalogue.open(path)
    intake = Intake.open(path)
    intake.put([HANGZHOU])
    await apply_apart(path)
    catalogue.adopt(catalogue.newer())
    assert HANGZHOU.name in held(catalogue)
    intake.close()
    catalogue.close()


@pytest.fixture
def no_database(tmp_path: Path) -> Path:
    target = tmp_path / "catalogue.sqlite"
    target.write_bytes(b"no database")
    return target


async def test_why_it_cannot_be_done_is_said_in_one_line(no_database: Path) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite: file is not a database$"):
        await apply_apart(no_database)


async def test_who_stops_waiting_stops_it(path: Path) -> None:
    waiting = asyncio.ensure_future(apply_apart(path))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


def test_the_exit_status_says_whether_it_was_done(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(path) == 0
    assert main(path.with_name("nowhere.sqlite")) == 1
    assert "is not there" in capsys.readouterr().out


async def test_what_an_import_had_added_is_added_again(path: Path) -> None:
    shelf = Shelf(path.parent)
    row = "1,浦东天地充电站,31.2400,121.4998,2,60,DC,021-5555\n"
    table = "id,name,lat,lon,connectors,power_kw,current,phone\n" + row
    shelf.keep("a", table.encode(), Format.CSV, "")
    take(path, shelf, "a")
    intake = Intake.open(path)
    intake.put([SHANGHAI])
    await apply_apart(path)
    intake.close()
    catalogue = Catalogue.open(path)
    station = catalogue.station_by_id("east", SHANGHAI.id)
    catalogue.close()
    assert station is not None
    assert station.phone == "021-5555"
