"""Read what was typed. No Qt: most commands run without a screen."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from network.imports.shelf import Format
from network.tile_source import TileSource
from ui import typed
from ui.bus_options import USUAL_CAR, add_bus_options, take_bus_options
from ui.tile_options import add_tile_options, take_tile_options
from ui.typed import VICES, WORLD_PORT
from vehicle.bus_spec import BusSpec
from vehicle.harness.script import VERBS
from vehicle.trim import VEHICLES

PAGES = (
    "map",
    "station",
    "search",
    "filters",
    "charge",
    "receipts",
    "network",
    "settings",
    "service",
)
THEMES = ("night", "night-dim", "day")
LANGUAGES = ("zh", "en", "fr")
FORMATS = tuple(form.value for form in Format)
AS_OF_HELP = "let the operators give out the stations of a day, as 2025-04-28 (all)"
BUSLESS = ("catalogue", "service-pin", "secret")
MISBEHAVING = ("", "demo", "world", "operators")
MISBEHAVE_HELP = f"let an operator misbehave; HOW is one of {' '.join(VICES)}; may be repeated"
SCRIPT_HELP = f"a file with one verb a line: {VERBS}"

EPILOG = """\
examples:
  python main.py                                       the head unit with its virtual world
  python main.py --screenshot glass.png --page map     one page as a picture, without a display
  python main.py harness run resources/scripts/plug_and_charge.txt
  python main.py harness dbc charging.dbc              the charging bus for CANoe and SavvyCAN
  python main.py world            and, elsewhere:      python main.py --world 127.0.0.1
  python main.py car --plugged    and, elsewhere:      python main.py pile --plugged
  python main.py signals                               what a car's bus tells, once
  python main.py catalogue import stations.csv --format csv --columns map.toml
"""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, with its defaults. `command` is empty for the head unit itself.

    `verb` is what a command that can do several things is to do. `speed` None is the command's
    own: real time, and as fast as it goes for the harness. A bus that is None is chosen by the
    program. `world` is the host and port of another process.
    """

    command: str = ""
    data_dir: Path = Path()
    speed: float | None = None
    vehicle: Path = VEHICLES / f"{USUAL_CAR}.toml"
    vehicle_bus: BusSpec | None = None
    charging_bus: BusSpec | None = None
    is_armed: bool = False
    theme: str = ""
    language: str = ""
    size: tuple[int, int] | None = None
    page: str = "map"
    is_kiosk: bool = False
    screenshot: Path | None = None
    look: tuple[float, float, float] | None = None
    tiles: TileSource | None = None
    world: tuple[str, int] | None = None
    verb: str = ""
    secret: str = ""
    script: Path = Path()
    dbc: Path = Path()
    bind: str = "127.0.0.1"
    port: int = WORLD_PORT
    pile_port: int | None = None
    is_plugged: bool = False
    soc_pct: float = 60.0
    model: str = ""
    connector: tuple[str, str] | None = None
    operators: tuple[str, int] | None = None
    is_from_stdin: bool = False
    seconds: float = 2.0
    day: str | None = None
    is_json: bool = False
    imported: Path = Path()
    form: str = ""
    columns: Path | None = None
    import_name: str = ""
    as_of: str = ""
    vices: tuple[tuple[str, str], ...] = ()


