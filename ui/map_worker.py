"""Paint tiles in a process of its own: orders come in on stdin, pictures go out on stdout.

An order is one line of JSON; a picture is its `HEADER` and then 32-bit pixels row by row.
"""

import json
import os
import struct
import sys

from PySide6.QtGui import QGuiApplication

from ui.map_paint import TileOrder, TilePainter
from ui.map_tiles import Raster

HEADER = struct.Struct("<IIQ")
"""Number of the order, side in pixels, bytes of the picture."""

_NICER = 5


def main() -> int:
    """Serve until stdin ends."""
    # The glass and the buses come first.
    if sys.platform != "win32":
        os.nice(_NICER)
    _app = QGuiApplication(["map_worker", "-platform", "offscreen"])
    try:
        _serve(TilePainter())
    except BrokenPipeError:
        # The glass is gone; stdout must not be flushed once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _serve(painter: TilePainter) -> None:
    for line in sys.stdin:
        order = json.loads(line)
        number = order.pop("number")
        rasters = tuple(Raster(*one) for one in order.pop("rasters"))
        image = painter.paint(TileOrder(**order, rasters=rasters))
        pixels = image.constBits()
        sys.stdout.buffer.write(HEADER.pack(number, image.width(), len(pixels)))
        sys.stdout.buffer.write(pixels)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
