"""What is told is matched with connectors wherever there is time, and taken over at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from network.catalogue import Catalogue, CatalogueError, write_catalogue
from network.catalogue_sheet import sheet_of
from network.columns import STATUS_CODE
from network.stations import Bay, GroundLock, State, Status
from tests.network.test_catalogue import FAST, SHANGHAI, SLOW, STATIONS

TAKEN = State(Status.AVAILABLE, Bay.TAKEN, GroundLock.UP)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    path = tmp_path / "c.sqlite"
    write_catalogue(path, sheet_of(STATIONS))
    catalogue = Catalogue.open(path)
    yield catalogue
    catalogue.close()


def row(catalogue: Catalogue) -> int:
    found = catalogue.row_of("east", SHANGHAI.id)
    assert found is not None
    return found


def test_stations_are_named_with_the_numbers_of_their_connectors(catalogue: Catalogue) -> None:
    rows = list(range(catalogue.columns.station_count))
    named = catalogue.reader()(rows[::-1])
    stations = [catalogue.station(one) for one in rows[::-1]]
    assert named.ids == [one.id for one in stations]
    names = [gun.id for one in stations for gun in one.connectors]
    assert [name for name, _ in named.connectors] == names
    first = int(catalogue.columns.first[row(catalogue)])
    assert dict(named.connectors)[FAST.id] == first + SHANGHAI.connectors.index(FAST)
    assert sorted(number for _, number in named.connectors) == list(range(len(names)))


def test_matching_leaves_out_others_and_sorts_by_what_is_known_of_a_bay(
    catalogue: Catalogue,
) -> None:
    named = catalogue.reader()([row(catalogue)])
    number = dict(named.connectors)
    told = named.matched(
        {FAST.id: TAKEN, SLOW.id: State(Status.FAULT, Bay.FREE), "nobody's": TAKEN}, 100.9
    )
    assert dict(zip(told.number.tolist(), told.code.tolist(), strict=True)) == {
        number[FAST.id]: STATUS_CODE[Status.AVAILABLE],
        number[SLOW.id]: STATUS_CODE[Status.FAULT],
    }
    assert told.at == 100
    assert told.places == {number[FAST.id]: (Bay.TAKEN, GroundLock.UP)}
    assert told.parts == {number[SLOW.id]: (Bay.FREE, GroundLock.UNKNOWN)}
    assert catalogue.told == 0
    assert not catalogue.columns.status_at.any()


def test_a_bay_is_not_taken_from_what_is_older_than_what_is_known(catalogue: Catalogue) -> None:
    named = catalogue.reader()([row(catalogue)])
    catalogue.set_status("east", SLOW.id, Status.CHARGING, 200.0)
    assert catalogue.take(named.matched({FAST.id: TAKEN, SLOW.id: TAKEN}, 100.0))
    guns = {one.id: one for one in catalogue.station(row(catalogue)).connectors}
    assert (guns[FAST.id].status, guns[FAST.id].bay) == (Status.AVAILABLE, Bay.TAKEN)
    assert (guns[SLOW.id].status, guns[SLOW.id].bay) == (Status.CHARGING, Bay.UNKNOWN)


def test_what_was_matched_with_older_columns_is_not_taken(catalogue: Catalogue) -> None:
    told = catalogue.reader()([row(catalogue)]).matched({FAST.id: TAKEN}, 100.0)
    catalogue.adopt(catalogue.newer())
    assert not catalogue.take(told)
    assert catalogue.told == 0
    assert not catalogue.columns.status_at.any()


def test_who_has_not_begun_to_read_when_newer_columns_come_is_told_so(catalogue: Catalogue) -> None:
    read = catalogue.reader()
    catalogue.adopt(catalogue.newer())
    with pytest.raises(CatalogueError, match="is not read any more"):
        read([row(catalogue)])


def test_a_station_that_is_missing_is_damage(catalogue: Catalogue) -> None:
    catalogue.columns = replace(catalogue.columns, key=catalogue.columns.key + 9000)
    with pytest.raises(CatalogueError, match=r"key \d+: is missing"):
        catalogue.reader()([0, 1, 2])
    assert catalogue.is_damaged
