from dataclasses import replace

import numpy as np
import pytest

from network.cluster_tree import arrange
from network.clusters import ClusterIndex, Viewport
from network.columns import FREE, STATUS_CODE, Columns, Filter
from network.geo import mercator
from network.stations import Network, Status
from tests.network.drafts import scattered
from ui.map_marks import Badge, Kind, State
from ui.map_source import StationSource

BADGES = {name: Badge("云", "#2B4A6F") for name in ("east", "west", "north", "south")}
NOW_S = 1_800_000_000


@pytest.fixture
def columns() -> Columns:
    columns = arrange(scattered(2000))[1]
    columns.status[:] = FREE
    columns.status_at[:] = NOW_S - 60
    return columns


def source_of(columns: Columns, wanted: Filter | None = None) -> StationSource:
    return StationSource(ClusterIndex(columns, wanted), BADGES, lambda: NOW_S)


def view(zoom: float) -> Viewport:
    (x, y), world = mercator(31.2, 121.4), 256 * 2.0**zoom
    return Viewport(x - 960 / world, y + 600 / world, x + 960 / world, y - 600 / world, 1920.0)


def largest(columns: Columns) -> int:
    return int(np.argmax(np.diff(columns.first)))


def connectors(columns: Columns, row: int) -> slice:
    return slice(int(columns.first[row]), int(columns.first[row + 1]))


def test_each_sort_of_station_has_its_own_mark(columns: Columns) -> None:
    marks = source_of(columns).stations(np.arange(columns.station_count, dtype=np.int32))
    for number, row in enumerate(marks.row.tolist()):
        network = columns.networks[columns.operator[row]]
        expected = Kind.PARTNER if network is Network.PARTNER else Kind.PIN
        if columns.is_service_area[row]:
            expected = Kind.SERVICE_AREA
        if network is Network.OWN:
            expected = Kind.SUPERCHARGER
        assert marks.kind[number] == expected
    assert set(marks.kind.tolist()) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ([Status.CHARGING, Status.AVAILABLE, Status.AVAILABLE], State.FREE),
        ([Status.CHARGING, Status.OCCUPIED, Status.CHARGING], State.FULL),
        ([Status.FAULT, Status.OFFLINE, Status.FAULT], State.FAULT),
        ([Status.FAULT, Status.UNKNOWN, Status.OFFLINE], State.FAULT),
        ([Status.FAULT, Status.CHARGING, Status.OFFLINE], State.FULL),
        ([Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN], State.UNKNOWN),
    ],
)
def test_a_station_is_summed_up(columns: Columns, statuses: list[Status], state: State) -> None:
    row = largest(columns)
    here = connectors(columns, row)
    codes = [STATUS_CODE[status] for status in statuses]
    columns.status[here] = codes[0]
    columns.status[here.start : here.start + 3] = codes
    # Two of many would be busy: one third is not.
    columns.status[here.start + 3 : here.stop : 3] = codes[1]
    assert source_of(columns).station(row).state.tolist() == [state]


def test_a_station_with_a_fifth_free_is_busy(columns: Columns) -> None:
    row = int(np.flatnonzero(np.diff(columns.first) == 10)[0])
    here = connectors(columns, row)
    columns.status[here] = STATUS_CODE[Status.CHARGING]
    columns.status[here.start : here.start + 2] = FREE
    assert source_of(columns).station(row).state.tolist() == [State.BUSY]
    columns.status[here.start + 2] = FREE
    assert source_of(columns).station(row).state.tolist() == [State.FREE]


def test_the_age_is_told_only_of_what_went_stale(columns: Columns) -> None:
    row = largest(columns)
    here = connectors(columns, row)
    assert source_of(columns).station(row).age_s.tolist() == [-1]
    columns.status[here] = STATUS_CODE[Status.UNKNOWN]
    assert source_of(columns).station(row).age_s.tolist() == [60]
    columns.status_at[here] = 0
    assert source_of(columns).station(row).age_s.tolist() == [-1]


