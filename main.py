"""Read the command line and run what it names; the joining is done in ui/wiring."""

import gc
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

if find_spec("msgspec") is None and __name__ == "__main__":
    # Started with the system's Python: the packages are in the environment that make has set up.
    _inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    _python = Path(__file__).resolve().parent / ".venv" / _inside
    if not _python.exists():
        sys.exit(
            "chargedeck: its packages are not installed; run `make run` once, or see README.md"
        )
    if sys.platform == "win32":
        sys.exit(subprocess.call([_python, *sys.argv]))
    os.execv(_python, [str(_python), *sys.argv])

# A third of the time that imports take goes into looking for garbage that is not there (measured:
# 0.3 of 1.0 s). It is looked for again as soon as the program runs, see begin_collecting.
gc.disable()

import asyncio
from collections.abc import Iterator
from getpass import GetPassWarning, getpass
from tempfile import TemporaryDirectory
from warnings import catch_warnings, simplefilter

from network.catalogue import CatalogueError
from network.claim import ClaimError
from network.journal import Journal, JournalError
from network.keys import KeysError
from network.operators.directory import SANDBOX, DirectoryError
from network.sandbox.all_operators import address
from network.serving import ServingError, serving
from network.vault import SecretError, VaultError
from ui.command_line import Options, parse
from ui.script_driver import ScriptDriver
from ui.service_pin import ServicePinError, set_pin
from ui.wiring.buyer import GLASS_HOST, attach, build_buyer
from ui.wiring.car_alone import run_car
from ui.wiring.days import DateError
from ui.wiring.imports import ImportingError, import_file, remove_import
from ui.wiring.network_figures import print_figures
from ui.wiring.parts import begin_collecting, program, told_to_end
from ui.wiring.pile_alone import run_pile
from ui.wiring.signal_tree import print_signals
from ui.wiring.world import build_world, open_catalogue
from vehicle.can_bus import BusError
from vehicle.gbt27930.dbc_export import build_dbc
from vehicle.gbt27930.fields import MESSAGES
from vehicle.harness.player import Player, RigError
from vehicle.harness.script import ScriptError, parse_script
from vehicle.time_jump import TimeJumpLoop
from vehicle.toml_file import VehicleFileError

# What a person can mend; everything else is a bug and shows its traceback.
UNUSABLE = (
    BusError, ClaimError, DateError, DirectoryError, ImportingError, KeysError, OSError,
    ScriptError, ServicePinError, ServingError, VehicleFileError, SecretError, VaultError,
)  # fmt: skip
"""What was typed, or a file that it names, cannot be used: one line, status 2, nothing begun."""
CLOSED_STATUS = 141
"""Nobody reads any more: as a shell has it of SIGPIPE."""
FAILED = (CatalogueError, JournalError, RigError)
"""What was begun could not be done: one line, status 1."""


async def run_harness(options: Options) -> int:
    """Play a script; 0 when all of it held, 1 when not."""
    steps = parse_script(options.script)
    begin_collecting()
    async with program(options) as parts:
        catalogue = await open_catalogue(parts, _say_building, _complain)
        build_world(parts)
        # A script's charge is nobody's purchase: it is forgotten with the folder.
        folder = parts.stack.enter_context(TemporaryDirectory(prefix="chargedeck-"))
        journal = Journal.open(Path(folder) / "journal.sqlite")
        parts.stack.callback(journal.close)
        buyer, _ = build_buyer(parts, catalogue, journal)
        parts.spawn(attach(buyer, f"http://{GLASS_HOST}"))
        driver = ScriptDriver(
            buyer.link, buyer.session, buyer.bench, journal, catalogue, parts.runtime
        )
        await driver.listen()
        return 0 if await Player(driver, _say).play(steps) else 1


async def run_world(options: Options) -> int:
    """Run car, pile and operators until the process is told to end."""
    begin_collecting()
    async with program(options) as parts:
        await open_catalogue(parts, _say_building, _complain)
        app = build_world(parts)
        async with serving(app, options.bind, options.port) as port:
            _say(f"world on http://{options.bind}:{port}")
            await told_to_end()
    return 0


async def run_operators(options: Options) -> int:
    """Serve the simulated operators, with a car and piles inside, until told to end."""
    begin_collecting()
    async with program(options) as parts:
        await open_catalogue(parts, _say_building, _complain)
        app = build_world(parts)
        async with serving(app, options.bind, options.port) as port:
            origin = f"http://{options.bind}:{port}"
            for profile in parts.directory.profiles.values():
                if profile.endpoint == SANDBOX:
                    _say(f"{profile.code}  {address(profile, origin)}  {profile.name('en')}")
            _say(f"bench: {origin}/bench/state, keys and examples: README")
            await told_to_end()
    return 0


async def run_signals(options: Options) -> int:
    """Print what the car's bus tells; 1 when it told nothing."""
    async with program(options) as parts:
        return 0 if await print_signals(parts, _say) else 1


async def run_alone(options: Options) -> int:
    """Run the car or one pile by itself until told to end."""
    begin_collecting()
    async with program(options) as parts:
        await (run_car if options.command == "car" else run_pile)(parts, _say)
    return 0


