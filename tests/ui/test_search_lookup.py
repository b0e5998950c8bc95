"""What is looked up away from the event loop."""

from dataclasses import replace

from network.catalogue import Texts
from network.gazetteer import Kind
from network.nearby import Sorting
from tests.ui.glass_world import HERE, NOW, STATION
from tests.ui.search_world import GAZETTEER, SmallCatalogue, small_columns
from ui.search_lookup import MOST, NEARBY_MOST, Lookup, Question


def made() -> tuple[SmallCatalogue, Lookup]:
    stations = SmallCatalogue(small_columns(HERE, NOW.timestamp()), STATION)
    return stations, Lookup(stations, lambda: GAZETTEER)


def ask(typed: str) -> Question:
    return Question(typed, HERE, Sorting.NEAREST, 58)


def test_without_names_what_is_near_is_found_and_nothing_else() -> None:
    stations, lookup = made()
    assert lookup.look(ask("  ")).near == [stations.row(key) for key in (0, 1, 3, 2, 4)]
    found = lookup.look(ask("hq"))
    assert (found.is_ready, found.groups, lookup.name(0)) == (False, [], None)


def test_names_are_found_in_groups_with_what_matched() -> None:
    stations, lookup = made()
    lookup.read()
    assert lookup.is_current
    found = lookup.look(ask("hqtd"))
    assert [[hit.name for hit in group] for group in found.groups] == [["虹桥天地超充站"]]
    assert found.spans == {"虹桥天地超充站": [(0, 4)]}
    assert lookup.name(stations.row(4)) == "北京南站超充站"


def test_an_operator_that_is_the_best_find_brings_its_nearest_stations() -> None:
    stations, lookup = made()
    lookup.read()
    operators, near = lookup.look(ask("yunqi")).groups or lookup.look(ask("Cloud")).groups
    assert operators[0].key == "cloud"
    assert [hit.row for hit in near] == [stations.row(key) for key in (0, 1, 3, 2, 4)]
    assert len(lookup.look(replace(ask("Cloud"), at=None)).groups) == 1


def test_nothing_is_near_where_the_car_is_unknown() -> None:
    _, lookup = made()
    assert lookup.look(replace(ask(""), at=None)).near == []


def test_of_an_older_state_only_what_is_still_there_is_found() -> None:
    stations, lookup = made()
    lookup.read()
    keys = stations.columns.key.copy()
    keys[stations.row(0)] = 99
    stations.columns = replace(stations.columns, key=keys)
    assert not lookup.is_current
    assert lookup.look(ask("hqtd")).groups == []
    assert [hit.row for hit in lookup.look(ask("hqb")).groups[0]] == [stations.row(1)]
    assert lookup.name(0) is None, "rows are others by now"


def test_names_that_cannot_be_read_leave_the_earlier_ones() -> None:
    stations, lookup = made()
    lookup.read()
    stations.is_broken = True
    lookup.read()
    assert lookup.trouble == "network.sqlite: changed while it was read"
    assert len(lookup.look(ask("hqb")).groups) == 1
    stations.is_broken = False
    lookup.read()
    assert lookup.trouble == ""


def test_names_of_a_catalogue_that_is_replaced_while_they_are_read_are_not_taken() -> None:
    stations, lookup = made()
    old, texts = stations.columns, stations.texts

    def replaced() -> Texts:
        stations.columns = replace(old, key=old.key[::-1].copy())
        return texts()

    stations.texts = replaced  # type: ignore[method-assign]
    lookup.read()
    assert (lookup.is_current, lookup.search, lookup.trouble) == (False, None, "")


def test_the_list_stays_short_enough_for_a_driver() -> None:
    assert set(MOST) == set(Kind)
    assert sum(MOST.values()) <= 30
    assert NEARBY_MOST <= 30
