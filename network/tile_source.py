"""Say where map pictures come from: the address of each square, and where it lies on our map.

Squares are those of every web map: at zoom z the Mercator world is 2^z squares wide. A source in
GCJ-02 has the same squares of a shifted ground; we move each back as a whole. What a square is
bent by besides is left: at most 0.6 of its 256 pixels up to zoom 18 (measured over the mainland).
"""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from math import floor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from network.geo import gcj02_to_wgs84, mercator, unmercator

THEMES = ("light", "dark")
_PLACES = {"z", "x", "y", "-y", "s", "theme"}
_PLACE = re.compile(r"\{([^{}]*)\}")
# The shift is 688 m at most (network.geo), 1.9e-5 of the world at 45 N.
_MOST_SHIFT = 4.0e-5
# So much of a template stands in a message (chosen).
_SHOWN = 200
DEEPEST = 22
"""No source has pictures beyond (chosen)."""


class TileSourceError(Exception):
    """A template or its file cannot be used; one line."""


class Datum(Enum):
    """Which ground a source has drawn."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"


@dataclass(frozen=True, slots=True)
class TileKey:
    """One square of a source: zoom, column from the west, row from the north, and its theme.

    The theme is empty where the source has only one.
    """

    zoom: int
    column: int
    row: int
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a square lies, in world units on WGS-84."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TileSource:
    """A server of map pictures. `template` has {z}, {x} and {y}, or {-y} for rows from the south.

    {s} stands for one of `servers`, {theme} for light or dark. `attribution` is shown on the map.
    """

    template: str
    datum: Datum = Datum.WGS84
    attribution: str = ""
    servers: tuple[str, ...] = ("a", "b", "c")
    deepest: int = 18

    @property
    def host(self) -> str:
        """The server's name as it stands in the template."""
        return urlsplit(self.template).netloc

    @property
    def name(self) -> str:
        """Answer a folder name of its own, without what the template may hold of keys."""
        return sha256(self.template.encode()).hexdigest()[:16]

    @property
    def is_themed(self) -> bool:
        """Tell whether it has pictures for the night."""
        return "{theme}" in self.template

    def url(self, key: TileKey) -> str:
        """Answer the address of a square."""
        words = {
            "z": str(key.zoom),
            "x": str(key.column),
            "y": str(key.row),
            "-y": str(2**key.zoom - 1 - key.row),
            "theme": key.theme,
            "s": self.servers[(key.column + key.row) % len(self.servers)] if self.servers else "",
        }
        return _PLACE.sub(lambda match: words[match[1]], self.template)

    def extent(self, key: TileKey) -> Extent:
        """Place a square on our map. Neighbours share their edges: no seam shows."""
        side = 2.0**-key.zoom
        left, top = key.column * side, key.row * side
        middle_x, middle_y = left + side / 2, top + side / 2
        return Extent(
            self._true(left, middle_y)[0],
            self._true(middle_x, top)[1],
            self._true(left + side, middle_y)[0],
            self._true(middle_x, top + side)[1],
        )

    def over(self, window: Extent, zoom: int, theme: str = "light") -> list[TileKey]:
        """List the squares that meet a window at a zoom, or at the deepest that there is."""
        zoom = min(zoom, self.deepest)
        count, theme = 2**zoom, theme if self.is_themed else ""
        room = _MOST_SHIFT if self.datum is Datum.GCJ02 else 0.0
        columns = _span(window.left - room, window.right + room, count)
        rows = _span(window.top - room, window.bottom + room, count)
        keys = [TileKey(zoom, column, row, theme) for row in rows for column in columns]
        return [key for key in keys if not room or _meet(self.extent(key), window)]

    def _true(self, x: float, y: float) -> tuple[float, float]:
        if self.datum is Datum.WGS84:
            return x, y
        return mercator(*gcj02_to_wgs84(*unmercator(x, y)))


def _span(low: float, high: float, count: int) -> range:
    first, last = floor(low * count), floor(high * count)
    if last == high * count:
        last -= 1  # a window that ends where a square begins does not meet it
    return range(max(0, first), min(count - 1, last) + 1)


def _meet(a: Extent, b: Extent) -> bool:
    return a.left < b.right and a.right > b.left and a.top < b.bottom and a.bottom > b.top


def parse_template(template: str) -> str:
    """Answer the template if it can be used. Raises: TileSourceError."""
    if not _is_address(template):
        raise TileSourceError(
            f"{template[:_SHOWN]!r} is no address of pictures: it starts with https:// or "
            "http://, names a server, and has neither blanks nor a user's name"
        )
    places = _PLACE.findall(template)
    unknown = [place for place in places if place not in _PLACES]
    if unknown:
        raise TileSourceError(
            f"{{{unknown[0]}}} is not known: {{z}} {{x}} {{y}} {{-y}} {{s}} {{theme}}"
        )
    if "z" not in places or "x" not in places or not {"y", "-y"} & set(places):
        raise TileSourceError(
            f"{template[:_SHOWN]!r} lacks one of {{z}}, {{x}} and {{y}} (or {{-y}})"
        )
    if {"y", "-y"} <= set(places):
        raise TileSourceError(f"{template[:_SHOWN]!r} has both {{y}} and {{-y}}")
    return template


def _is_address(template: str) -> bool:
    try:
        parts = urlsplit(template)
        # Reading the port is what finds out that it is none.
        is_server = bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        return False
    # urlsplit itself drops line ends without a word.
    is_one_word = all(sign.isprintable() and not sign.isspace() for sign in template)
    return parts.scheme in ("http", "https") and is_server and is_one_word


def read_source(file: Path) -> TileSource:
    """Read a source from a TOML file: url, datum, attribution, servers, deepest.

    Raises: TileSourceError, OSError.
    """
    try:
        found: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TileSourceError(f"{file}: {error}") from error
    unknown = sorted(set(found) - {"url", "datum", "attribution", "servers", "deepest"})
    if unknown:
        raise TileSourceError(f"{file}: {unknown[0]} is not known")
    if "url" not in found:
        raise TileSourceError(f"{file}: url is missing")
    if not isinstance(found["url"], str):
        raise TileSourceError(f"{file}: url is no text in quotes")
    try:
        datum = Datum(found.get("datum", Datum.WGS84.value))
    except ValueError as error:
        raise TileSourceError(f"{file}: datum is wgs84 or gcj02") from error
    servers, deepest = found.get("servers", ["a", "b", "c"]), found.get("deepest", 18)
    if not isinstance(servers, list) or not all(isinstance(name, str) for name in servers):
        raise TileSourceError(f"{file}: servers is a list of names")
    if not isinstance(deepest, int) or not 0 <= deepest <= DEEPEST:
        raise TileSourceError(f"{file}: deepest is a zoom from 0 to {DEEPEST}")
    url = parse_template(found["url"])
    return TileSource(url, datum, str(found.get("attribution", "")), tuple(servers), deepest)
