"""Put the head unit on a bus that may be a real one: it listens, and speaks only when armed."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import can
import pytest

from network.catalogue import Catalogue
from network.journal import Journal
from tests.small_nation import put_small_nation
from tests.vehicle.virtual_adapter import NAME
from ui.command_line import Options
from ui.wiring.buyer import build_buyer
from ui.wiring.parts import program
from ui.wiring.world import build_world
from vehicle.bus_spec import BusSpec
from vehicle.bus_state import BusState
from vehicle.commands import CommandResult

REAL = BusSpec(NAME, "real-vehicle", 500_000)
# 55.00 %, 753.0 V, 240.0 A, 28.5 degC, as in su7.dbc.
BATTERY = can.Message(
    arbitration_id=0x2A0, data=bytes.fromhex("7c156a1d60091d01"), is_extended_id=False
)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.02)


async def test_a_real_car_is_shown_and_told_nothing_until_armed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data_dir = put_small_nation(tmp_path / "data")
    options = Options(data_dir=data_dir, vehicle_bus=REAL)
    with can.Bus(interface="virtual", channel=REAL.channel, ignore_config=True) as car:
        async with program(options) as parts:
            assert capsys.readouterr().out.startswith(f"listening only: {REAL}")
            build_world(parts)
            catalogue = Catalogue.open(data_dir / "network.sqlite")
            parts.stack.callback(catalogue.close)
            journal = Journal.open(tmp_path / "journal.sqlite")
            parts.stack.callback(journal.close)
            buyer, _ = build_buyer(parts, catalogue, journal)
            refused: list[CommandResult] = []
            buyer.link.on_refused = lambda _, result: refused.append(result)

            assert buyer.bus.state is BusState.UNARMED
            car.send(BATTERY)
            await _until(lambda: buyer.link.soc_pct == 55.0)
            buyer.link.stop_car()
            assert refused == [CommandResult.NOT_SENT]
            # Neither the head unit nor the emulated car, which runs beside it, is on that bus.
            await parts.clock.sleep(0.5)
            assert car.recv(0) is None

            parts.arming.set(is_armed=True)
            buyer.link.stop_car()
            sent = car.recv(1.0)
            assert sent is not None
            assert (sent.arbitration_id, bytes(sent.data)[1:]) == (0x2C0, b"\x03\x00\x00")
            await _until(lambda: len(refused) == 2)
            assert refused[1] is CommandResult.UNANSWERED
