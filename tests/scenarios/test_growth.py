"""April becomes July 2025 while the map is in use, by asking the operators for what has changed."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from network.catalogue import Catalogue
from network.clusters import Viewport
from network.columns import STATUS_CODE
from network.geo import mercator
from network.stations import Status
from network.stats import Stats, stats_of
from tests.scenarios.test_window import HERE, until
from tests.small_nation import put_small_nation
from ui.app import WindowOptions
from ui.command_line import Options
from ui.wiring.glass import Opened, opened
from ui.wiring.network_file import NETWORK_FILE, STATIONS_FILE

SPEED = 30.0
APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)
WINDOW = WindowOptions(size=(1280, 800), is_offscreen=True)
X, Y = mercator(*HERE)
AROUND = Viewport(X - 0.02, Y + 0.02, X + 0.02, Y - 0.02, 1280.0)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    folder = put_small_nation(tmp_path / "data")
    return Options(data_dir=folder, speed=SPEED, language="en", as_of="2025-04-28")


def figures(path: Path, day: date) -> Stats:
    catalogue = Catalogue.open(path)
    try:
        return stats_of(catalogue, day)
    finally:
        catalogue.close()


def is_grown(head_unit: Opened) -> bool:
    total = head_unit.fresh.sync.total
    return total.fetching == 0 and not head_unit.fresh.sync.has_news


async def test_the_network_grows_under_the_finger(qapp: QApplication, options: Options) -> None:
    world, own = options.data_dir / NETWORK_FILE, options.data_dir / STATIONS_FILE
    async with opened(qapp, options, WINDOW) as head_unit:
        glass, catalogue = head_unit.glass, head_unit.catalogue
        april = figures(world, APRIL)
        # A copy that was cut back: asked for July, it has no more than there was in April.
        assert figures(own, JULY) == april
        assert april.operators == 18
        row = catalogue.nearest(*HERE, 1)[0]
        glass.controllers.map.tap(row)
        before = catalogue.station(row)
        held, answers = catalogue.columns, 0

        await head_unit.buyer.bench.as_of("2025-07-09")
        glass.controllers.sync.ask_now()
        # The map moves to what was tapped: simulated operators wait so long.
        await until(lambda: not is_grown(head_unit))
        async with asyncio.timeout(150):
            while not is_grown(head_unit):
                marks = glass.controllers.map.source.in_view(AROUND)
                assert len(marks.row)
                station = glass.controllers.station.station
                assert station is not None
                assert station.id == before.id
                answers += 1
                await asyncio.sleep(0.02)

        assert answers > 10
        assert catalogue.columns is not held
        july = figures(world, JULY)
        told = figures(own, JULY)
        # OCPI has no word for a county; in the whole nation others tell of each of them.
        assert replace(told, counties=july.counties) == july
        assert (july.operators, july.connectors) > (april.operators, april.connectors)
        now = catalogue.row_of(before.operator_id, before.id)
        assert glass.controllers.map._row == now
        await until(lambda: glass.controllers.sync._line == "All 26 operators are up to date")
        assert head_unit.screen.qml_warnings == []

    # What was fetched is there at the next start, and is not fetched again.
    async with opened(qapp, Options(data_dir=options.data_dir, speed=SPEED), WINDOW) as head_unit:
        assert head_unit.catalogue.columns.connector_count == _all(july)
        states = head_unit.fresh.sync.states.values()
        assert all(state.fresh_at is not None for state in states)


async def test_everything_is_known_at_once_and_kept_fresh_by_asking(
    qapp: QApplication, options: Options
) -> None:
    async with opened(qapp, options, WINDOW) as head_unit:
        catalogue, columns = head_unit.catalogue, head_unit.catalogue.columns
        await until(lambda: bool(np.count_nonzero(columns.status_at)))
        # Nobody can be asked about NIO's.
        is_nio = np.repeat(
            columns.operator == columns.operators.index("nio"), np.diff(columns.first)
        )
        assert (columns.status_at[~is_nio] > 0).mean() > 0.9
        assert not columns.status_at[is_nio].any()
        row = next(
            row
            for row in catalogue.nearest(*HERE, 50)
            if columns.operators[columns.operator[row]] != "nio"
        )
        guns = slice(columns.first[row], columns.first[row + 1])
        columns.status[guns] = STATUS_CODE[Status.UNKNOWN]
        head_unit.glass.controllers.map.tap(row)
        await until(lambda: bool((columns.status[guns] != STATUS_CODE[Status.UNKNOWN]).all()))
        card = head_unit.glass.controllers.station

        def is_shown() -> bool:
            station = card.station
            assert station is not None
            return all(gun.status is not Status.UNKNOWN for gun in station.connectors)

        await until(is_shown)


def _all(stats: Stats) -> int:
    return stats.connectors + sum(stats.partners.values()) + sum(stats.own.values())
