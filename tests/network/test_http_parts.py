"""The first connection loads nothing more on the loop; in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PROGRAM = """
import asyncio, sys
from network.http_parts import load_parts
from network.wire import Wire
from network.errors import Unreachable

async def call():
    try:
        # Nobody listens at port 9.
        await Wire().get_json("http://127.0.0.1:9/", "peer")
    except Unreachable:
        pass

load_parts()
before = set(sys.modules)
asyncio.run(call())
print(*sorted(name for name in set(sys.modules) - before if name.partition(".")[0] == sys.argv[1]))
"""


def _loaded(package: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, package],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_first_connection_finds_its_parts_loaded() -> None:
    assert _loaded("httpcore") == ""
    assert _loaded("anyio") == ""