_NO_TERMINAL = "there is no terminal to ask at; use --from-stdin"


def _ask_unseen(prompt: str) -> str:
    """Ask at the terminal. Raises: EOFError, GetPassWarning where there is none."""
    with catch_warnings():
        # Without a terminal getpass would read, and show, what standard input holds.
        simplefilter("error", GetPassWarning)
        return getpass(prompt)


def _ask_pin() -> str:
    """Ask twice, unseen. Raises: ServicePinError."""
    try:
        pin = _ask_unseen("service PIN (4 to 12 digits): ")
        again = _ask_unseen("once more: ")
    except (EOFError, GetPassWarning) as error:
        raise ServicePinError(_NO_TERMINAL) from error
    if again != pin:
        raise ServicePinError("the two PINs differ; nothing was changed")
    return pin


def set_service_pin(options: Options) -> int:
    """Set the PIN that arms in kiosk mode; 2 when it is none or was typed differently twice."""
    pin = sys.stdin.readline().strip() if options.is_from_stdin else _ask_pin()
    set_pin(options.data_dir, pin)
    _say("the service PIN is set")
    return 0


def run_secret(options: Options) -> int:
    """Keep an operator's keys, or forget them."""
    # 40 ms that no other start spends.
    from ui.wiring.secret_keeping import keep_secret  # noqa: PLC0415

    def ask() -> str:
        try:
            return sys.stdin.read() if options.is_from_stdin else _ask_unseen("keys, as JSON: ")
        except (EOFError, GetPassWarning) as error:
            raise SecretError(_NO_TERMINAL) from error
        except UnicodeDecodeError:
            # Not chained: it holds what was read.
            raise SecretError("standard input is not UTF-8 text") from None

    return keep_secret(options, ask, _say)


def write_dbc(file: Path) -> int:
    """Write the messages of the charging bus as a DBC; 2 when the file cannot be written."""
    try:
        file.write_text(build_dbc(), encoding="ascii", newline="")
    except OSError as error:
        _complain(OSError(f"{file}: {error.strerror or error}"))
        return 2
    _say(f"{file}: {len(MESSAGES)} messages")
    return 0


def run_catalogue(options: Options) -> int:
    """Count what the catalogue holds, or change what was imported into it."""
    if options.verb == "import":
        return import_file(options, _say, _say_building, _complain)
    if options.verb == "remove":
        return remove_import(options, _say)
    return print_figures(options, _say, _say_building, _complain)


WITHOUT_QT = {
    "world": run_world, "operators": run_operators, "car": run_alone, "pile": run_alone,
    "signals": run_signals,
}  # fmt: skip


WITHOUT_LOOP = {
    "catalogue": run_catalogue, "service-pin": set_service_pin, "secret": run_secret,
}  # fmt: skip


def _run(options: Options) -> int:
    if options.command in WITHOUT_QT:
        return asyncio.run(WITHOUT_QT[options.command](options))
    if options.command in WITHOUT_LOOP:
        return WITHOUT_LOOP[options.command](options)
    if options.command == "harness":
        # As fast as it goes, unless a speed was asked for or a bus leaves this process.
        is_jumping = options.speed is None and not (options.vehicle_bus or options.charging_bus)
        loop = TimeJumpLoop if is_jumping else asyncio.new_event_loop
        with asyncio.Runner(loop_factory=loop) as runner:
            return runner.run(run_harness(options))
    # Only the glass needs Qt: the other commands run where its libraries are missing.
    from ui.tour import TourFailed  # noqa: PLC0415
    from ui.wiring.glass import run_glass  # noqa: PLC0415

    try:
        return run_glass(options)
    except* TourFailed as group:
        _complain_of(group)
    return 1


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(f"--data-dir {folder}: {error.strerror or error}") from error


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner)
    else:
        yield error


def _complain_of(group: BaseExceptionGroup[BaseException]) -> None:
    for error in _leaves(group):
        _complain(error)


def _say(line: str) -> None:
    try:
        print(line, flush=True)  # noqa: T201 - what a console program is for
    except BrokenPipeError:
        # Whoever read has seen enough, as `head` has; nor does Python complain at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_STATUS)


def _complain(error: BaseException) -> None:
    print(f"chargedeck: {error}", file=sys.stderr)  # noqa: T201 - what a console program is for


def _say_building(share: float) -> None:
    if not sys.stderr.isatty():
        return
    end = "\n" if share >= 1 else ""
    text = f"\rbuilding the simulated network, once: {share:4.0%}"
    print(text, end=end, file=sys.stderr, flush=True)  # noqa: T201 - progress of a console program


def main(words: list[str] | None = None) -> int:
    """Do what the command line says; answers the exit status."""
    options = parse(sys.argv[1:] if words is None else words)
    if options.verb == "dbc":
        return write_dbc(options.dbc)
    status = 1
    try:
        _make_folder(options.data_dir)
        status = _run(options)
    except* UNUSABLE as group:
        status = 2
        _complain_of(group)
    except* FAILED as group:
        _complain_of(group)
    except* KeyboardInterrupt:
        status = 130
    return status


if __name__ == "__main__":
    sys.exit(main())
