"""An open list beside operators' own stations: a place is shown once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from network.catalogue import write_catalogue
from network.catalogue_sheet import sheet_of
from network.imports.beside import Beside
from network.imports.imported import profile_of
from network.operators.station_page import StationPage
from tests.network.test_catalogue import SHANGHAI, STATIONS, SUZHOU

MINE = replace(SHANGHAI, operator_id="import:list", id="1", name="浦东天地充电站")
FAR = replace(MINE, id="2", name="西湖停车场", lat=30.26, lon=120.15)
HELD = replace(FAR, id="3", name="灵隐停车场", lat=30.24, lon=120.10)


class Two:
    """Lists two pages."""

    profile = profile_of("list")

    async def station_pages(
        self,
        since: datetime | None = None,  # noqa: ARG002
        first: int = 1,
    ) -> AsyncIterator[StationPage]:
        yield StationPage((MINE, FAR), (), first, 2)
        yield StationPage((HELD, replace(SUZHOU, operator_id="import:list")), (), first + 1, 2)


async def test_places_of_others_are_left_out_and_ones_own_are_not(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    write_catalogue(path, sheet_of([*STATIONS, HELD]))
    beside = Beside(Two(), path)
    pages = [page async for page in beside.station_pages()]
    assert [[one.id for one in page.stations] for page in pages] == [["2"], ["3"]]
    assert [(page.page, page.pages) for page in pages] == [(1, 2), (2, 2)]
    assert beside.known == 2
    assert beside.profile.id == "import:list"
