"""Run the world in a process of its own and attach to it, twice."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.bench import BenchError
from network.catalogue import Catalogue
from network.journal import Journal
from network.order import Phase
from network.serving import serving
from network.stations import Access
from tests.small_nation import put_small_nation
from ui.command_line import Options
from ui.wiring.buyer import Buyer, attach, build_buyer
from ui.wiring.parts import program
from vehicle.can_bus import BusSpec

ROOT = Path(__file__).parents[2]
SPEED = 10.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Options]:
    """Run `main.py world` on ports of its own; gives the options of a glass that attaches."""
    data_dir = put_small_nation(tmp_path / "data")
    port, vehicle_port, charging_port = free_port(), free_port(), free_port()
    group = "239.74.163.2"
    command = [sys.executable, "main.py", "world", "--port", str(port), "--data-dir", str(data_dir)]
    command += ["--speed", str(SPEED)]
    for bus, bus_port in (("vehicle", vehicle_port), ("charging", charging_port)):
        command += [f"--{bus}-interface", "udp_multicast"]
        command += [f"--{bus}-channel", f"{group}:{bus_port}"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ.copy())
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"world on http://127.0.0.1:")
    yield Options(
        data_dir=data_dir,
        speed=SPEED,
        world=("127.0.0.1", port),
        vehicle_bus=BusSpec("udp_multicast", group, port=vehicle_port),
    )
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


class _Pushes:
    """An inbox that counts what the operators push."""

    def __init__(self) -> None:
        self.count = 0
        self.app = Starlette(routes=[Route("/{rest:path}", self._take, methods=["POST"])])

    async def _take(self, _: Request) -> Response:
        self.count += 1
        return Response(status_code=503)


@asynccontextmanager
async def _attached(options: Options) -> AsyncIterator[tuple[Buyer, Catalogue]]:
    async with program(options) as parts:
        catalogue = Catalogue.open(options.data_dir / "network.sqlite")
        parts.stack.callback(catalogue.close)
        journal = Journal.open(options.data_dir / "journal.sqlite")
        parts.stack.callback(journal.close)
        assert options.world is not None
        host, port = options.world
        buyer, inbox = build_buyer(parts, catalogue, journal, f"http://{host}:{port}")
        async with serving(inbox, host, 0) as inbox_port:
            parts.spawn(buyer.session.resume())
            parts.spawn(attach(buyer, f"http://{host}:{inbox_port}"))
            yield buyer, catalogue


async def _until(holds: Callable[[], bool], within_s: float = 30.0) -> None:
    async with asyncio.timeout(within_s):
        while not holds():
            await asyncio.sleep(0.05)


def _fast_guns(catalogue: Catalogue) -> Iterator[tuple[str, str, float, float]]:
    for row in catalogue.nearest(31.194, 121.318, 300):
        station = catalogue.station(row)
        for connector in station.connectors:
            if connector.power_kw >= 250 and Access.PLUG_AND_CHARGE in connector.access:
                yield station.operator_id, connector.id, station.lat, station.lon


async def plug_somewhere(buyer: Buyer, catalogue: Catalogue) -> None:
    for operator_id, connector_id, lat, lon in _fast_guns(catalogue):
        await buyer.bench.drive(lat, lon)
        await _until_standing(buyer)
        try:
            await buyer.bench.plug(operator_id, connector_id)
        except BenchError as error:
            if error.key != "occupied":
                raise
        else:
            return
    raise AssertionError("the small network has no free fast plug-and-charge connector")


async def test_a_charge_outlives_the_glass_that_bought_it(world: Options) -> None:
    async with _attached(world) as (buyer, catalogue):
        await _until(buyer.link.has_vin.is_set)
        await asyncio.sleep(1)  # the VIN is being told to the operators
        await buyer.bench.set_soc(20)
        await plug_somewhere(buyer, catalogue)
        await _until(lambda: buyer.session.state.phase is Phase.CHARGING)
        seq = buyer.session.state.seq

    # Nobody is attached now.
    async with _attached(world) as (buyer, _):
        before = await buyer.bench.state()
        await _until(lambda: buyer.session.state.phase is Phase.CHARGING)
        await asyncio.sleep(2)
        after = await buyer.bench.state()
        assert after.phase == "CHARGING"
        assert after.energy_kwh > before.energy_kwh
        assert buyer.session.state.seq == seq

        await buyer.session.stop()
        await _until(lambda: buyer.session.state.phase is Phase.SETTLED)
        receipt = buyer.journal.receipt(seq)
        assert receipt is not None
        assert float(receipt.bill.energy_kwh) == pytest.approx(after.energy_kwh, abs=2.0)


async def test_a_picture_of_a_charge_takes_nothing_from_the_glass_that_bought_it(
    world: Options, tmp_path: Path
) -> None:
    async with _attached(world) as (buyer, catalogue):
        await _until(buyer.link.has_vin.is_set)
        await buyer.session.bind_vehicle()
        await buyer.bench.set_soc(20)
        await plug_somewhere(buyer, catalogue)
        await _until(lambda: buyer.session.state.phase is Phase.CHARGING)
        await _until(lambda: buyer.link.is_charging)
        pushes = _Pushes()
        async with serving(pushes.app, "127.0.0.1", 0) as port:
            await buyer.bench.attach(f"http://127.0.0.1:{port}")

            status = await _picture_of(world, tmp_path / "charge.png")

            heard = pushes.count
            await _until(lambda: pushes.count > heard)
        after = await buyer.bench.state()
        assert (status, after.phase) == (0, "CHARGING")
        assert after.soc_pct < 46  # to which a picture of one's own world charges


async def _picture_of(world: Options, file: Path) -> int:
    assert world.world is not None
    assert world.vehicle_bus is not None
    bus = world.vehicle_bus
    words = ["--screenshot", str(file), "--page", "charge", "--data-dir", str(world.data_dir)]
    words += ["--world", f"{world.world[0]}:{world.world[1]}", "--speed", str(SPEED)]
    words += [
        "--vehicle-interface",
        bus.interface,
        "--vehicle-channel",
        f"{bus.channel}:{bus.port}",
    ]
    run = await asyncio.create_subprocess_exec(sys.executable, "main.py", *words, cwd=ROOT)
    return await run.wait()


async def _until_standing(buyer: Buyer) -> None:
    async with asyncio.timeout(30):
        while (await buyer.bench.state()).is_moving:
            await asyncio.sleep(0.1)
