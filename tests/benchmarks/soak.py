"""Charge again and again in one process: `python -m tests.benchmarks.soak [CHARGES]`."""

import asyncio
import gc
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from network.journal import Journal
from tests.benchmarks.report import missed, report
from tests.small_nation import put_small_nation
from ui.command_line import Options
from ui.script_driver import ScriptDriver
from ui.wiring.buyer import GLASS_HOST, attach, build_buyer
from ui.wiring.parts import program
from ui.wiring.world import build_world, open_catalogue
from vehicle.harness.player import Player
from vehicle.harness.script import parse_script
from vehicle.time_jump import TimeJumpLoop

CHARGES = 200
WARM_UP = 20
SCRIPT = """
soc 20
drive >=250kW plug-and-charge
plug
until charging within 2 min
until soc >= 22 within 5 min
stop
until settled within 5 min
unplug
"""


async def _soak(folder: Path, charges: int) -> None:
    script = folder / "soak.txt"
    script.write_text(SCRIPT, "utf-8")
    steps = parse_script(script)
    failed = 0
    async with program(Options(data_dir=put_small_nation(folder))) as parts:
        catalogue = await open_catalogue(parts, lambda _: None, lambda _: None)
        build_world(parts)
        journal = Journal.open(folder / "journal.sqlite")
        parts.stack.callback(journal.close)
        buyer, _ = build_buyer(parts, catalogue, journal)
        parts.spawn(attach(buyer, f"http://{GLASS_HOST}/evcs/v1"))
        driver = ScriptDriver(
            buyer.link, buyer.session, buyer.bench, journal, catalogue, parts.runtime
        )
        await driver.listen()
        used_kb = 0
        for number in range(charges):
            if number == WARM_UP:
                used_kb = _used_kb()
            failed += not await Player(driver, lambda _: None).play(steps)
        report("soak_failed_charges", failed, "count", 0)
        report("soak_receipts", len(journal.receipts(charges)), "count", charges, at_most=False)
        grown_kb = (_used_kb() - used_kb) / max(1, charges - WARM_UP)
        # Chosen: a year of daily charges then costs under 20 MB.
        report("soak_memory_growth_per_charge", grown_kb, "kB", 50)


def _used_kb() -> int:
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Soak; 1 when a figure was missed."""
    charges = int(sys.argv[1]) if len(sys.argv) > 1 else CHARGES
    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        runner.run(_soak(Path(folder), charges))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
