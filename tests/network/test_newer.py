"""A newer state of the file is read beside the one that is in use."""

from dataclasses import replace
from pathlib import Path

import pytest

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_file import CatalogueError, CatalogueFile, Unfit
from network.catalogue_sheet import sheet_of
from network.intake import Intake
from network.newer import Newer, read_file
from network.stations import GroundLock, State, Station, Status, single_piles
from tests.network.test_catalogue import STATIONS


def test_connectors_of_an_unchanged_file_stay_where_they_were(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    catalogue = Catalogue.open(path)
    file, columns = read_file(path)
    newer = Newer(file, columns, file, columns)
    assert newer.moves.source.tolist() == newer.moves.target.tolist()
    assert len(newer.moves.source) == columns.connector_count
    file.close()
    catalogue.close()


def test_a_file_that_is_no_catalogue_is_unfit(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    path.write_bytes(b"not a catalogue" * 100)
    with pytest.raises(Unfit):
        read_file(path)


def station(*guns: str) -> Station:
    connectors = tuple(replace(STATIONS[0].connectors[0], id=name) for name in guns)
    return replace(STATIONS[0], equipment=single_piles(connectors))


def told(catalogue: Catalogue) -> dict[str, Status]:
    row = catalogue.row_of(STATIONS[0].operator_id, STATIONS[0].id)
    assert row is not None
    return {gun.id: gun.status for gun in catalogue.station(row).connectors}


@pytest.mark.parametrize(
    ("guns", "after"),
    [
        (("A", "B", "C"), {"A": "available", "B": "charging", "C": "fault"}),
        (("C", "A", "B"), {"A": "available", "B": "charging", "C": "fault"}),
        (("B", "D", "C"), {"B": "charging", "C": "fault", "D": "unknown"}),
        (("D", "A", "B", "C"), {"A": "available", "B": "charging", "C": "fault", "D": "unknown"}),
        (("C",), {"C": "fault"}),
        (("D", "E", "F"), {"D": "unknown", "E": "unknown", "F": "unknown"}),
    ],
)
def test_what_a_connector_does_goes_with_its_name(
    tmp_path: Path, guns: tuple[str, ...], after: dict[str, str]
) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of([station("A", "B", "C"), *STATIONS[1:]]))
    catalogue = Catalogue.open(path)
    operator = STATIONS[0].operator_id
    for name, status in (("A", "available"), ("B", "charging"), ("C", "fault")):
        lock = GroundLock.UP if name == "C" else GroundLock.UNKNOWN
        state = State(Status(status), lock=lock)
        assert catalogue.set_state(operator, name, state, 1_000_000.0)
    intake = Intake.open(path)
    intake.put([station(*guns)])
    intake.apply()
    catalogue.adopt(catalogue.newer())
    assert {name: status.value for name, status in told(catalogue).items()} == after
    row = catalogue.row_of(operator, STATIONS[0].id)
    assert row is not None
    locks = {gun.id: gun.lock for gun in catalogue.station(row).connectors}
    assert locks.get("C", GroundLock.UP) is GroundLock.UP
    assert set(locks.values()) <= {GroundLock.UP, GroundLock.UNKNOWN}
    assert [name for name, lock in locks.items() if lock is GroundLock.UP] in (["C"], [])
    intake.close()
    catalogue.close()


def test_a_file_of_an_older_program_is_followed_by_places(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    file, columns = read_file(path)
    bare = CatalogueFile.open(path)
    bare.read("DELETE FROM columns WHERE name = 'connector_names'")
    old_file, old = read_file(path)
    moves = Newer(file, columns, old_file, old).moves
    assert moves.source.tolist() == moves.target.tolist() == list(range(old.connector_count))
    for one in (file, bare, old_file):
        one.close()


def test_damage_in_what_tells_connectors_apart_is_said(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    catalogue = Catalogue.open(path)
    other = CatalogueFile.open(path)
    other.read("UPDATE columns SET data = x'00' WHERE name = 'connector_names'")
    with pytest.raises(CatalogueError, match="is damaged in column connector_names"):
        catalogue.newer()
    other.close()
    catalogue.close()


def test_what_is_told_while_a_newer_state_is_read_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of([station("A", "B", "C"), *STATIONS[1:]]))
    catalogue = Catalogue.open(path)
    operator = STATIONS[0].operator_id
    assert catalogue.set_status(operator, "A", Status.AVAILABLE, 1_000_000.0)
    intake = Intake.open(path)
    intake.put([station("C", "A", "B", "D")])
    intake.apply()
    newer = catalogue.newer()
    assert catalogue.set_status(operator, "B", Status.FAULT, 1_000_001.0)
    assert catalogue.set_status(operator, "A", Status.CHARGING, 1_000_002.0)
    catalogue.adopt(newer)
    assert {name: status.value for name, status in told(catalogue).items()} == {
        "A": "charging",
        "B": "fault",
        "C": "unknown",
        "D": "unknown",
    }
    intake.close()
