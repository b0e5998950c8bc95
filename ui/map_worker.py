"""Paint tiles in a process of its own: orders come in on stdin, pictures go out on stdout.

An order is one line of JSON; a picture is its `HEADER` and then 32-bit pixels row by row. An order
that is to be forgotten ({"forget": number}) before it has been begun is answered by a picture of no
size. Whenever no order waits, what coming orders need is made ready, step by step, until all is.
"""

import json
import os
import struct
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread  # noqa: TID251 - no other way to look for input that Windows has too
from typing import BinaryIO, Protocol

from PySide6.QtGui import QGuiApplication, QImage

from ui.map_paint import TileOrder, TilePainter
from ui.map_tiles import Raster

if sys.platform == "linux":
    import fcntl

HEADER = struct.Struct("<IIQ")
"""Number of the order, side in pixels, bytes of the picture."""

Orders = SimpleQueue[bytes | None]
"""Lines of JSON; None when no more will come."""

_NICER = 19
_PIPE_BYTES = 1 << 20
"""A picture of 512 pixels, and the most that Linux gives anybody: /proc/sys/fs/pipe-max-size."""
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
    _widen(sys.stdout.fileno())
    _app = QGuiApplication(["map_worker", "-platform", "offscreen"])
    orders: Orders = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.fileno(), orders), daemon=True).start()
    try:
        serve(TilePainter(), orders, sys.stdout.buffer)
    except BrokenPipeError:
        # The glass is gone; stdout must not be flushed once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _widen(pipe: int) -> None:
    """Let a picture go out in one piece: of 16 pieces each waits for the glass to look again."""
    if sys.platform == "linux":
        # What is no pipe, or one that may not be widened, takes pieces.
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


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
    waiting: dict[int, TileOrder] = {}
    zoom, is_ready, is_ended = _FIRST_ZOOM, False, False
    while True:
        try:
            line = orders.get(block=is_ready and not waiting and not is_ended)
        except Empty:
            if waiting:
                number = next(iter(waiting))
                order = waiting.pop(number)
                zoom = order.zoom
                _hand_over(number, painter.paint(order), pictures)
            elif is_ended:
                return
            else:
                is_ready = not painter.prepare(zoom)
            continue
        if line is None:
            is_ended = True
            continue
        words = json.loads(line)
        if "forget" not in words:
            number = words.pop("number")
            rasters = tuple(Raster(*one) for one in words.pop("rasters"))
            waiting[number] = TileOrder(**words, rasters=rasters)
        elif waiting.pop(words["forget"], None) is not None:
            _hand_over(words["forget"], QImage(), pictures)


def _hand_over(number: int, image: QImage, pictures: BinaryIO) -> None:
    pixels = b"" if image.isNull() else image.constBits()
    pictures.write(HEADER.pack(number, image.width(), len(pixels)))
    pictures.write(pixels)
    pictures.flush()


if __name__ == "__main__":
    sys.exit(main())
