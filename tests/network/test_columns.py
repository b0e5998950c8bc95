import numpy as np
import pytest

from network.cluster_tree import arrange
from network.columns import FREE, Columns, Draft, Filter, pack_traits, passing_traits
from network.stations import Access, Network, Status
from tests.network.drafts import scattered, scattered_columns

EVERYTHING = Filter()


@pytest.fixture(scope="module")
def columns() -> Columns:
    return scattered_columns(300)


def test_available_is_code_1_because_unknown_is_0() -> None:
    assert FREE == 1
    assert next(iter(Status)) is Status.UNKNOWN


def test_stations_keep_their_connectors_when_they_are_arranged() -> None:
    draft = scattered(300)
    order, columns = arrange(draft)
    old_first = np.concatenate(([0], np.cumsum(draft.size)))
    for row in (0, 17, 299):
        old = order[row]
        assert columns.x[row] == draft.x[old]
        assert columns.operator[row] == draft.operator[old]
        here = slice(columns.first[row], columns.first[row + 1])
        powers = draft.power_kw[old_first[old] : old_first[old + 1]]
        assert len(columns.traits[here]) == draft.size[old]
        assert columns.power_kw[row] == powers.max()


def test_nothing_is_known_of_any_status_when_columns_are_new() -> None:
    _, columns = arrange(scattered(20))
    assert set(columns.status) == {0}
    assert set(columns.status_at) == {0}


def test_a_status_is_written_with_its_time() -> None:
    columns = scattered_columns(20)
    columns.set_status(
        np.array([3, 5], np.int32), np.array([FREE, FREE], np.uint8), 1_750_000_000.9
    )
    assert columns.status[[3, 5]].tolist() == [1, 1]
    assert columns.status_at[[3, 5]].tolist() == [1_750_000_000] * 2


def _passes(wanted: Filter, power_kw: float, access: Access, operator: int = 0) -> bool:
    columns = scattered_columns(5)
    traits = pack_traits(
        np.array([operator], np.uint8),
        np.array([power_kw]),
        np.array([access.value], np.uint8),
        np.array([False]),
    )
    return bool(passing_traits(wanted, columns)[traits[0]])


@pytest.mark.parametrize(
    ("power_kw", "passes"), [(7, False), (120, False), (249.9, False), (250, True), (480, True)]
)
def test_a_filter_asks_for_power(power_kw: float, passes: bool) -> None:
    assert _passes(Filter(min_power_kw=250), power_kw, Access.REMOTE) is passes


def test_a_filter_asks_for_any_of_its_ways_to_start() -> None:
    wanted = Filter(access=Access.PLUG_AND_CHARGE | Access.SCAN)
    assert _passes(wanted, 60, Access.SCAN | Access.REMOTE)
    assert not _passes(wanted, 60, Access.REMOTE)


def test_a_filter_asks_for_operators_and_networks() -> None:
    assert _passes(Filter(operators=frozenset({"west"})), 60, Access.NONE, operator=1)
    assert not _passes(Filter(operators=frozenset({"west"})), 60, Access.NONE, operator=0)
    assert _passes(Filter(networks=frozenset({Network.OWN})), 60, Access.NONE, operator=3)
    assert not _passes(Filter(networks=frozenset({Network.OWN})), 60, Access.NONE, operator=2)


def test_a_filter_asks_for_service_areas(columns: Columns) -> None:
    passing = passing_traits(Filter(is_service_area=True), columns)[columns.traits]
    expected = np.repeat(columns.is_service_area, np.diff(columns.first))
    assert (passing == expected).all()


def test_everything_passes_a_filter_that_asks_nothing(columns: Columns) -> None:
    assert EVERYTHING.asks_nothing
    assert not Filter(free_only=True).asks_nothing
    assert passing_traits(EVERYTHING, columns).all()


def test_a_power_between_the_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="min_power_kw"):
        Filter(min_power_kw=100)


def test_the_lowest_power_class_is_ac() -> None:
    draft: Draft = scattered(50)
    _, columns = arrange(draft)
    assert columns.is_ac.sum() == (draft.power_kw == 7.0).sum()
