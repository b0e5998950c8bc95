"""Write a whole catalogue at once, where none is open."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from network.catalogue_columns import write_columns
from network.catalogue_file import CatalogueError, CatalogueFile, Unfit, forget_damage, logs_of
from network.catalogue_rows import Sheet
from network.cluster_tree import arrange

_MANY = 5000
_INSERT = """
INSERT INTO stations (key, operator, service_area, id, name, address, lat, lon, connectors, details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def write_catalogue(
    path: Path, sheet: Sheet, progress: Callable[[float], None] = lambda _: None
) -> None:
    """Write a catalogue in one piece where none is open; `progress` is told the share, 0 to 1.

    Raises: CatalogueError if the place cannot be written; nothing is left behind then.
    """
    building = path.with_name(path.name + ".building")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        building.unlink(missing_ok=True)
        try:
            file = CatalogueFile.create(building)
            try:
                with file.at_once():
                    fill(file, sheet, progress)
                file.keep_log()
            finally:
                file.close()
            with building.open("rb") as written:
                os.fsync(written.fileno())
            # A log that a killed program left belongs to the file that goes.
            for log in logs_of(path):
                log.unlink()
            building.replace(path)
            forget_damage(path)
        finally:
            building.unlink(missing_ok=True)
    except (OSError, Unfit) as error:
        raise CatalogueError(f"{path}: {error}") from error
    progress(1.0)


def fill(file: CatalogueFile, sheet: Sheet, progress: Callable[[float], None]) -> None:
    """Write a sheet into a file without stations, in the order of its columns.

    Raises: CatalogueError, Unfit
    """
    draft = sheet.draft
    order, columns = arrange(draft)
    progress(0.3)
    operators = zip(draft.operators, draft.networks, strict=True)
    file.write(
        "INSERT INTO operators VALUES (?, ?, ?)",
        [(code, name, network.value) for code, (name, network) in enumerate(operators)],
    )
    operator, service = columns.operator.tolist(), columns.is_service_area.tolist()
    for done in range(0, len(order), _MANY):
        rows = [
            (row, operator[row], service[row], *sheet.rows[old])
            for row, old in enumerate(order[done : done + _MANY].tolist(), done)
        ]
        file.write(_INSERT, rows)
        progress(0.3 + 0.6 * done / len(order))
    key = np.arange(len(order), dtype=np.int32)
    write_columns(file, replace(columns, key=key), sheet, order)
