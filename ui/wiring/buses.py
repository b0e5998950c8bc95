"""Open the ends of the two buses that a command needs, and say what they do."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from ui.command_line import Options
from ui.typed import WORLD_PORT
from vehicle.arming import Arming
from vehicle.bus_spec import MULTICAST, BusSpec
from vehicle.can_bus import BusState, CanBus

MULTICAST_GROUP = "239.74.163.2"
"""python-can's own IPv4 group; two ports keep the two buses apart (chosen)."""
MULTICAST_PORT = 43113
"""python-can's own, for the charging bus of the world at the usual TCP port; others follow."""
APART = BusSpec("virtual", "emulated-vehicle", polled=True)
"""Where the emulated car talks to nobody, because another car is on the vehicle bus."""
# Commands whose buses are heard in other processes.
_SHARED = {"world", "car", "pile", "signals"}
_SENDS = {
    "car": "the emulated car's state, ten times a second",
    "bms": "the emulated car's half of GB/T 27930, from address 0xF4",
    "pile": "the emulated pile's half of GB/T 27930, from address 0x56",
    "glass": "the driver's wishes, one frame each, four times at most",
}


@dataclass(frozen=True, slots=True)
class BusEnds:
    """One end for every node of this process; None for a node that is not in it.

    `car` and `glass` are on the vehicle bus, `bms` and `pile` on the charging bus.
    """

    car: CanBus | None = None
    glass: CanBus | None = None
    bms: CanBus | None = None
    pile: CanBus | None = None


def specs_of(options: Options) -> dict[str, BusSpec]:
    """Choose a bus for every node that the command puts into this process."""
    vehicle = options.vehicle_bus or _own(options, "vehicle")
    charging = options.charging_bus or _own(options, "charging")
    is_glass = options.command in {"", "demo"}
    if options.world is not None or options.command == "signals":
        return {"glass": vehicle}
    if options.command == "pile":
        return {"pile": charging}
    if options.command == "car":
        return {"car": vehicle, "bms": charging}
    is_elsewhere = is_glass and options.vehicle_bus is not None
    ends = {"car": APART if is_elsewhere else vehicle, "bms": charging, "pile": charging}
    return ends if options.command in {"world", "operators"} else ends | {"glass": vehicle}


def is_all_soft(options: Options) -> bool:
    """Tell whether only emulation hears this process, whose time may wait when the loop is late.

    A loop that hurries instead lets time-outs pass before it has read what was sent in time.
    """
    return all(spec.is_soft for spec in specs_of(options).values())


def open_ends(
    options: Options, stack: ExitStack, arming: Arming, complain: Callable[[str], None]
) -> BusEnds:
    """Open them all, or none. Raises: BusError.

    `complain` is told in one line what becomes of a bus that leaves this process.
    """
    ends: dict[str, CanBus] = {}
    told: set[BusSpec] = set()
    for node, spec in specs_of(options).items():
        bus = ends[node] = CanBus.open(spec, arming)
        stack.callback(bus.close)
        if spec not in told and not spec.polled:
            told.add(spec)
            bus.on_state = _teller(spec, complain)
    return BusEnds(**ends)


def announcements(options: Options) -> Iterator[str]:
    """Say of every bus that may be real what is sent on it, or that nothing is."""
    nodes = specs_of(options)
    for spec in dict.fromkeys(spec for spec in nodes.values() if not spec.is_soft):
        sent = "; ".join(_SENDS[node] for node, own in nodes.items() if own == spec)
        rate = f", {spec.bitrate} bit/s" if spec.bitrate else ""
        if options.is_armed:
            yield f"ARMED: {spec}{rate}: sends {sent}"
        else:
            yield f"listening only: {spec}{rate}: nothing is sent until armed (would send {sent})"


def _teller(spec: BusSpec, complain: Callable[[str], None]) -> Callable[[BusState], None]:
    return lambda state: complain(f"{spec}: {state.value}")


def _own(options: Options, name: str) -> BusSpec:
    if options.command in _SHARED or options.world is not None:
        return BusSpec(MULTICAST, MULTICAST_GROUP, port=_multicast_port(options, name))
    return BusSpec("virtual", name, polled=True)


def _multicast_port(options: Options, name: str) -> int:
    """Give every world of this machine, told apart by its TCP port, two ports of its own."""
    world = options.world[1] if options.world else options.port
    offset = 2 * (world - WORLD_PORT) + (name == "vehicle")
    return 1024 + (MULTICAST_PORT - 1024 + offset) % (65536 - 1024)
