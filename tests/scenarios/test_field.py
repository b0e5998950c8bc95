"""The models of the field at the connectors of the simulated network, as the bench finds them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from network.bench import BenchClient, BenchError
from network.catalogue import Catalogue
from network.sandbox.bench_app import HOST
from network.stations import Connector, Station
from tests.small_nation import put_small_nation
from ui.command_line import Options
from ui.wiring.parts import program
from ui.wiring.world import build_world
from vehicle.charger_model import load_all

SMALL = "dc_25_60_kw_500_v"


@asynccontextmanager
async def _bench(folder: Path) -> AsyncIterator[tuple[BenchClient, Station, Connector]]:
    options = Options(data_dir=put_small_nation(folder / "data"))
    async with program(options) as parts:
        build_world(parts)
        catalogue = Catalogue.open(options.data_dir / "network.sqlite")
        parts.stack.callback(catalogue.close)
        bench = BenchClient(parts.wire, f"http://{HOST}")
        yield bench, *await _plugged(bench, catalogue)


async def _plugged(bench: BenchClient, catalogue: Catalogue) -> tuple[Station, Connector]:
    """Put the cable of the first free DC connector in."""
    for row in catalogue.nearest(31.194, 121.318, 300):
        station = catalogue.station(row)
        for connector in station.connectors:
            if not connector.is_dc:
                continue
            try:
                await bench.plug(station.operator_id, connector.id)
            except BenchError as error:
                if error.key not in {"occupied", "no_interface"}:
                    raise
            else:
                return station, connector
    raise AssertionError("the small network has no free DC connector")


async def test_a_model_stands_at_a_connector_and_always_the_same(tmp_path: Path) -> None:
    async with _bench(tmp_path) as (bench, station, connector):
        found = (await bench.state()).pile_model
        assert found in {model.name for model in load_all()}
        await bench.unplug()
        assert (await bench.state()).pile_model == ""
        await bench.plug(station.operator_id, connector.id)
        assert (await bench.state()).pile_model == found


async def test_the_bench_may_put_any_model_there(tmp_path: Path) -> None:
    async with _bench(tmp_path) as (bench, station, connector):
        found = (await bench.state()).pile_model
        await bench.unplug()
        with pytest.raises(BenchError, match="no_such_model: dc_99"):
            await bench.choose_model("dc_99")
        await bench.choose_model(SMALL)
        await bench.plug(station.operator_id, connector.id)
        assert (await bench.state()).pile_model == "Model 25, 60 kW, 500 V"
        await bench.unplug()
        await bench.choose_model("")
        await bench.plug(station.operator_id, connector.id)
        assert (await bench.state()).pile_model == found
