"""Read where online map pictures come from: from the command line, or a file. No Qt."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from network.tile_source import Datum, TileSource, TileSourceError, parse_template, read_source

FILE = "tiles.toml"
"""In the data folder: a source for every start without --tiles."""
EXPLANATION = """\
Without --tiles the map is the built-in one and nothing is fetched. With it pictures from a server
lie over it, below the pins; they are kept in the data folder. The server's own terms hold: many
want to be asked, and to be named with --tiles-attribution. A file tiles.toml in the data folder
(url, datum, attribution, servers, deepest) is used where nothing is typed."""


def add_tile_options(group: argparse.ArgumentParser) -> None:
    """Offer the options of the online map."""
    add = group.add_argument_group("online map", EXPLANATION).add_argument
    add(
        "--tiles", metavar="URL",
        help="address with {z} {x} {y}, or {-y}; {s} is a, b or c; {theme} light or dark; or a "
        ".toml file",
    )  # fmt: skip
    add(
        "--tiles-datum", choices=[datum.value for datum in Datum],
        help="which ground the pictures show (default wgs84)",
    )  # fmt: skip
    add("--tiles-attribution", metavar="TEXT", help="whose map it is, shown on it")


def take_tile_options(given: dict[str, Any], error: Callable[[str], NoReturn]) -> None:
    """Put a TileSource, or None, in place of the words. `given` holds the data folder."""
    template = given.pop("tiles", None)
    datum, credit = given.pop("tiles_datum", None), given.pop("tiles_attribution", None)
    if template is None and (datum or credit):
        error("--tiles-datum and --tiles-attribution belong to --tiles")
    kept = given["data_dir"] / FILE
    try:
        if template is None:
            given["tiles"] = read_source(kept) if kept.exists() else None
        elif template.endswith(".toml"):
            given["tiles"] = read_source(Path(template))
        else:
            ground = Datum(datum or Datum.WGS84.value)
            given["tiles"] = TileSource(parse_template(template), ground, credit or "")
    except (TileSourceError, OSError) as reason:
        error(str(reason))
