from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from network.columns import FREE, STATUS_CODE, Columns, Filter, PriceCeiling
from network.kinds import POWER_STEPS_KW, STANDARDS
from network.passing import FreeBefore, passing, passing_runs
from network.stations import Access, Network, Standard, Status
from tests.network.drafts import described_columns

FILTERS = (
    Filter(),
    Filter(free_only=True),
    Filter(min_power_kw=250, free_only=True),
    Filter(power_steps_kw=frozenset({0, 480})),
    Filter(operators=frozenset({"east"}), is_dc=True),
    Filter(networks=frozenset({Network.OWN, Network.PARTNER}), is_service_area=True),
    Filter(access=Access.PLUG_AND_CHARGE, standards=frozenset({Standard.GBT_DC_2015})),
    Filter(price=PriceCeiling(Decimal("1.2"), 40)),
    Filter(price=PriceCeiling(Decimal("0.9"), 0), is_dc=True, free_only=True),
    Filter(day=date(2025, 4, 28)),
    Filter(day=date(2025, 7, 9), min_power_kw=120),
    Filter(operators=frozenset({"nobody"})),
)


@pytest.fixture(scope="module")
def columns() -> Columns:
    return described_columns(700)


def one_by_one(columns: Columns, wanted: Filter) -> dict[int, tuple[int, int]]:
    """Count (passing, free) of each station by asking every connector in plain words."""
    found: dict[int, tuple[int, int]] = {}
    kinds = columns.kinds
    for run, kind in enumerate(columns.kind.tolist()):
        row = int(columns.run_station[run])
        code = int(columns.operator[row])
        step = POWER_STEPS_KW[kinds.power_class[kind]]
        asked = [
            wanted.operators is None or columns.operators[code] in wanted.operators,
            wanted.networks is None or columns.networks[code] in wanted.networks,
            step >= wanted.min_power_kw,
            wanted.power_steps_kw is None or step in wanted.power_steps_kw,
            not wanted.access or bool(Access(int(kinds.access[kind])) & wanted.access),
            not wanted.is_service_area or bool(columns.is_service_area[row]),
            wanted.is_dc is None or bool(kinds.is_dc[kind]) is wanted.is_dc,
            wanted.standards is None or STANDARDS[kinds.standard[kind]] in wanted.standards,
            wanted.day is None
            or kinds.valid_from[kind] <= wanted.day.toordinal() <= kinds.valid_to[kind],
            wanted.price is None or _is_cheap(columns, row, wanted.price),
        ]
        for connector in range(columns.run_start[run], columns.run_start[run + 1]):
            is_free = columns.status[connector] == FREE
            if all(asked) and (is_free or not wanted.free_only):
                total, free = found.get(row, (0, 0))
                found[row] = total + 1, free + int(is_free)
    return found


def _is_cheap(columns: Columns, row: int, ceiling: PriceCeiling) -> bool:
    price = columns.printed_price(row, ceiling.quarter)
    return price is not None and price <= ceiling.cny


@pytest.mark.parametrize("wanted", FILTERS)
def test_what_passes_is_what_a_loop_over_all_connectors_finds(
    columns: Columns, wanted: Filter
) -> None:
    expected = one_by_one(columns, wanted)
    found = passing(columns, wanted)
    assert found.rows.tolist() == sorted(expected)
    counted = zip(np.diff(found.total).tolist(), np.diff(found.free).tolist(), strict=True)
    assert list(counted) == [expected[row] for row in sorted(expected)]
    before = [sum(row < end for row in expected) for end in range(columns.station_count + 1)]
    assert found.before.tolist() == before


def test_only_a_filter_that_drops_something_moves_marks(columns: Columns) -> None:
    assert passing(columns, Filter()).is_everything
    everyone = Filter(operators=frozenset(columns.operators))
    assert passing(columns, everyone).is_everything
    assert not passing(columns, Filter(is_dc=True)).is_everything
    assert not passing(columns, Filter(operators=frozenset({"nobody"}))).is_everything


def test_a_day_on_which_all_are_there_is_no_filter(columns: Columns) -> None:
    assert passing(columns, Filter(day=date(2025, 7, 9))).is_everything
    assert not passing(columns, Filter(day=date(2025, 4, 28))).is_everything


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_free_ones_are_counted_before_any_connector(count: int) -> None:
    status = np.random.default_rng(count).integers(0, 3, count).astype(np.uint8)
    expected = [int((status[:end] == FREE).sum()) for end in range(count + 1)]
    assert FreeBefore(status).at(np.arange(count + 1, dtype=np.int32)).tolist() == expected


def test_runs_without_a_free_connector_are_left_out_when_free_ones_are_asked_for() -> None:
    columns = described_columns(20)
    columns.status[:] = 0
    columns.status[columns.run_start[3]] = FREE
    found = passing_runs(columns, Filter(free_only=True))
    assert (found.number.tolist(), found.free.tolist()) == ([3], [1])
    assert len(passing(replace(columns), Filter(free_only=True)).rows) == 1


def test_what_is_not_known_is_counted_of_what_passes_alone() -> None:
    columns = described_columns(120)
    columns.status[::3] = STATUS_CODE[Status.UNKNOWN]
    status = columns.status.tolist()
    for wanted in FILTERS:
        runs = passing_runs(columns, wanted)
        expected = sum(
            status[number] == STATUS_CODE[Status.UNKNOWN]
            for start, end in zip(
                columns.run_start[runs.number].tolist(),
                columns.run_start[runs.number + 1].tolist(),
                strict=True,
            )
            for number in range(start, end)
        )
        untold = passing(columns, wanted).untold
        assert untold[0] == 0
        assert untold[-1] == (0 if wanted.free_only else expected)
