"""Open the head unit on the whole network, in a process of its own, beside the world's process."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QSGRendererInterface

from network.sync_state import SyncPhase
from tests.benchmarks.nation import build_nation
from ui.app import WindowOptions, prepare, run_on_qt
from ui.command_line import Options
from ui.map_scene import ChargerMap
from ui.wiring.glass import Opened, opened

SIZE = (1920, 1080)
ROOT = Path(__file__).parents[2]
SOFTWARE, NULL = "software", "null"
"""Renderers: Qt's own on the processor, and the one that draws nothing, which needs an X server."""
PATIENCE_S = 60.0
_LIMIT_S = 420.0
_COPY_S = 240.0
Figures = dict[str, float]


@contextmanager
def nation() -> Iterator[Path]:
    """Hold a folder with the glass's network, and the world's process on the same network.

    `world` in it tells the world's port.
    """
    with TemporaryDirectory() as name:
        folder, world = Path(name) / "glass", Path(name) / "world"
        folder.mkdir()
        world.mkdir()
        build_nation(folder / "network.sqlite")
        shutil.copy(folder / "network.sqlite", world / "network.sqlite")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "main.py", "world", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--data-dir", str(world)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            if process.stdout is None or "world on" not in process.stdout.readline():
                raise RuntimeError("the world did not begin")
            (folder / "world").write_text(str(port))
            yield folder
        finally:
            process.terminate()
            process.wait(timeout=30)


def has_x() -> bool:
    """Tell whether an X server can be had for the null renderer."""
    return shutil.which("xvfb-run") is not None


def run(module: str, renderer: str, folder: Path) -> Figures:
    """Run a benchmark's module as a child with a renderer; answers what it printed last."""
    command = [sys.executable, "-m", module, renderer, str(folder)]
    environment = dict(os.environ)
    if renderer == NULL:
        screen = f"-screen 0 {SIZE[0]}x{SIZE[1]}x24"
        command = ["xvfb-run", "-a", "-s", screen, *command]
        environment |= {"QT_QPA_PLATFORM": "xcb", "QSG_RHI_BACKEND": "null", "QT_QUICK_BACKEND": ""}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=_LIMIT_S
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def be_child(measure: Callable[[Opened], Awaitable[Figures]]) -> None:
    """Open the head unit as `run` wants it, measure and print."""
    renderer, folder = sys.argv[1], Path(sys.argv[2])
    window = WindowOptions(size=SIZE, is_offscreen=renderer == SOFTWARE)
    prepare(window)
    world = ("127.0.0.1", int((folder / "world").read_text()))
    options = Options(data_dir=folder, language="zh", world=world)

    async def show(app: QGuiApplication) -> int:
        async with opened(app, options, window) as head_unit:
            api = head_unit.screen.window.rendererInterface().graphicsApi()
            is_software = api == QSGRendererInterface.GraphicsApi.Software
            if is_software != (renderer == SOFTWARE):
                raise RuntimeError(f"{renderer} was wanted, {api.name} draws")
            print(json.dumps(await measure(head_unit)))
        return 0

    run_on_qt(show)


async def settled(map_: ChargerMap) -> None:
    """Wait until nothing moves on the map and every tile is there."""
    async with asyncio.timeout(PATIENCE_S):
        while not map_.property("settled"):
            await asyncio.sleep(0.02)


async def copied(head_unit: Opened) -> None:
    """Wait until all stations have been copied from the world, which is done once: a minute."""
    sync = head_unit.fresh.sync
    async with asyncio.timeout(_COPY_S):
        while sync.total.is_applying or not all(
            one.fresh_at and one.phase is SyncPhase.WAITING for one in sync.states.values()
        ):
            await asyncio.sleep(0.5)
