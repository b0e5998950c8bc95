"""Have tiles painted by a worker process, the most wanted first."""

import json
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QImage

from ui.map_tiles import SIDE_PX, Raster, Tile
from ui.map_worker import HEADER

# One in the works and one waiting keep the worker busy; more would be painted though unwanted.
_IN_FLIGHT = 2
# Pictures come so far apart while the map moves: each takes a millisecond of its frame (measured).
_APART_MS = 12
# More tiles than are ever kept; the one painted longest ago is forgotten (chosen).
_MOST_LAID = 512
# A worker that dies again and again is not started for ever (chosen).
_MOST_STARTS = 5


class Overlay(Protocol):
    """What lies over our own map: fetched pictures."""

    @property
    def is_dimmed(self) -> bool:
        """Tell whether they are too bright for the night as they are."""

    def rasters(self, tile: Tile) -> list[Raster]:
        """List the pictures of a tile that are there."""

    def covers(self, tile: Tile, count: int) -> bool:
        """Tell whether so many pictures are all that belong to a tile."""


class TilePress(QObject):
    """The worker process and the orders to it. It starts at once, for it takes a while."""

    painted = Signal(object, QImage)
    """A tile and its picture."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: list[Tile] = []
        self._overlay: Overlay | None = None
        self._laying: dict[int, int] = {}
        self.laid: dict[Tile, int] = {}
        """How many fetched pictures lie on each tile as it was painted last."""
        self._ordered: dict[int, Tile] = {}
        # Orders among them that the worker was told to skip, if it has not begun them.
        self._forgotten: set[int] = set()
        self._number = 0
        self._starts = 0
        self._is_closed = False
        # Number, side and bytes of the picture that is coming.
        self._coming: tuple[int, int, int] | None = None
        self.is_spared = False
        """Whether one picture is enough for a frame: the map moves."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_APART_MS)
        self._later.timeout.connect(self._read)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.setWorkingDirectory(str(Path(__file__).parents[1]))
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_QPA_PLATFORM", "offscreen")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._restart)
        self._start()

    def lay_over(self, overlay: Overlay) -> None:
        """Lay these over every tile that is painted from now on."""
        self._overlay = overlay

    def want(self, tiles: Sequence[Tile]) -> None:
        """Replace the list of wanted tiles, the first to be painted first."""
        wanted = set(tiles)
        for number, tile in self._ordered.items():
            if tile not in wanted and number not in self._forgotten:
                self._forgotten.add(number)
                self._process.write(json.dumps({"forget": number}).encode() + b"\n")
        # What is wanted again though forgotten is ordered again: it may have been skipped.
        ordered = {tile for n, tile in self._ordered.items() if n not in self._forgotten}
        self._wanted = [tile for tile in tiles if tile not in ordered]
        self._send()

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is wanted any more."""
        return not self._wanted and not self._ordered

    def close(self) -> None:
        """End the worker; the tiles that it still owes never come."""
        if self._is_closed:
            return
        self._is_closed = True
        # Nobody may be left to hear of its end.
        self._process.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._process.kill()
        self._process.waitForFinished(1000)

    def _start(self) -> None:
        self._starts += 1
        self._process.start(sys.executable, ["-m", "ui.map_worker"])

    def _restart(self) -> None:
        if self._is_closed or self._starts >= _MOST_STARTS:
            return
        self._coming = None
        owed = [tile for n, tile in self._ordered.items() if n not in self._forgotten]
        self._wanted = [*owed, *self._wanted]
        self._ordered.clear()
        self._laying.clear()
        self._forgotten.clear()
        self._start()
        self._send()

    def _send(self) -> None:
        while (
            self._wanted
            and not self._is_closed
            and len(self._ordered) - len(self._forgotten) < _IN_FLIGHT
        ):
            tile = self._wanted.pop(0)
            self._number += 1
            self._ordered[self._number] = tile
            bounds = tile.bounds
            rasters = self._overlay.rasters(tile) if self._overlay is not None else []
            self._laying[self._number] = len(rasters)
            order = {
                "number": self._number,
                "theme": tile.style.theme,
                "zoom": tile.zoom,
                "left": bounds.left,
                "top": bounds.top,
                "span": tile.span,
                "side_px": SIDE_PX,
                "rasters": [astuple(raster) for raster in rasters],
                "is_covered": self._is_covered(tile, len(rasters)),
                "is_dimmed": self._overlay is not None and self._overlay.is_dimmed,
            }
            self._process.write(json.dumps(order).encode() + b"\n")

    def _is_covered(self, tile: Tile, count: int) -> bool:
        return self._overlay is not None and self._overlay.covers(tile, count)

    def _read(self) -> None:
        # A picture comes in many pieces: it is taken out as a whole when all of it is there.
        while not self._later.isActive():
            if self._coming is None:
                if self._process.bytesAvailable() < HEADER.size:
                    return
                self._coming = HEADER.unpack(self._process.read(HEADER.size).data())
            number, side, length = self._coming
            if self._process.bytesAvailable() < length:
                return
            self._coming = None
            pixels = self._process.read(length)
            # The picture borrows the bytes; copy() gives it its own.
            view = memoryview(pixels)  # type: ignore[arg-type]  # a buffer: the stubs do not say
            image = QImage(view, side, side, QImage.Format.Format_RGB32).copy()
            if self.is_spared and length:
                self._later.start()
            self._take(number, image)

    def _take(self, number: int, image: QImage) -> None:
        tile, count = self._ordered.pop(number), self._laying.pop(number)
        self._forgotten.discard(number)
        if image.isNull():
            # It was skipped.
            self._send()
            return
        self.laid.pop(tile, None)
        self.laid[tile] = count
        if len(self.laid) > _MOST_LAID:
            del self.laid[next(iter(self.laid))]
        self._send()
        self.painted.emit(tile, image)