def default_data_dir() -> Path:
    """Name the folder where this system keeps a program's data."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Chargedeck"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Chargedeck"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "chargedeck"


def parse(words: list[str]) -> Options:
    """Read the command line; prints and ends with status 2 where it cannot be understood."""
    parser = _parser()
    found = parser.parse_args(words)
    given = vars(found)
    take_bus_options(given, parser.error)
    if given.get("screenshot") is not None and given["screenshot"].suffix.lower() != ".png":
        parser.error(f"--screenshot writes PNG: {given['screenshot']} should end in .png")
    if bool(given.get("operators")) != bool(given.get("connector")):
        parser.error("--operators and --connector belong together")
    if given["page"] == "station" and not given.get("screenshot"):
        parser.error("--page station needs --screenshot: no station is chosen at the start")
    if given.get("vices") and (given["command"] not in MISBEHAVING or given.get("world")):
        parser.error("--misbehave is told where the operators run: to the head unit with its own "
                     "world, to `world` or to `operators`")  # fmt: skip
    if given.get("screenshot") and given.get("as_of"):
        parser.error(
            "--as-of needs a running glass: a picture does not wait for that day's network"
        )
    given["vices"] = tuple(given.get("vices") or ())
    known = Options.__dataclass_fields__
    given.setdefault("data_dir", default_data_dir())
    if given["command"] in ("", "demo"):
        take_tile_options(given, parser.error)
    told = {name: value for name, value in given.items() if name in known and value is not None}
    return Options(**told)


class _Parser(argparse.ArgumentParser):
    """Says in one line what it cannot understand; commands and verbs are read by the same."""

    @override
    def error(self, message: str) -> NoReturn:
        reason = " ".join(message.split())
        self.exit(2, f"chargedeck: {reason} ({self.prog} --help tells more)\n")


def _parser() -> argparse.ArgumentParser:
    folder = _folder_option()
    common, look = _common_options(folder), _look_options()
    parser = _Parser(
        prog="chargedeck",
        description="An in-car charging head unit with a virtual car, pile and operators.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[look, common],
        allow_abbrev=False,
    )
    parser.set_defaults(command="")
    parser.add_argument("--version", action="version", version="chargedeck 0.1.0")
    add = parser.add_argument
    add("--screenshot", type=Path, metavar="FILE", help="render one page into a PNG file and end")
    add("--page", choices=PAGES, default="map", help="the page to open or to render (default map)")
    add(
        "--look", type=typed.look, metavar="LAT,LON,ZOOM",
        help="where the map looks at first, zoom 4 to 17 (default: around the car)",
    )  # fmt: skip
    add(
        "--world",
        type=typed.host,
        metavar="HOST[:PORT]",
        help="attach to a world in another process",
    )
    add("--as-of", metavar="DAY", help=AS_OF_HELP)
    add(
        "--misbehave", action="append", type=typed.vice, dest="vices", metavar="OPERATOR=HOW",
        help=MISBEHAVE_HELP,
    )  # fmt: skip
    _add_commands(parser, folder, common, look)
    return parser


def _folder_option() -> argparse.ArgumentParser:
    group = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help=f"where network, orders and receipts are kept (default {default_data_dir()})",
    )
    return group


def _common_options(folder: argparse.ArgumentParser) -> argparse.ArgumentParser:
    group = argparse.ArgumentParser(
        add_help=False, argument_default=argparse.SUPPRESS, parents=[folder]
    )
    add = group.add_argument
    add(
        "--speed",
        type=typed.speed,
        metavar="N",
        help="simulated seconds a second, 0.1 to 100 (default 1; harness: as fast as it goes)",
    )
    add_bus_options(group)
    return group


def _look_options() -> argparse.ArgumentParser:
    group = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    add = group.add_argument
    add("--theme", choices=THEMES, help="default: as last chosen, at first night")
    add("--language", choices=LANGUAGES, help="default: as last chosen, at first the system's")
    add("--size", type=typed.size, metavar="WxH", help="of the window or picture, in pixels")
    add("--kiosk", action="store_true", dest="is_kiosk", help="full screen, no frame, no pointer")
    add_tile_options(group)
    return group


def _add_commands(
    parser: argparse.ArgumentParser,
    folder: argparse.ArgumentParser,
    common: argparse.ArgumentParser,
    look: argparse.ArgumentParser,
) -> None:
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    def add(name: str, summary: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        # Those that use neither bus nor car do not offer them.
        options = folder if name in BUSLESS else common
        made = commands.add_parser(
            name, help=summary, description=summary, parents=[*parents, options], allow_abbrev=False
        )
        made.set_defaults(command=name)
        return made

    add("demo", "show the first charge by itself, in less than three minutes", look)
    world = add("world", "run car, pile and operators alone, for a glass in another process")
    harness = add("harness", "the test bench of the charging bus, without a screen")
    _add_harness_verbs(harness, common)
    _add_lone_ends(add)
    tree = add("signals", "print once what a car's bus tells, under VSS and Android's names")
    tree.add_argument(
        "--seconds",
        type=typed.seconds,
        metavar="N",
        help="how long to listen, 0.1 to 600 (default 2)",
    )
    _add_catalogue_verbs(add("catalogue", "count the network, import stations from files"), folder)
    pin = add("service-pin", "set the PIN that allows sending on a real bus in kiosk mode")
    pin.add_argument(
        "--from-stdin", action="store_true", dest="is_from_stdin",
        help="read it from the first line of standard input instead of asking twice",
    )  # fmt: skip
    _add_secret(add("secret", "keep an operator's keys where only this system can read them"))
    operators = add("operators", "serve the virtual operators to any T/CEC 102 client")
    operators.add_argument("verb", choices=["serve"], help="over HTTP, until told to end")
    for served in (world, operators):
        served.add_argument(
            "--port", type=typed.port, default=WORLD_PORT, help=f"default {WORLD_PORT}"
        )
        served.add_argument(
            "--pile-port",
            type=typed.port,
            metavar="PORT",
            help="where piles in other processes call, on this machine only (default: nowhere)",
        )
        served.add_argument("--as-of", metavar="DAY", help=AS_OF_HELP)
        served.add_argument(
            "--misbehave", action="append", type=typed.vice, dest="vices", metavar="OPERATOR=HOW",
            default=argparse.SUPPRESS, help=MISBEHAVE_HELP,
        )  # fmt: skip
        served.add_argument(
            "--bind",
            type=typed.address,
            default="127.0.0.1",
            metavar="ADDRESS",
            help="default: this machine only",
        )


def _add_lone_ends(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    car = add("car", "run the emulated car alone on its two buses, to face a real pile")
    car.add_argument(
        "--soc", type=typed.percent, dest="soc_pct", metavar="PCT", help="(default 60)"
    )
    pile = add("pile", "run one emulated pile alone on the charging bus, to face a real car")
    pile.add_argument(
        "--model",
        metavar="NAME",
        help="a file of resources/chargers, or a TOML file (default: a plain pile, 250 kW, "
        "200-1000 V, 400 A)",
    )
    pile.add_argument(
        "--operators", type=typed.host, metavar="HOST:PORT",
        help="where its operator listens (--pile-port there); without it every car may charge",
    )  # fmt: skip
    pile.add_argument(
        "--connector", type=typed.connector, metavar="OPERATOR/CONNECTOR",
        help="which of the operator's connectors it is",
    )  # fmt: skip
    for end in (car, pile):
        end.add_argument(
            "--plugged", action="store_true", dest="is_plugged",
            help="the cable is in from the start; else it waits for `plug` on standard input",
        )  # fmt: skip


def _add_secret(secret: argparse.ArgumentParser) -> None:
    secret.add_argument("verb", choices=["put", "remove"], help="put reads the keys, as JSON")
    secret.add_argument("secret", metavar="NAME", help="as vault:NAME in an operator's file")
    secret.add_argument(
        "--from-stdin", action="store_true", dest="is_from_stdin",
        help="read them from standard input instead of asking",
    )  # fmt: skip


def _add_harness_verbs(harness: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    verbs = harness.add_subparsers(metavar="VERB", dest="verb", title="verbs", required=True)

    def add(name: str, summary: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return verbs.add_parser(
            name, help=summary, description=summary, parents=list(parents), allow_abbrev=False
        )

    run = add("run", "play a charge; exit status 0 when all of it held", common)
    run.add_argument("script", type=Path, metavar="SCRIPT", help=SCRIPT_HELP)
    dbc = add("dbc", "write the 22 messages of GB/T 27930-2015 as a DBC in the J1939 form")
    dbc.add_argument("dbc", type=typed.dbc_file, metavar="FILE", help="to write, ending in .dbc")


def _add_catalogue_verbs(
    catalogue: argparse.ArgumentParser, folder: argparse.ArgumentParser
) -> None:
    verbs = catalogue.add_subparsers(metavar="VERB", dest="verb", title="verbs", required=True)

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        return verbs.add_parser(
            name, help=summary, description=summary, parents=[folder], allow_abbrev=False
        )

    stats = add("stats", "count what the network holds: connectors, operators, counties")
    stats.add_argument("--date", dest="day", metavar="DAY", help="as in 2025-07-09 (today)")
    stats.add_argument("--json", action="store_true", dest="is_json", help="for programs")
    imports = add("import", "show the stations of a file beside the operators' own")
    imports.add_argument("imported", type=Path, metavar="FILE", help="again: in its own place")
    imports.add_argument(
        "--format", required=True, choices=FORMATS, dest="form",
        help="ocpi: a list of locations, 2.1.1 to 2.2.1",
    )  # fmt: skip
    imports.add_argument(
        "--columns", type=Path, metavar="MAP.toml", help="which column or property means what"
    )
    imports.add_argument(
        "--name", dest="import_name", metavar="NAME", help="(default: after the file)"
    )
    removal = add("remove", "take the stations of an import off the map again")
    removal.add_argument("import_name", metavar="NAME", help="as its import was called")