def test_a_pin_counts_what_passes_and_never_nothing(columns: Columns) -> None:
    wanted = Filter(min_power_kw=480)
    source = source_of(columns, wanted)
    kind = np.repeat(columns.kind, np.diff(columns.run_start))
    fast = np.add.reduceat(columns.kinds.power_class[kind] >= 6, columns.first[:-1])
    row = int(np.flatnonzero((fast > 0) & (fast < np.diff(columns.first)))[0])
    assert source.station(row).total.tolist() == [fast[row]]
    slow = int(np.flatnonzero(fast == 0)[0])
    assert source.station(slow).total.tolist() == [np.diff(columns.first)[slow]]


def test_what_the_pins_and_rings_count_is_what_passes(columns: Columns) -> None:
    columns.status[::3] = STATUS_CODE[Status.CHARGING]
    for wanted in (Filter(), Filter(free_only=True), Filter(min_power_kw=480, free_only=True)):
        source = source_of(columns, wanted)
        marks = source.in_view(Viewport(0.0, 1.0, 1.0, 0.0, 256 * 2.0**12))
        _, total, free = source.index.totals
        assert (marks.total.sum(), marks.free.sum()) == (total, free)


def test_a_ring_of_which_nothing_is_known_is_not_called_full(columns: Columns) -> None:
    columns.status[:] = STATUS_CODE[Status.UNKNOWN]
    marks = source_of(columns).in_view(view(8.0))
    rings = marks.take(marks.kind == Kind.RING)
    assert set(rings.state.tolist()) == {State.UNKNOWN}
    columns.status[:] = STATUS_CODE[Status.CHARGING]
    marks = source_of(columns).in_view(view(8.0))
    assert set(marks.state.tolist()) == {State.FULL}


def test_a_mark_is_known_again_under_another_filter(columns: Columns) -> None:
    everywhere = Viewport(0.0, 1.0, 1.0, 0.0, 256 * 2.0**9)
    before = source_of(columns).in_view(everywhere)
    after = source_of(columns, Filter(free_only=True)).in_view(everywhere)
    known = set(zip(before.start.tolist(), before.end.tolist(), strict=True))
    assert known == set(zip(after.start.tolist(), after.end.tolist(), strict=True))


def test_another_numbering_of_the_stations_is_another_edition(columns: Columns) -> None:
    source = source_of(columns)
    first = source.edition
    source.index = source.index.refreshed()
    assert source.edition is first
    source.index = ClusterIndex(replace(columns))
    assert source.edition is not first


def test_a_ring_is_full_only_where_most_is_told_and_none_is_free(columns: Columns) -> None:
    everywhere = Viewport(0.0, 1.0, 1.0, 0.0, 256 * 2.0**9)
    columns.status[:] = STATUS_CODE[Status.UNKNOWN]
    # One in four is told, then three in four.
    columns.status[::4] = STATUS_CODE[Status.CHARGING]
    rings = source_of(columns).in_view(everywhere)
    rings = rings.take((rings.kind == Kind.RING) & (rings.total > 100))
    assert len(rings)
    assert set(rings.state.tolist()) == {State.UNKNOWN}
    assert (abs(rings.untold / rings.total - 0.75) < 0.01).all()
    columns.status[1::2] = STATUS_CODE[Status.OCCUPIED]
    rings = source_of(columns).in_view(everywhere)
    rings = rings.take((rings.kind == Kind.RING) & (rings.total > 100))
    assert set(rings.state.tolist()) == {State.FULL}
    assert (abs(rings.untold / rings.total - 0.25) < 0.01).all()


def test_a_station_of_which_one_connector_is_told_is_not_called_full(columns: Columns) -> None:
    row = int(np.flatnonzero(np.diff(columns.first) == 10)[0])
    here = connectors(columns, row)
    columns.status[here] = STATUS_CODE[Status.UNKNOWN]
    columns.status[here.start] = STATUS_CODE[Status.CHARGING]
    told = source_of(columns).station(row)
    assert (told.state.tolist(), told.age_s.tolist()) == ([State.UNKNOWN], [-1])
    columns.status[here.start : here.start + 6] = STATUS_CODE[Status.CHARGING]
    assert source_of(columns).station(row).state.tolist() == [State.FULL]
