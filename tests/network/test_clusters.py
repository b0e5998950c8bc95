import numpy as np
import pytest

from network.cluster_tree import PIN_HEIGHT_DP, arrange
from network.clusters import ClusterIndex, Viewport, Visible
from network.columns import FREE, Columns, Draft, Filter
from network.geo import distance_columns_m, mercator, unmercator_columns
from network.stations import Access, Network
from tests.network.drafts import scattered_columns

WIDTH, HEIGHT = 1920, 1200
WHOLE_WORLD = Viewport(0.0, 1.0, 1.0, 0.0, 256.0)
# Chosen so that some leave nearly everything and some hardly anything.
FILTERS = (
    Filter(),
    Filter(free_only=True),
    Filter(min_power_kw=480),
    Filter(networks=frozenset({Network.OWN}), is_service_area=True),
    Filter(access=Access.PLUG_AND_CHARGE, free_only=True),
)


@pytest.fixture(scope="module")
def columns() -> Columns:
    return scattered_columns(6000)


def view_at(x: float, y: float, zoom: float, dp: float = 1.0) -> Viewport:
    world = 256 * 2**zoom * dp
    half_x, half_y = WIDTH / 2 / world, HEIGHT / 2 / world
    return Viewport(x - half_x, y + half_y, x + half_x, y - half_y, WIDTH, dp)


def boxes(seen: Visible, world_dp: float) -> list[tuple[float, float, float, float]]:
    drawn = []
    for i in range(len(seen)):
        x, y = seen.x[i] * world_dp, seen.y[i] * world_dp
        if seen.row[i] >= 0:
            half = 66 if seen.total[i] < 10 else 80  # as wide as 9/9 and 99/99 are drawn
            drawn.append((x - half, y - PIN_HEIGHT_DP, x + half, y))
        else:
            radius = seen.radius_dp[i]
            drawn.append((x - radius, y - radius, x + radius, y + radius))
    return drawn


