"""Take the stations of a file into the network, and out again, from the command line."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from network.catalogue import CatalogueLost
from network.imports.batch import Unreadable
from network.imports.column_map import parse_column_map
from network.imports.imported import is_name, name_from
from network.imports.shelf import Format, Shelf, parse
from network.imports.taking import Taken, remove, take
from network.operators.directory import Directory
from network.runtime import CHINA_TIME
from network.sandbox.nation import operators_of
from ui.command_line import Options
from ui.wiring.network_file import STATIONS_FILE, Seed, open_stations
from ui.wiring.parts import RESOURCES

Say = Callable[[str], None]
Progress = Callable[[float], None]


class ImportingError(Exception):
    """A file cannot be imported, or an import not be removed; one line names it and says why."""


def import_file(
    options: Options, say: Say, building: Progress, complain: Callable[[CatalogueLost], None]
) -> int:
    """Import a file, and build the network first where there is none; says what came of it.

    Raises: ImportingError before anything is changed, CatalogueError, DirectoryError, OSError.
    """
    name = options.import_name or name_from(options.imported.stem)
    if not is_name(name):
        raise ImportingError(f"--name {name}: must be 1 to 40 of a-z, 0-9, - and _")
    data = _read(options.imported)
    columns = _columns(options.columns) if options.columns else ""
    form = Format(options.form)
    try:
        found = parse(name, data, form, columns)
    except Unreadable as error:
        raise ImportingError(f"{options.imported}: {error}") from error
    if not found.stations:
        first = f"; {found.asides[0].place}: {found.asides[0].reason}" if found.asides else ""
        raise ImportingError(f"{options.imported}: holds no station that can be shown{first}")
    _ensure(options, building, complain)
    shelf = Shelf(options.data_dir)
    with shelf.replacing(name):
        shelf.keep(name, data, form, columns)
        taken = take(options.data_dir / STATIONS_FILE, shelf, name)
    say(summary(name, taken))
    return 0


def remove_import(options: Options, say: Say) -> int:
    """Remove an import. Raises: ImportingError, CatalogueError, OSError."""
    shelf = Shelf(options.data_dir)
    name = options.import_name
    if name not in shelf.names():
        known = ", ".join(shelf.names()) or "none"
        raise ImportingError(f"{name or repr(name)}: is no import; there are: {known}")
    try:
        gone = remove(options.data_dir / STATIONS_FILE, shelf, name)
    except Unreadable as error:
        raise ImportingError(f"{name}: {error}") from error
    say(f"import:{name}: {gone} stations removed")
    return 0


def summary(name: str, taken: Taken) -> str:
    """Say in one line what became of an import."""
    parts = [f"{taken.stations} stations with {taken.connectors} connectors"]
    if taken.known:
        parts.append(f"{taken.known} of them stand under another operator already")
    if taken.defects:
        parts.append(f"{taken.defects} defects passed over")
    if taken.aside_file is not None:
        parts.append(f"{taken.asides} rows kept aside in {taken.aside_file}")
    return f"import:{name}: " + ", ".join(parts)


def _ensure(
    options: Options, building: Progress, complain: Callable[[CatalogueLost], None]
) -> None:
    operators = operators_of(Directory.load(RESOURCES / "operators"))
    seed = Seed(datetime.now(CHINA_TIME), copied=[one.id for one in operators])  # noqa: TID251 - a copy is of this moment
    open_stations(options.data_dir, operators, seed, building, complain).close()


def _columns(path: Path) -> str:
    text = _read(path).decode(errors="replace")
    try:
        parse_column_map(text)
    except Unreadable as error:
        raise ImportingError(f"{path}: {error}") from error
    return text


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ImportingError(f"{path}: {error.strerror or error}") from error
