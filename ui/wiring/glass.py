"""Join the controllers and open the window on them."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from network.bench import BenchError
from network.catalogue import Catalogue, CatalogueLost
from network.claim import claimed
from network.clusters import ClusterIndex
from network.compatibility import CompatibilityError
from network.journal import Journal
from network.serving import local_address, serving
from network.session import SessionState
from network.survey import take_survey
from ui import wording
from ui.app import (
    NoDisplay,
    Screen,
    WindowOptions,
    fitting_size,
    install_message_handler,
    prepare,
    run_on_qt,
)
from ui.bench_controller import BenchController
from ui.car_controller import CarController
from ui.charge_controller import ChargeController
from ui.command_line import LANGUAGES, Options
from ui.coverage_controller import CoverageController
from ui.figures import Language
from ui.filter_controller import FilterController
from ui.foresight import Foresight
from ui.garbage import Sweep
from ui.glass import PAGES, Controllers, Glass
from ui.map_controller import MapController
from ui.map_source import StationSource
from ui.readable import readable
from ui.receipts_controller import ReceiptsController
from ui.settings_controller import SettingsController
from ui.speech import Speech
from ui.splash import Splash
from ui.surroundings import Surroundings
from ui.sync_controller import SyncController
from ui.tour import Patience, Tour, TourFailed
from ui.wiring.buyer import GLASS_HOST, Buyer, attach, build_buyer
from ui.wiring.catalogues import Catalogues, open_catalogues
from ui.wiring.freshness import Freshness, Shown
from ui.wiring.measured import read_measured
from ui.wiring.online import build_online
from ui.wiring.pace import paced
from ui.wiring.parts import Parts, begin_collecting, program
from ui.wiring.search import build_search
from ui.wiring.service import build_service
from ui.wiring.station import build_station
from ui.wiring.world import build_world
from vehicle.estimate import CarEstimate

ENDED_STATUS = 130
"""Told to end before the picture was there: as a shell has it of Ctrl+C."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The head unit with its window."""

    buyer: Buyer
    catalogue: Catalogue
    glass: Glass
    speech: Speech
    screen: Screen
    fresh: Freshness


def build_glass(parts: Parts, buyer: Buyer, catalogue: Catalogue, shown: Shown) -> Glass:
    """Make the controllers over what they show."""
    speech = shown.speech
    around = Surroundings(speech, parts.runtime.wall, parts.spawn, shown.profiles)
    car = CarController(buyer.link, speech)
    estimate = CarEstimate(parts.trim)
    source = StationSource(
        ClusterIndex(catalogue.columns), shown.badges, lambda: parts.runtime.wall().timestamp()
    )
    measured, trouble = read_measured(parts.options.data_dir)
    if trouble:
        complain(CompatibilityError(trouble))
    station = build_station(parts, buyer, catalogue, car, around, measured)
    filters = FilterController(source, buyer.journal, around)
    map_ = MapController(catalogue, source, station, filters)
    controllers = Controllers(
        map=map_,
        filters=filters,
        station=station,
        car=car,
        charge=ChargeController(buyer.session, car, readable(catalogue.connector), around),
        receipts=ReceiptsController(buyer.journal, around),
        bench=BenchController(buyer.bench, station, around),
        settings=SettingsController(buyer.journal, speech),
        service=build_service(parts, buyer, around),
        online=build_online(parts, speech),
        coverage=CoverageController(
            lambda province: asyncio.to_thread(take_survey, catalogue, province),
            lambda: measured,
            around,
        ),
        search=build_search(parts, buyer, catalogue, map_, car, around),
        sync=SyncController(around),
    )
    glass = Glass(controllers, around)
    foresight = Foresight(controllers.charge, estimate, car, readable(catalogue.connector))

    def session_changed(state: SessionState) -> None:
        foresight.follow(state)
        glass.session_changed()

    buyer.session.on_change = session_changed
    buyer.link.on_refused = lambda _, result: glass.say_notice(
        speech.say(wording.COMMAND_REFUSED[result])
    )
    _dress(glass, parts.options, buyer.journal)
    return glass


