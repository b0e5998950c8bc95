"""Set the glass to what one of its pages can show: the scenes of the page tests."""

from dataclasses import replace
from decimal import Decimal

from network.favourites import Favourite
from network.gazetteer import Kind
from network.order import Phase, Way
from network.session import Problem, SessionState, Trouble
from tests.ui.glass_world import STATION, GlassWorld, receipt
from tests.ui.station_world import rich, taken
from ui.car_wording import VEHICLE_BUS
from ui.search_recents import Recent, Recents
from vehicle import signals
from vehicle.bus_state import BusState

# As Open Charge Map writes it.
LICENCE = (
    "Open Charge Map Contributors · Licensed under Creative Commons Attribution-ShareAlike 4.0 "
    "International (CC BY-SA 4.0)"
)
FLOWING = (
    "charge",
    "details",
    "reason",
    "ac",
    "ac_details",
    "stale",
    "stale_strip",
    "stale_details",
    "lost",
)
SCENES = (
    "map",
    "station",
    "connectors",
    "listed",
    "rich",
    "lock",
    "report",
    "arrival",
    "full",
    "filters",
    "filters_saved",
    "filters_naming",
    "bench",
    *FLOWING,
    "idle",
    "failed",
    "settled",
    "cut_short",
    "receipts",
    "network",
    "province",
    "measured",
    "updates",
    "settings",
    "service",
    "pin",
    "search",
    "found",
    "found_nothing",
)


def let_flow(world: GlassWorld, scene: str) -> None:
    """Charge as the scene wants it."""
    problem = Problem(Trouble.UNREACHABLE, "cloud") if scene in ("charge", "details") else None
    if scene.startswith("ac"):
        world.charge_ac()
    else:
        world.charge(problem=problem)
    if scene == "reason":
        world.car.values[signals.LIMITED_BY] = "PROTOCOL"
    if scene.startswith("stale"):
        world.car.silent_s = 725.0
    if scene == "lost":
        world.car.values |= {signals.GBT_PHASE: "ERROR", signals.IS_CHARGING: False}
        world.car.values[signals.IS_LOCKED] = False


def end_charge(world: GlassWorld, scene: str) -> None:
    """End a charge well or not."""
    world.session.state = SessionState(
        phase=Phase.SETTLED,
        seq="SEQ1",
        operator_id="cloud",
        station_name="虹桥天地超充站",
        connector_name="A01",
        way=Way.REMOTE,
        energy_kwh=Decimal("43.6"),
        cost_cny=Decimal("74.99"),
    )
    if scene == "cut_short":
        world.car.values[signals.STOP_CAUSE] = "CONNECTOR"
    if scene == "failed":
        problem = Problem(Trouble.START_REFUSED, "cloud", "balance too low", 4007)
        world.session.state = SessionState(phase=Phase.FAILED, seq="1", problem=problem)


def show_place(world: GlassWorld, scene: str) -> None:
    """Show all that can be said of a station, or the way there."""
    card = world.controllers.station
    if scene == "listed":
        card.show(replace(STATION, source=LICENCE))
        return
    station = rich(STATION)
    if scene == "lock":
        world.car.values |= {signals.LATITUDE: STATION.lat, signals.LONGITUDE: STATION.lon}
        world.refresh()
        world.stand_ins.locker.down_at = 99
    if scene == "full":
        world.stand_ins.around.stations = [replace(STATION, id="s2", lon=121.32)]
        station = taken(station)
    card.show(station)
    card._price.toggle()
    if scene == "lock":
        card._lock.lower()
    elif scene == "report":
        card._fault.toggle()
    elif scene != "rich":
        card.act()


def set_service(world: GlassWorld, scene: str) -> None:
    """Let a PIN be asked for, or a bus be in trouble."""
    if scene == "pin":
        world.arming.set(is_armed=False)
        world.arm.set_place(is_kiosk=True, needs_arming=True)
    else:
        world.buses[VEHICLE_BUS].state = BusState.NO_ACKNOWLEDGE


def set_network(world: GlassWorld, scene: str) -> None:
    """Show the country by power, a province by operator, or what was measured."""
    coverage = world.controllers.coverage
    world.glass.open("network")
    if scene == "province":
        coverage.choose(32)
        coverage.show_section("operators")
    if scene in ("measured", "updates"):
        coverage.show_section(scene)


def set_search(world: GlassWorld, scene: str) -> None:
    """Search by name, or look at favourites, what was chosen last, and what is near."""
    search = world.controllers.search
    if scene == "search":
        world.favourites.append(Favourite("cloud", "s1", "虹桥天地超充站"))
        recents = Recents(world.journal)
        recents.add(Recent(Kind.PLACE, "天津市", "120000", "", "", 39.09, 117.2))
        recents.add(Recent(Kind.STATION, "虹桥天地超充站", "s1", "", "cloud"))
    search.type({"search": "", "found": "天", "found_nothing": "\u202e<b>qqq"}[scene])
    world.glass.left_column.open("search")


def set_filters(world: GlassWorld, scene: str) -> None:
    """Open the filter card: much chosen, filters kept, or a name asked for."""
    filters = world.controllers.filters
    world.glass.left_column.open("filters")
    for key in ("free_only", "power_120", "power_180", "power_480", "access_remote"):
        filters.toggle(key)
    filters.toggle("price_120")
    if scene == "filters":
        return
    for name in ("虹桥通勤", "W" * 24, "<b>600 kW</b>"):
        filters.begin_saving()
        filters.keep(name)
    if scene == "filters_naming":
        filters.begin_renaming("saved_0")


SETTERS = {
    **dict.fromkeys(("filters", "filters_saved", "filters_naming"), set_filters),
    **dict.fromkeys(("network", "province", "measured", "updates"), set_network),
    **dict.fromkeys(("search", "found", "found_nothing"), set_search),
}


def set_scene(world: GlassWorld, scene: str) -> None:
    """Show one of SCENES."""
    glass = world.glass
    match scene:
        case "station" | "connectors":
            world.controllers.map.tap(0)
        case "listed" | "rich" | "lock" | "report" | "arrival" | "full":
            show_place(world, scene)
        case "bench":
            world.controllers.map.tap(0)
            glass.toggle_workbench()
        case scene if scene in FLOWING:
            let_flow(world, scene)
            glass.open("map" if scene == "stale_strip" else "charge")
        case "idle":
            world.journal.kept = (receipt(),)
            glass.open("charge")
        case "failed" | "settled" | "cut_short":
            end_charge(world, scene)
            glass.open("charge")
        case "receipts":
            world.journal.kept = (receipt("SEQ2"), receipt("SEQ1", is_disputed=True))
            glass.open("receipts")
            world.controllers.receipts.open("SEQ1")
        case scene if scene in SETTERS:
            SETTERS[scene](world, scene)
        case "service" | "pin":
            set_service(world, scene)
            glass.open("service")
        case _:
            glass.open(scene)
    world.refresh()