def overlaps(drawn: list[tuple[float, float, float, float]]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, a in enumerate(drawn)
        for j, b in enumerate(drawn[:i])
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("zoom", [2.0, 5.5, 7.3, 8.99, 9.0, 10.6, 12.2, 14.0, 17.5, 20.0])
def test_no_two_marks_overlap(columns: Columns, wanted: Filter, zoom: float) -> None:
    index = ClusterIndex(columns, wanted)
    for lat, lon in ((31.2, 121.4), (30.6, 120.4), (39.9, 116.4)):
        view = view_at(*mercator(lat, lon), zoom)
        assert overlaps(boxes(index.in_view(view), view.world_dp)) == []


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("zoom", [8.4, 10.0, 11.7, 13.0])
def test_marks_stay_when_the_map_is_panned(columns: Columns, wanted: Filter, zoom: float) -> None:
    index = ClusterIndex(columns, wanted)
    x, y = mercator(31.2, 121.4)
    before = view_at(x, y, zoom)
    known = marks(index.in_view(before))
    for step_px in (1, 37, 500):
        step = step_px / before.world_dp
        seen = marks(index.in_view(view_at(x + step, y - step / 2, zoom)))
        for stations, mark in seen.items():
            if before.west < mark[0] < before.east and before.north < mark[1] < before.south:
                assert known.get(stations) == mark


def marks(seen: Visible) -> dict[tuple[int, int], tuple[float, ...]]:
    """All that is drawn of each mark, by the stations that it stands for."""
    names = ("x", "y", "total", "free", "stations", "row", "radius_dp")
    table = zip(*(getattr(seen, name).tolist() for name in names), strict=True)
    ranges = zip(seen.start.tolist(), seen.end.tolist(), strict=True)
    return dict(zip(ranges, table, strict=True))


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("width_px", [256.0, 4096.0, 65536.0])
def test_all_connectors_that_pass_are_counted_once(
    columns: Columns, wanted: Filter, width_px: float
) -> None:
    index = ClusterIndex(columns, wanted)
    seen = index.in_view(Viewport(0.0, 1.0, 1.0, 0.0, width_px))
    stations, total, free = index.totals
    assert (seen.stations.sum(), seen.total.sum(), seen.free.sum()) == (stations, total, free)


def test_a_filter_counts_what_a_plain_loop_counts(columns: Columns) -> None:
    kind = np.repeat(columns.kind, np.diff(columns.run_start))
    is_fast = columns.kinds.power_class[kind] >= 6
    is_free = columns.status == FREE
    of_station = np.repeat(np.arange(columns.station_count), np.diff(columns.first))
    assert ClusterIndex(columns, Filter(min_power_kw=480)).totals == (
        len(np.unique(of_station[is_fast])),
        is_fast.sum(),
        (is_fast & is_free).sum(),
    )
    assert ClusterIndex(columns, Filter(min_power_kw=480, free_only=True)).totals == (
        len(np.unique(of_station[is_fast & is_free])),
        (is_fast & is_free).sum(),
        (is_fast & is_free).sum(),
    )


def test_a_ring_keeps_its_place_when_only_free_numbers_change() -> None:
    columns = scattered_columns(500)
    index = ClusterIndex(columns)
    view = view_at(*mercator(31.2, 121.4), 9.0)
    before = index.in_view(view)
    columns.status[:] = FREE
    after = index.refreshed().in_view(view)
    assert after.x.tolist() == before.x.tolist()
    assert after.free.tolist() == after.total.tolist()


def tiny(places: list[tuple[float, float]], sizes: list[int]) -> Columns:
    x, y = zip(*(mercator(*place) for place in places), strict=True)
    draft = Draft(
        ("one",),
        (Network.THIRD_PARTY,),
        np.array(x),
        np.array(y),
        np.zeros(len(x), np.uint8),
        np.zeros(len(x), np.bool_),
        np.array(sizes),
        np.full(sum(sizes), 60.0),
        np.zeros(sum(sizes), np.uint8),
        is_dc=np.ones(sum(sizes), np.bool_),
        standard=np.zeros(sum(sizes), np.uint8),
        area=np.zeros(len(x), np.uint32),
    )
    return arrange(draft)[1]


def test_one_station_is_a_pin_in_its_own_place() -> None:
    columns = tiny([(31.2, 121.4)], [6])
    seen = ClusterIndex(columns).in_view(WHOLE_WORLD)
    assert (seen.row.tolist(), seen.total.tolist()) == ([0], [6])
    assert (seen.x[0], seen.y[0]) == pytest.approx(mercator(31.2, 121.4), abs=1e-9)


def test_two_stations_part_when_one_zooms_in() -> None:
    # 1 km apart: 8 dp at zoom 10, 1000 dp at zoom 17.
    columns = tiny([(31.2, 121.4), (31.2, 121.4105)], [6, 2])
    index = ClusterIndex(columns)
    x, y = mercator(31.2, 121.405)
    far, near = index.in_view(view_at(x, y, 10)), index.in_view(view_at(x, y, 17))
    assert (far.row.tolist(), far.total.tolist(), far.stations.tolist()) == ([-1], [8], [2])
    assert sorted(near.row.tolist()) == [0, 1]


def test_stations_in_one_building_stay_one_mark_that_lists_them() -> None:
    columns = tiny([(31.2, 121.4), (31.2, 121.40001), (31.3, 121.5)], [6, 2, 4])
    index = ClusterIndex(columns)
    seen = index.in_view(view_at(*mercator(31.2, 121.4), 20))
    assert (seen.row.tolist(), seen.stations.tolist()) == ([-1], [2])
    rows = index.rows(int(seen.start[0]), int(seen.end[0]))
    assert columns.x[rows] == pytest.approx([mercator(31.2, 121.4)[0]] * 2, abs=1e-7)


def test_a_filter_leaves_a_pin_where_its_station_is() -> None:
    columns = tiny([(31.2, 121.4), (31.2, 121.4105)], [6, 2])
    columns.status[columns.first[1]] = FREE
    index = ClusterIndex(columns, Filter(free_only=True))
    seen = index.in_view(view_at(*mercator(31.2, 121.4), 12))
    assert seen.row.tolist() == [1]
    assert (seen.x[0], seen.y[0]) == (columns.x[1], columns.y[1])


def test_nothing_is_seen_where_nothing_is(columns: Columns) -> None:
    assert len(ClusterIndex(columns).in_view(view_at(*mercator(-40.0, -100.0), 9))) == 0
    nobody = Filter(operators=frozenset({"nobody"}))
    assert len(ClusterIndex(columns, nobody).in_view(WHOLE_WORLD)) == 0


def test_a_finer_screen_shows_the_same_marks(columns: Columns) -> None:
    index = ClusterIndex(columns)
    x, y = mercator(31.2, 121.4)
    coarse = index.in_view(view_at(x, y, 10.0))
    fine = view_at(x, y, 10.0, dp=2.0)
    wide = Viewport(2 * fine.west - x, 2 * fine.south - y, 2 * fine.east - x, 2 * fine.north - y,
                    2.0 * WIDTH, 2.0)  # fmt: skip
    assert index.in_view(wide).x.tolist() == coarse.x.tolist()


def test_no_grid_shows_through(columns: Columns) -> None:
    index = ClusterIndex(columns)
    world_dp = 256 * 2.0**10
    seen = index.in_view(Viewport(0.0, 1.0, 1.0, 0.0, world_dp))
    for places in (seen.x, seen.y):
        quarter = (places * world_dp % 64 // 16).astype(int)
        shares = np.bincount(quarter, minlength=4) / len(seen)
        assert len(seen) > 150
        assert shares.min() > 0.15


@pytest.mark.parametrize("wanted", FILTERS)
def test_the_nearest_are_those_of_a_sorted_list(columns: Columns, wanted: Filter) -> None:
    index = ClusterIndex(columns, wanted)
    lats, lons = unmercator_columns(columns.x, columns.y)
    away = distance_columns_m(31.2, 121.4, lats, lons)
    rows = index.rows(0, columns.station_count).tolist()
    expected = sorted(rows, key=lambda row: away[row])[:20]
    assert index.nearest(31.2, 121.4, 20).tolist() == expected
    assert len(index.nearest(31.2, 121.4, 10_000)) == len(rows)


def test_nothing_is_near_where_nothing_passes(columns: Columns) -> None:
    nobody = Filter(operators=frozenset({"nobody"}))
    assert ClusterIndex(columns, nobody).nearest(31.2, 121.4, 5).tolist() == []


@pytest.mark.parametrize("wanted", FILTERS)
def test_cells_count_what_their_marks_show(columns: Columns, wanted: Filter) -> None:
    index = ClusterIndex(columns, wanted)
    view = view_at(*mercator(31.2, 121.4), 9.0)
    cells, seen = index.cells(view), index.in_view(view)
    counts = zip(cells.start, cells.end, cells.total, cells.free, cells.stations, strict=True)
    of_cells = {(start, end): numbers for start, end, *numbers in counts}
    assert len(seen) > 0
    for i in range(len(seen)):
        shown = [seen.total[i], seen.free[i], seen.stations[i]]
        assert of_cells[seen.start[i], seen.end[i]] == shown
