"""Make the two catalogues: the world's, which its operators give out, and the head unit's own.

The head unit never reads the world's: what it knows of stations it learns from their operators. A
head unit that has nothing yet begins with a copy, as if it had asked everybody a moment ago: a
second, where asking 23 operators for 1.4 million connectors takes a minute. From then on it asks
for what has changed, and once a day for everything. Of a world in another process, and of a real
operator, nobody knows what has changed since: those are asked for everything at once. The copy is
of the day that the world has, so that no operator is on the map before it exists.
"""

import logging
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from network.bookmarks import Bookmark, Bookmarks
from network.catalogue import Catalogue, CatalogueError, CatalogueLost
from network.catalogue_file import CatalogueFile, Unfit, logs_of, put_aside, put_back
from network.imports.shelf import Shelf
from network.imports.taking import restore
from network.sandbox.growth_cut import cut_to
from network.sandbox.nation import build
from network.sandbox.nation_sheet import NationOperator
from ui.wiring.turned_day import write_day

NETWORK_FILE = "network.sqlite"
"""The simulated world's stations."""
STATIONS_FILE = "stations.sqlite"
"""The head unit's stations: of all operators, simulated or real, and of all imports."""
# How much of the work the simulated network is, and the copy. Chosen.
_BUILT, _COPIED = 0.7, 0.8
_log = logging.getLogger(__name__)

Progress = Callable[[float], None]
Complain = Callable[[CatalogueLost], None]


@dataclass(frozen=True, slots=True)
class Seed:
    """What a head unit without stations begins with.

    `day` is the one that the world's operators have, None for all of their network. `copied` are
    the operators whose stations are known to be as the copy has them, `now` is when.
    """

    now: datetime
    day: date | None = None
    copied: Sequence[str] = ()


def build_network(data_dir: Path, operators: Sequence[NationOperator], progress: Progress) -> None:
    """Make up the simulated network. Raises: CatalogueError."""
    build(data_dir / NETWORK_FILE, operators, progress)


def seed_stations(
    data_dir: Path,
    operators: Sequence[NationOperator],
    seed: Seed,
    progress: Progress,
    complain: Complain,
) -> None:
    """Make the head unit's catalogue, and take in again what is on the shelf of imports.

    The world's is made before, where there is none. An import that cannot be read any more is left
    out, and named in the log. Raises: CatalogueError.
    """
    source, target = data_dir / NETWORK_FILE, data_dir / STATIONS_FILE
    try:
        Catalogue.open(source).close()
    except CatalogueLost as lost:
        if lost.moved_to is not None:
            complain(lost)
        build_network(data_dir, operators, lambda share: progress(_BUILT * share))
    progress(_BUILT)
    try:
        _copy(source, target, seed.day)
        _write_marks(target, seed)
    except OSError as error:
        raise CatalogueError(f"{target}: {error.strerror or error}") from error
    progress(_COPIED)
    for name, reason in restore(target, Shelf(data_dir)).items():
        _log.warning("import %s is left out: %s", name, reason)
    progress(1.0)


def open_stations(
    data_dir: Path,
    operators: Sequence[NationOperator],
    seed: Seed,
    progress: Progress,
    complain: Complain,
) -> Catalogue:
    """Open the head unit's catalogue, and make it first where there is none.

    `complain` is told why a file that was there could not be used. Raises: CatalogueError.
    """
    path = data_dir / STATIONS_FILE
    try:
        return Catalogue.open(path)
    except CatalogueLost as lost:
        if lost.moved_to is not None:
            complain(lost)
            doubt_network(data_dir)
    seed_stations(data_dir, operators, seed, progress, complain)
    return Catalogue.open(path)


def rebuild_stations(
    data_dir: Path, operators: Sequence[NationOperator], seed: Seed, complain: Complain
) -> None:
    """Keep a damaged catalogue of the head unit aside, and make another in its place.

    Raises: CatalogueError; the damaged one is where it was then.
    """
    path = data_dir / STATIONS_FILE
    moved = put_aside(path)
    try:
        doubt_network(data_dir)
        seed_stations(data_dir, operators, seed, lambda _: None, complain)
    except CatalogueError:
        if not path.exists():
            put_back(moved, path)
        raise
    complain(CatalogueLost(path, "is damaged", moved))


def rebuild_network(
    data_dir: Path, operators: Sequence[NationOperator], complain: Complain
) -> None:
    """Keep the damaged catalogue of the simulated network aside, and make it up again.

    Raises: CatalogueError; the damaged one is where it was then.
    """
    path = data_dir / NETWORK_FILE
    moved = put_aside(path)
    try:
        build_network(data_dir, operators, lambda _: None)
    except CatalogueError:
        put_back(moved, path)
        raise
    complain(CatalogueLost(path, "is damaged", moved))


def doubt_network(data_dir: Path) -> None:
    """Look at all of the simulated network before another catalogue is copied from it.

    What is found wrong is noted beside it, so that it is made up anew.
    """
    path = data_dir / NETWORK_FILE
    with suppress(CatalogueError, Unfit):
        file = CatalogueFile.open(path)
        try:
            file.check()
        finally:
            file.close()


def _copy(source: Path, target: Path, day: date | None) -> None:
    copy = target.with_name(f"{target.name}.building")
    for rest in (copy, *logs_of(copy), *logs_of(target)):
        rest.unlink(missing_ok=True)
    try:
        shutil.copyfile(source, copy)
        if day is not None:
            cut_to(copy, day)
        copy.replace(target)
    finally:
        copy.unlink(missing_ok=True)


def _write_marks(target: Path, seed: Seed) -> None:
    path = target.with_name(f"{target.stem}.sync.json")
    path.unlink(missing_ok=True)
    mark = Bookmark(fresh_at=seed.now, full_at=seed.now)
    Bookmarks(path).write(dict.fromkeys(seed.copied, mark))
    write_day(target.parent, "" if seed.day is None else seed.day.isoformat())
