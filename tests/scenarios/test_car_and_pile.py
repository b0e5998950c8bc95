"""Let the emulated car and one pile talk from two processes, as they would to real ones."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread  # noqa: TID251 - a pipe cannot be waited for with a limit on Windows

import pytest

ROOT = Path(__file__).parents[2]
# Time-outs of GB/T 27930 are whole seconds: at this speed a late loop of 0.2 s breaks none.
SPEED = 4.0
WITHIN_S = 40.0
MODEL = "dc_54_400_kw_liquid_cooled"


def _free_port() -> int:
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(("", 0))
        return int(probe.getsockname()[1])


class Program:
    """One of the two programs: what it says, and what it is told."""

    def __init__(self, words: list[str]) -> None:
        self.said: list[str] = []
        self._lines: Queue[str] = Queue()
        self._process = subprocess.Popen(
            [sys.executable, "main.py", *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip())

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def hears(self, words: str) -> str:
        """Wait until a line with these words is said."""
        until = time.perf_counter() + WITHIN_S
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, until - time.perf_counter()))
            except Empty:
                raise AssertionError(f"never said {words!r}: {self.said}") from None
            self.said.append(line)
            if words in line:
                return line

    def end(self) -> int:
        self._process.terminate()
        status = self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return status


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[tuple[Program, Program]]:
    group, charging, vehicle = "239.74.163.3", _free_port(), _free_port()
    common = ["--data-dir", str(tmp_path), "--speed", str(SPEED)]
    common += ["--charging-interface", "udp_multicast", "--charging-channel", f"{group}:{charging}"]
    bus = ["--vehicle-interface", "udp_multicast", "--vehicle-channel", f"{group}:{vehicle}"]
    car = Program(["car", "--soc", "40", *common, *bus])
    pile = Program(["pile", "--model", MODEL, *common])
    yield car, pile
    assert (car.end(), pile.end()) == (0, 0)


def test_a_charge_between_two_processes_starts_flows_and_stops_in_order(
    ends: tuple[Program, Program],
) -> None:
    car, pile = ends
    car.hears("obeys: plug unplug stop soc PCT")
    pile.hears("obeys: plug unplug start stop")
    car.tell("plug")
    pile.tell("plug")
    pile.hears("authorised LCDTESTS77MAX0001")
    pile.hears(" FLOWS ")
    car.hears(" FLOWS ")
    car.tell("stop at once")
    car.hears("stop at once: known here: plug unplug stop soc PCT")
    car.tell("stop")
    ended = pile.hears("ended BMS_INITIATED ").split()
    assert 0.0 <= float(ended[2]) < 2.0
    car.tell("unplug")
    pile.tell("unplug")
    pile.hears("unplugged")
    car.hears(" ASLEEP ")
    assert _phases(pile) == [
        "HANDSHAKE", "RECOGNITION", "RECOGNISED", "CONFIGURATION", "PREPARING", "READY", "CHARGING",
        "STOPPING", "END", "OFF", "IDLE",
    ]  # fmt: skip
    assert _phases(car) == [
        "HANDSHAKE", "RECOGNITION", "CONFIGURATION", "PREPARING", "READY", "CHARGING", "STOPPING",
        "END", "ASLEEP",
    ]  # fmt: skip


def _phases(program: Program) -> list[str]:
    lines = [line.split() for line in program.said if " s  " in line]
    return [line[2] for line in lines if line[2] not in {"FLOWS", "RESTS"}]
