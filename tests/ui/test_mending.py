"""A catalogue that is found damaged while it is used is kept aside and made anew."""

import asyncio
from pathlib import Path

import pytest

from network.catalogue import Catalogue, CatalogueError, write_catalogue
from network.catalogue_file import note_damage
from network.catalogue_sheet import sheet_of
from tests.network.small_world import STATION
from ui.wiring.mending import FAILED_S, LOOK_S, MOST, mend


async def test_a_damaged_catalogue_is_rebuilt_some_times_and_no_oftener(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of([STATION]))
    catalogue = Catalogue.open(path)
    slept: list[float] = []
    rebuilt: list[int] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            note_damage(path)
        await asyncio.sleep(0)

    async def rebuild() -> None:
        rebuilt.append(len(slept))
        if len(rebuilt) == 1:
            raise CatalogueError("disk is full")

    await mend(catalogue, rebuild, sleep)
    assert slept == [LOOK_S, LOOK_S, FAILED_S, LOOK_S, LOOK_S]
    assert rebuilt == [2, 4, 5]
    assert len(rebuilt) == MOST
    catalogue.close()


async def test_one_that_is_whole_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of([STATION]))
    catalogue = Catalogue.open(path)

    class Enough(Exception):
        pass

    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise Enough

    async def rebuild() -> None:
        raise AssertionError

    with pytest.raises(Enough):
        await mend(catalogue, rebuild, sleep)
    catalogue.close()
