import numpy as np

from network.columns import FREE, STATUS_CODE, Filter
from network.stations import Status
from network.tally import tally
from tests.network.drafts import scattered_columns
from tests.network.test_passing import one_by_one

FAST = Filter(min_power_kw=250)


def test_what_passes_is_counted_station_by_station() -> None:
    columns = scattered_columns(300)
    expected = one_by_one(columns, FAST)
    rows = np.array(sorted(expected), np.int32)[::-1]
    found = tally(columns, FAST, rows)
    assert found.total.tolist() == [expected[row][0] for row in rows.tolist()]
    assert found.free.tolist() == [expected[row][1] for row in rows.tolist()]


def test_where_nothing_passes_all_is_counted() -> None:
    columns = scattered_columns(50)
    rows = np.arange(50, dtype=np.int32)
    found = tally(columns, Filter(operators=frozenset({"nobody"})), rows)
    assert found.total.tolist() == np.diff(columns.first).tolist()


def test_each_state_is_counted_and_the_newest_word_is_told() -> None:
    columns = scattered_columns(20)
    row = int(np.argmax(np.diff(columns.first)))
    here = slice(columns.first[row], columns.first[row + 1])
    size = int(columns.first[row + 1] - columns.first[row])
    columns.status[here] = STATUS_CODE[Status.CHARGING]
    columns.status[here.start : here.start + 6] = [
        STATUS_CODE[status]
        for status in (
            *(Status.FAULT, Status.OFFLINE, Status.FAULT),
            *(Status.UNKNOWN, Status.UNKNOWN, Status.AVAILABLE),
        )
    ]
    columns.status_at[here] = 1000
    columns.status_at[here.start + 2] = 1060
    found = tally(columns, Filter(), np.array([row], np.int32))
    counts = [found.total, found.free, found.broken, found.unknown, found.told_at]
    assert [int(count[0]) for count in counts] == [size, 1, 3, 2, 1060]
    assert columns.status[here.start + 5] == FREE


def test_connectors_that_start_themselves_are_counted() -> None:
    columns = scattered_columns(40)
    kind = np.repeat(columns.kind, np.diff(columns.run_start))
    starts_itself = columns.kinds.access[kind] & 1  # Access.PLUG_AND_CHARGE is the first flag
    expected = np.add.reduceat(starts_itself, columns.first[:-1])
    found = tally(columns, Filter(), np.arange(40, dtype=np.int32))
    assert found.plug_and_charge.tolist() == expected.tolist()


def test_nobody_is_asked_for() -> None:
    found = tally(scattered_columns(5), Filter(), np.zeros(0, np.int32))
    assert len(found.total) == len(found.told_at) == 0