def _dress(glass: Glass, options: Options, journal: Journal) -> None:
    """Wear what the command line says, else what was chosen last, else what the system speaks."""
    settings = glass.controllers.settings
    if options.theme:
        settings.show_theme(options.theme)
    settings.show_language(_language(options, journal).value)


def _language(options: Options, journal: Journal) -> Language:
    system = QLocale.system().name()[:2]
    chosen = options.language or journal.setting("language") or system
    return Language(chosen if chosen in LANGUAGES else "zh")


@asynccontextmanager
async def opened(
    app: QGuiApplication, options: Options, window: WindowOptions
) -> AsyncIterator[Opened]:
    """Hold the open head unit, attached to its own world or to that of another process."""
    async with program(options) as parts:
        journal = Journal.open(_journal_path(parts))
        parts.stack.callback(journal.close)
        speech = Speech()
        speech.switch(_language(options, journal))
        catalogues, lost = await _catalogues(app, parts, window)
        catalogue = catalogues.own
        origin = f"http://{options.world[0]}:{options.world[1]}" if options.world else None
        if origin is None:
            build_world(parts, catalogues.world)
        buyer, inbox = build_buyer(parts, catalogue, journal, origin)
        shown = Shown.of(speech, parts.directory.profiles, catalogue.columns.operators)
        glass = build_glass(parts, buyer, catalogue, shown)
        glass.controllers.map.hold(is_held=True)
        screen = Screen(app, glass, window)
        try:
            glass.open(options.page if options.page in PAGES else "map")
            glass.start()
            await screen.first_frame()
            if options.look is not None:
                screen.map.lookAt(*options.look)
            fresh = Freshness.opened(
                parts, buyer, catalogues, shown, glass, lambda: screen.map.is_in_motion
            )
            glass.controllers.map.hold(is_held=False)
            begin_collecting()
            _say_losses(glass, speech, lost, journal)
            _say_frozen(glass, speech, catalogue.frozen or journal.frozen)
            parts.spawn(_keep_tidy(glass, screen))
            async with AsyncExitStack() as served:
                inbox_url = f"http://{GLASS_HOST}"
                if options.world is not None:
                    address = local_address(*options.world)
                    port = await served.enter_async_context(serving(inbox, address, 0))
                    inbox_url = f"http://{address}:{port}"
                parts.spawn(buyer.session.resume())
                if not _is_only_looking(options):
                    parts.spawn(attach(buyer, inbox_url))
                # Operators must be able to call back before they are asked.
                fresh.start(is_copying=_is_keeping(options))
                yield Opened(buyer, catalogue, glass, speech, screen, fresh)
        finally:
            # Nobody may talk to controllers that go with the engine.
            buyer.session.on_change = None
            parts.end_tasks()
            glass.stop()
            await screen.dispose()


async def _keep_tidy(glass: Glass, screen: Screen) -> None:
    """Look for garbage when nobody would notice, and not among what the search has read."""
    await glass.controllers.search.warm_up()
    gc.freeze()
    await Sweep(lambda: bool(screen.map.property("settled"))).run()


def _is_only_looking(options: Options) -> bool:
    """Tell whether another process' world is only to be seen: its operators push to its glass."""
    return options.world is not None and options.screenshot is not None


def _is_keeping(options: Options) -> bool:
    """Tell whether this is the driver's own head unit: a picture or a demonstration is not."""
    return options.screenshot is None and options.command != "demo"


def _say_losses(glass: Glass, speech: Speech, lost: CatalogueLost | None, journal: Journal) -> None:
    if lost is not None and lost.moved_to is not None:
        glass.say_notice(speech.say(wording.NETWORK_REBUILT, file=lost.moved_to.name))
    journal.receipts()  # reads every record, and so finds those that cannot be read
    if journal.unreadable:
        count = str(len(journal.unreadable))
        glass.say_notice(speech.say(wording.RECORDS_UNREADABLE, count=count))
    if journal.recovered is not None:
        glass.say_notice(speech.say(wording.JOURNAL_SET_ASIDE, file=journal.recovered.name))


def _say_frozen(glass: Glass, speech: Speech, why: str) -> None:
    """Say that nothing can be kept, where that is so."""
    if why:
        is_full = "full" in why
        glass.say_notice(speech.say(wording.DISK_FULL if is_full else wording.FOLDER_UNWRITABLE))


