"""Print what the catalogue of the network holds on a day."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from network.catalogue import Catalogue, CatalogueLost
from network.operators.directory import Directory
from network.runtime import CHINA_TIME
from network.sandbox.nation import operators_of
from network.stats import stats_of, table_of
from ui.command_line import Options
from ui.wiring.days import parse_day
from ui.wiring.network_file import NETWORK_FILE, build_network
from ui.wiring.parts import RESOURCES


def print_figures(
    options: Options,
    say: Callable[[str], None],
    building: Callable[[float], None],
    complain: Callable[[CatalogueLost], None],
) -> int:
    """Count in the catalogue, and build it first where there is none.

    Raises: DateError, DirectoryError, CatalogueError.
    """
    day = parse_day("--date", options.day) if options.day else datetime.now(CHINA_TIME).date()  # noqa: TID251 - asked for without a date, the figures are today's
    path = options.data_dir / NETWORK_FILE
    try:
        catalogue = Catalogue.open(path)
    except CatalogueLost as lost:
        if lost.moved_to is not None:
            complain(lost)
        operators = operators_of(Directory.load(RESOURCES / "operators"))
        build_network(options.data_dir, operators, building)
        catalogue = Catalogue.open(path)
    try:
        stats = stats_of(catalogue, day)
    finally:
        catalogue.close()
    if options.is_json:
        figures = {"date": day, **msgspec.to_builtins(stats)}
        say(msgspec.json.format(msgspec.json.encode(figures), indent=2).decode())
    else:
        say(table_of(stats, day))
    return 0
