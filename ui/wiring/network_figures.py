"""Print what the catalogue of the network holds on a day."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from network.catalogue import CatalogueLost
from network.operators.directory import Directory
from network.runtime import CHINA_TIME
from network.sandbox.nation import operators_of
from network.stats import RECORDED_SINCE, stats_of, table_of
from ui.command_line import Options
from ui.wiring.days import parse_day
from ui.wiring.network_file import Seed, open_stations
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
    today = datetime.now(CHINA_TIME).date()  # noqa: TID251 - asked for without a date, the figures are today's
    day = today if options.day is None else parse_day("--date", options.day)
    operators = operators_of(Directory.load(RESOURCES / "operators"))
    seed = Seed(datetime.now(CHINA_TIME), copied=[one.id for one in operators])  # noqa: TID251 - as above
    catalogue = open_stations(options.data_dir, operators, seed, building, complain)
    try:
        stats = stats_of(catalogue, day)
    finally:
        catalogue.close()
    if options.is_json:
        figures = {"date": day, "recorded_since": RECORDED_SINCE, **msgspec.to_builtins(stats)}
        say(msgspec.json.format(msgspec.json.encode(figures), indent=2).decode())
    else:
        say(table_of(stats, day))
    return 0