def _journal_path(parts: Parts) -> Path:
    """Name the journal. A picture or a demonstration leaves the driver's own untouched."""
    options = parts.options
    if _is_keeping(options):
        parts.stack.enter_context(claimed(options.data_dir))
        return options.data_dir / "journal.sqlite"
    folder = parts.stack.enter_context(TemporaryDirectory(prefix="chargedeck-"))
    copy = Path(folder) / "journal.sqlite"
    if options.screenshot and (options.data_dir / "journal.sqlite").exists():
        Journal.copy(options.data_dir / "journal.sqlite", copy)
    return copy


async def _catalogues(
    app: QGuiApplication, parts: Parts, window: WindowOptions
) -> tuple[Catalogues, CatalogueLost | None]:
    splash: Splash | None = None
    losses: list[CatalogueLost] = []

    def say(share: float) -> None:
        nonlocal splash
        if not window.is_offscreen:
            splash = splash or Splash(fitting_size(app, window), is_full=window.is_kiosk)
            splash.show_share(share)

    try:
        catalogues = await open_catalogues(parts, say, losses.append)
    finally:
        if splash is not None:
            splash.close()
    return catalogues, losses[0] if losses else None


def complain(error: Exception) -> None:
    """Say on the terminal what went wrong."""
    print(f"chargedeck: {error}", file=sys.stderr)  # noqa: T201 - what a console program is for


def run_glass(options: Options) -> int:
    """Open the head unit, render one of its pages, or show it around; answers the exit status.

    Raises: OSError for a picture that cannot be written, before anything is begun.
    """
    if options.screenshot:
        expect_writable(options.screenshot)
    window = WindowOptions(options.is_kiosk, options.size, is_offscreen=bool(options.screenshot))
    options = paced(options)
    try:
        prepare(window)
    except NoDisplay as error:
        complain(error)
        return 2
    install_message_handler()
    return run_on_qt(lambda app: _show(app, options, window))


async def _show(app: QGuiApplication, options: Options, window: WindowOptions) -> int:
    async with opened(app, options, window) as head_unit:
        if options.world is not None and (options.screenshot or options.command):
            await _expect_a_world(head_unit.buyer, options.world)
        tour = Tour(
            head_unit.glass,
            head_unit.screen.map,
            head_unit.catalogue,
            head_unit.buyer.session,
            head_unit.speech,
            Patience(str(head_unit.buyer.bus.spec)),
        )
        screen = head_unit.screen
        if options.screenshot:
            staging = tour.stage(options.page, is_own_world=options.world is None)
            if not await _unless_closed(screen, staging):
                return ENDED_STATUS
            return _save(screen, options.screenshot)
        if options.command == "demo":
            await _unless_closed(screen, tour.demonstrate())
        else:
            await screen.closed()
    return 0


async def _unless_closed(screen: Screen, show: Coroutine[None, None, None]) -> bool:
    """Show until it is over, or until the program is told to end: then False."""
    showing = asyncio.ensure_future(show)
    closing = asyncio.ensure_future(screen.closed())
    done, _ = await asyncio.wait((showing, closing), return_when=asyncio.FIRST_COMPLETED)
    showing.cancel()
    closing.cancel()
    if showing in done:
        await showing
    return showing in done


async def _expect_a_world(buyer: Buyer, place: tuple[str, int]) -> None:
    try:
        await buyer.bench.state()
    except BenchError as error:
        where = f"{place[0]}:{place[1]}"
        raise TourFailed(f"no world answers at {where} ({error.detail or error.key})") from error


def expect_writable(file: Path) -> None:
    """Find out whether a picture can be written, and leave what is there as it is.

    Raises: OSError, one line.
    """
    is_new = not file.exists()
    try:
        file.open("ab").close()
        if is_new:
            file.unlink()
    except OSError as error:
        reason = f"the picture cannot be written there ({error.strerror or error})"
        raise OSError(f"{file}: {reason}") from error


def _save(screen: Screen, file: Path) -> int:
    if not screen.grab().save(str(file)):
        complain(OSError(f"{file}: the picture cannot be written there"))
        return 1
    return 0
