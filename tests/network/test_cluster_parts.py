import numpy as np
import pytest

from network.cluster_parts import split
from network.clusters import ClusterIndex, Viewport
from network.columns import FREE, Columns, Filter
from network.geo import mercator
from tests.network.drafts import scattered_columns
from tests.network.test_clusters import tiny, view_at


@pytest.fixture(scope="module")
def columns() -> Columns:
    return scattered_columns(3000)


@pytest.mark.parametrize("wanted", [Filter(), Filter(min_power_kw=480, free_only=True)])
@pytest.mark.parametrize("zoom", [7.0, 9.5, 11.0])
def test_a_ring_is_whole_below_its_split_and_apart_there(
    columns: Columns, wanted: Filter, zoom: float
) -> None:
    index = ClusterIndex(columns, wanted)
    seen = index.in_view(view_at(*mercator(31.2, 121.4), zoom))
    rings = np.flatnonzero(seen.row < 0)[:40]
    assert len(rings)
    for ring in rings.tolist():
        start, end = int(seen.start[ring]), int(seen.end[ring])
        parts = split(index, start, end)
        assert parts is not None
        assert parts.zoom > zoom
        assert _marks_of(index, start, end, parts.zoom) > 1
        # Nothing falls apart half a zoom earlier.
        assert _marks_of(index, start, end, parts.zoom - 0.5) == 1


def _marks_of(index: ClusterIndex, start: int, end: int, zoom: float) -> int:
    seen = index.in_view(Viewport(0.0, 1.0, 1.0, 0.0, 256 * 2.0**zoom))
    return int(np.count_nonzero((seen.start >= start) & (seen.end <= end)))


def test_two_stations_part_where_their_pins_have_room() -> None:
    # 0.0105 degrees are 122 dp at zoom 14 and 245 dp at 15; two pins of one digit need 140.
    columns = tiny([(31.2, 121.4), (31.2, 121.4105)], [6, 2])
    found = split(ClusterIndex(columns), 0, 2)
    assert found is not None
    assert found.zoom == 15.0
    assert (found.x, found.y) == pytest.approx(mercator(31.2, 121.40525), abs=1e-7)


def test_stations_in_one_building_never_part() -> None:
    columns = tiny([(31.2, 121.4), (31.2, 121.4)], [6, 2])
    assert split(ClusterIndex(columns), 0, 2) is None


def test_what_a_filter_hides_does_not_count_as_a_part() -> None:
    columns = tiny([(31.2, 121.4), (31.2, 121.4105), (31.2, 121.41052)], [6, 2, 2])
    columns.status[:] = FREE
    columns.status[columns.first[0] : columns.first[1]] = 0
    index = ClusterIndex(columns, Filter(free_only=True))
    found = split(index, 0, 3)
    assert found is None or found.zoom > 16.0
