from dataclasses import fields
from pathlib import Path

import numpy as np

from network.catalogue_columns import common_rows, moves_of, read_columns, write_columns
from network.catalogue_file import CatalogueFile
from network.catalogue_sheet import sheet_of
from network.cluster_tree import arrange
from network.columns import Columns
from network.kinds import Kinds
from tests.network.drafts import scattered_columns
from tests.network.test_catalogue import STATIONS


def test_columns_come_back_as_they_were(tmp_path: Path) -> None:
    sheet = sheet_of(STATIONS)
    order, columns = arrange(sheet.draft)
    file = CatalogueFile.create(tmp_path / "c.sqlite")
    file.write(
        "INSERT INTO operators VALUES (?, ?, ?)", [(0, "east", "third_party"), (1, "own", "own")]
    )
    write_columns(file, columns, sheet, order)
    again = read_columns(file)
    for field in fields(Columns):
        one, other = getattr(columns, field.name), getattr(again, field.name)
        if isinstance(one, np.ndarray):
            assert one.tolist() == other.tolist(), field.name
            assert one.dtype == other.dtype, field.name
    for field in fields(Kinds):
        one, other = getattr(columns.kinds, field.name), getattr(again.kinds, field.name)
        assert one.tolist() == other.tolist(), field.name
    assert (again.operators, again.networks) == (columns.operators, columns.networks)
    file.close()


def test_statuses_go_with_their_stations_wherever_these_lie() -> None:
    old, new = scattered_columns(200), scattered_columns(200)
    new.status[:] = 0
    # In the new one each station has another's key; a third of the stations are gone.
    keys = np.random.default_rng(1).permutation(300)[:200].astype(np.int32)
    object.__setattr__(new, "key", keys)
    was, now = common_rows(old, new)
    same = np.diff(old.first)[was] == np.diff(new.first)[now]
    moves = moves_of(old, new, was[same], now[same])
    moves.carry(old, new)
    went = moves.moved({connector: connector for connector in range(old.connector_count)})
    came_from = {was: now for now, was in went.items()}
    row_of = {int(key): row for row, key in enumerate(keys)}
    for row in range(200):
        size = old.first[row + 1] - old.first[row]
        there = row_of.get(int(old.key[row]))
        first = int(old.first[row])
        if there is None or new.first[there + 1] - new.first[there] != size:
            assert first not in came_from
        else:
            goes = int(new.first[there])
            assert came_from[first] == goes
            kept = new.status[goes : goes + size].tolist()
            assert kept == old.status[first : first + size].tolist()
