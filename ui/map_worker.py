"""Paint tiles in a process of its own: orders come in on stdin, pictures go out on stdout.

An order is one line of JSON; a picture is its `HEADER` and then 32-bit pixels row by row. Whenever
no order waits, what coming orders need is made ready, step by step, until all is.
"""

import json
import os
import struct
import sys
from queue import Empty, SimpleQueue
from threading import Thread  # noqa: TID251 - no other way to look for input that Windows has too
from typing import BinaryIO, Protocol

from PySide6.QtGui import QGuiApplication, QImage

from ui.map_paint import TileOrder, TilePainter
from ui.map_tiles import Raster

HEADER = struct.Struct("<IIQ")
"""Number of the order, side in pixels, bytes of the picture."""

Orders = SimpleQueue[bytes | None]
"""Lines of JSON; None when no more will come."""

_NICER = 5
_FIRST_ZOOM = 5.0
"""What is made ready first, before the first order tells (chosen: the map starts far out)."""


class Painter(Protocol):
    """Who paints."""

    def paint(self, order: TileOrder) -> QImage:
        """Paint one tile."""

    def prepare(self, zoom: float) -> bool:
        """Make one thing ready; tell whether there was any left."""


def main() -> int:
    """Serve until stdin ends."""
    # The glass and the buses come first.
    if sys.platform != "win32":
        os.nice(_NICER)
    _app = QGuiApplication(["map_worker", "-platform", "offscreen"])
    orders: Orders = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.fileno(), orders), daemon=True).start()
    try:
        serve(TilePainter(), orders, sys.stdout.buffer)
    except BrokenPipeError:
        # The glass is gone; stdout must not be flushed once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _listen(source: int, orders: Orders) -> None:
    # sys.stdin holds a lock while it waits, which the end of the program would stumble over.
    rest = b""
    while data := os.read(source, 1 << 16):
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            orders.put(line)
    orders.put(None)


def serve(painter: Painter, orders: Orders, pictures: BinaryIO) -> None:
    """Paint what is ordered, in that order, and prepare for more meanwhile."""
    zoom, is_ready = _FIRST_ZOOM, False
    while True:
        try:
            line = orders.get(block=is_ready)
        except Empty:
            is_ready = not painter.prepare(zoom)
            continue
        if line is None:
            return
        order = json.loads(line)
        number = order.pop("number")
        rasters = tuple(Raster(*one) for one in order.pop("rasters"))
        wanted = TileOrder(**order, rasters=rasters)
        zoom = wanted.zoom
        image = painter.paint(wanted)
        pixels = image.constBits()
        pictures.write(HEADER.pack(number, image.width(), len(pixels)))
        pictures.write(pixels)
        pictures.flush()


if __name__ == "__main__":
    sys.exit(main())
