"""Lay fetched map pictures under the pins: which belong to a tile, and which are there."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import floor, log2
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement

from network.raster_tiles import Trouble
from network.tile_source import Extent, TileKey, TileSource
from ui import online_wording
from ui.foreign_text import shown
from ui.map_camera import Bounds
from ui.map_tiles import Raster, Tile
from ui.speech import Speech

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# From this much of a zoom on the next deeper pictures are taken: small, not blurred (chosen).
_DEEPER_FROM = 0.25
# Squares that come within so long are shown together (chosen).
_GATHER_MS = 100
# Of whose map it is so much is shown: two lines (chosen).
_LONGEST_CREDIT = 200


class Pictures(Protocol):
    """What is needed of network.raster_tiles."""

    source: TileSource

    @property
    def is_busy(self) -> bool:
        """Tell whether something wanted is still to come."""

    def find(self, key: TileKey) -> Path | None:
        """Find the picture of a square, also an old one."""

    def want(self, keys: Iterable[TileKey]) -> None:
        """Replace what is wanted, the first to come first."""


@QmlElement
class OnlineMap(QObject):
    """The pictures of a server, if one was named; without one nothing is ever there."""

    changed = Signal()
    # One or more squares have come.
    came = Signal()
    told = Signal(str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._pictures: Pictures | None = None
        self._asked: list[TileKey] = []
        self._is_failing = False
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        self._gathering.timeout.connect(self.came)

    def use(self, pictures: Pictures) -> None:
        """Show these from now on."""
        self._pictures = pictures
        self.changed.emit()

    @Property(str, notify=changed)
    def attribution(self) -> str:
        """Whose map it is; to be shown on it. Empty where nothing of it is in view."""
        credit = "" if self._pictures is None else self._pictures.source.attribution
        if self._is_failing and not self._has_any():
            return ""
        return shown(credit, _LONGEST_CREDIT)

    def _has_any(self) -> bool:
        pictures = self._pictures
        return pictures is not None and any(pictures.find(key) for key in self._asked)

    @property
    def is_on(self) -> bool:
        """Tell whether a server was named."""
        return self._pictures is not None

    @property
    def is_busy(self) -> bool:
        """Tell whether something wanted is still to come."""
        return self._pictures is not None and self._pictures.is_busy

    @property
    def is_dimmed(self) -> bool:
        """Tell whether the pictures are too bright for the night as they are."""
        return self._pictures is not None and not self._pictures.source.is_themed

    def want(self, tiles: Sequence[Tile]) -> None:
        """Say what is looked at, the first first; what was asked for before is forgotten."""
        if self._pictures is None:
            return
        keys = list(dict.fromkeys(key for tile in tiles for key in self._keys(tile)))
        if keys != self._asked:
            self._asked = keys
            self._pictures.want(keys)
            if self._is_failing:
                self.changed.emit()

    def rasters(self, tile: Tile) -> list[Raster]:
        """List the pictures of a tile that are there."""
        if self._pictures is None:
            return []
        found = []
        for key in self._keys(tile):
            path = self._pictures.find(key)
            if path is not None:
                at = _extent(self._pictures.source, key)
                found.append(Raster(str(path), at.left, at.top, at.right, at.bottom))
        return found

    def covers(self, tile: Tile, count: int) -> bool:
        """Tell whether so many pictures are all that belong to a tile."""
        return self._pictures is not None and count == len(self._keys(tile)) and count > 0

    def behind(self, tiles: Sequence[Tile], laid: Mapping[Tile, int]) -> list[Tile]:
        """List those painted with fewer pictures than are there now (`laid`: with how many).

        A tile is painted again when all of its pictures are there, or when no more will come.
        """
        pictures = self._pictures
        if pictures is None:
            return []
        counts = [
            (tile, sum(pictures.find(key) is not None for key in self._keys(tile)))
            for tile in tiles
            if tile in laid
        ]
        return [
            tile
            for tile, count in counts
            if count > laid[tile] and (self.covers(tile, count) or not self.is_busy)
        ]

    def covered(self, tiles: Sequence[Tile], laid: Mapping[Tile, int]) -> list[Bounds]:
        """List where our own map is hidden (`laid`: how many pictures lie on each tile)."""
        return [tile.bounds for tile in tiles if self.covers(tile, laid.get(tile, 0))]

    def take(self, _key: TileKey) -> None:
        """Hear that a square has come."""
        if not self._gathering.isActive():
            self._gathering.start()

    def tell(self, trouble: Trouble | None) -> None:
        """Say in a sentence that the server fails; an empty one when it works again."""
        self._is_failing = trouble is not None
        self.changed.emit()
        text = "" if trouble is None else self._speech.say(online_wording.TROUBLE[trouble])
        self.told.emit(text)

    def _keys(self, tile: Tile) -> tuple[TileKey, ...]:
        return () if self._pictures is None else _keys(self._pictures.source, tile)


@lru_cache(maxsize=4096)
def _extent(source: TileSource, key: TileKey) -> Extent:
    return source.extent(key)


@lru_cache(maxsize=512)
def _keys(source: TileSource, tile: Tile) -> tuple[TileKey, ...]:
    zoom = floor(tile.zoom + log2(tile.style.ratio) + 1.0 - _DEEPER_FROM)
    bounds = tile.bounds
    window = Extent(bounds.left, bounds.top, bounds.right, bounds.bottom)
    theme = "light" if tile.style.theme == "day" else "dark"
    return tuple(source.over(window, max(0, zoom), theme))
