"""What the connectors of a world in this process do is known at once, wherever they lie."""

import shutil
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from network.catalogue import Catalogue
from network.columns import STATUS_CODE
from network.runtime import CHINA_TIME
from network.sandbox.first_words import moves_by_id, same_moves, tell
from network.sandbox.growth_cut import cut_to
from network.sandbox.nation_hours import tell_status
from network.stations import Status
from tests.small_nation import put_small_nation

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    world = put_small_nation(tmp_path) / "network.sqlite"
    shutil.copy(world, tmp_path / "stations.sqlite")
    return world, tmp_path / "stations.sqlite"


def test_a_copy_of_the_worlds_file_is_told_everything(paths: tuple[Path, Path]) -> None:
    world, own = Catalogue.open(paths[0]), Catalogue.open(paths[1])
    tell_status(world.columns, NOON)
    moves = same_moves(world.columns, own.columns)
    assert moves is not None
    tell(moves, world.columns, own.columns, set(world.columns.operators) - {"nio"})
    is_nio = np.repeat(
        own.columns.operator == own.columns.operators.index("nio"), np.diff(own.columns.first)
    )
    assert (own.columns.status[~is_nio] == world.columns.status[~is_nio]).all()
    # Nobody can be asked about those.
    assert set(own.columns.status[is_nio].tolist()) == {STATUS_CODE[Status.UNKNOWN]}
    assert not own.columns.status_at[is_nio].any()
    world.close()
    own.close()


def test_other_columns_are_told_station_by_station(paths: tuple[Path, Path]) -> None:
    cut_to(paths[1], date(2025, 4, 28))
    world, own = Catalogue.open(paths[0]), Catalogue.open(paths[1])
    tell_status(world.columns, NOON)
    assert same_moves(world.columns, own.columns) is None
    moves = moves_by_id(paths[0], paths[1], own.columns)
    assert moves is not None
    tell(moves, world.columns, own.columns, world.columns.operators)
    told = 0
    for row in range(0, own.columns.station_count, 7):
        station = own.station(row)
        there = world.station_by_id(station.operator_id, station.id)
        assert there is not None
        if len(there.connectors) == len(station.connectors):
            told += 1
            states = [gun.status for gun in station.connectors]
            assert states == [gun.status for gun in there.connectors]
    assert told > 100
    world.close()
    own.close()


def test_a_file_that_has_changed_meanwhile_is_not_told(paths: tuple[Path, Path]) -> None:
    world = Catalogue.open(paths[0])
    cut_to(paths[1], date(2025, 4, 28))
    assert moves_by_id(paths[0], paths[1], world.columns) is None
    world.close()
