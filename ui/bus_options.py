"""Read which buses and which car were typed. No Qt, no python-can."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from vehicle.bus_spec import MULTICAST, VIRTUAL, BusSpec
from vehicle.trim import VEHICLES

Error = Callable[[str], NoReturn]
"""How a parser says that it cannot go on; the program ends with status 2."""
CHARGING_BITRATE = 250_000
"""GB/T 27930-2015."""
VEHICLE_BITRATE = 500_000
"""Usual for a car's own buses; that of su7.dbc (chosen)."""
USUAL_CAR = "su7_max"
BUSES = {"vehicle": VEHICLE_BITRATE, "charging": CHARGING_BITRATE}
# These commands are there to send: without leave to do so they would be silent.
SENDERS = {"world", "operators", "harness", "car", "pile"}
EXPLANATION = """\
Each bus is virtual unless an interface of python-can is named. --interface, --channel and --bitrate
mean the charging bus, as in  --interface socketcan --channel can0. A channel of udp_multicast is
GROUP:PORT and never leaves this machine. Nothing is sent on any other interface without --arm,
which says what will be sent; without it the head unit only listens. In kiosk mode --arm is refused:
the service PIN arms there. An adapter may acknowledge frames even so: set it to listen only where
that matters. Where --vehicle-interface is given to the head unit, the car there is the car: the
emulated one is not put on that bus (`car` and `world` put it there)."""


def add_bus_options(group: argparse.ArgumentParser) -> None:
    """Offer the options of both buses and of the car."""
    buses = group.add_argument_group("buses", EXPLANATION)
    for bus, bitrate in BUSES.items():
        also = {"interface": [], "channel": [], "bitrate": []} if bus == "vehicle" else {
            "interface": ["--interface"], "channel": ["--channel"], "bitrate": ["--bitrate"]
        }  # fmt: skip
        add = buses.add_argument
        add(f"--{bus}-interface", *also["interface"], dest=f"{bus}_interface", metavar="NAME",
            help=f"python-can interface of the {bus} bus (default {VIRTUAL})")  # fmt: skip
        add(f"--{bus}-channel", *also["channel"], dest=f"{bus}_channel", metavar="CHANNEL",
            help="its channel, as in can0, PCAN_USBBUS1 or 239.74.163.2:43113")  # fmt: skip
        add(f"--{bus}-bitrate", *also["bitrate"], dest=f"{bus}_bitrate", type=_bitrate,
            metavar="N", help=f"bits a second (default {bitrate})")  # fmt: skip
    buses.add_argument("--arm", action="store_true", help="allow sending where a bus may be real")
    group.add_argument(
        "--vehicle", metavar="NAME_OR_FILE", type=vehicle_file,
        help=f"the car: {', '.join(_cars())} or a TOML file (default {USUAL_CAR})",
    )  # fmt: skip


def take_bus_options(given: dict[str, Any], error: Error) -> None:
    """Put `vehicle_bus`, `charging_bus` and `is_armed` in the place of what was typed."""
    for bus in BUSES:
        given[f"{bus}_bus"] = _spec(bus, given, error)
    given["is_armed"] = given.pop("arm", False)
    if given.get("is_kiosk") and given["is_armed"]:
        error("--arm is refused with --kiosk: there only the service PIN arms, on the glass")
    for bus in BUSES if given.get("command") in SENDERS and not given["is_armed"] else ():
        spec = given[f"{bus}_bus"]
        if spec is not None and not spec.is_soft:
            where = f"{spec.interface}:{spec.channel}"
            error(f"{where} may be a real bus: add --arm to allow sending on it")


def _spec(bus: str, given: Mapping[str, Any], error: Error) -> BusSpec | None:
    interface = given.get(f"{bus}_interface")
    channel, bitrate = given.get(f"{bus}_channel"), given.get(f"{bus}_bitrate")
    if interface is None:
        named = next((word for word in ("channel", "bitrate") if given.get(f"{bus}_{word}")), None)
        if named is not None:
            error(f"--{bus}-{named} needs --{bus}-interface")
        return None
    if interface == VIRTUAL:
        return BusSpec(VIRTUAL, channel or bus)
    if channel is None:
        error(f"--{bus}-interface {interface} needs --{bus}-channel")
    if interface == MULTICAST:
        address, colon, port = channel.rpartition(":")
        if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
            error(f"--{bus}-channel {channel}: {MULTICAST} needs GROUP:PORT")
        return BusSpec(MULTICAST, address, port=int(port))
    return BusSpec(interface, channel, bitrate=bitrate or BUSES[bus])


def vehicle_file(text: str) -> Path:
    """Find a car by its name or its file."""
    if text.endswith(".toml") or Path(text).parent != Path():
        return Path(text)
    if text not in _cars():
        raise argparse.ArgumentTypeError(
            f"{text!r} is none of {', '.join(_cars())} and no TOML file"
        )
    return VEHICLES / f"{text}.toml"


def _cars() -> list[str]:
    """Name the cars that come with the program: the files that have a car's trim in them."""
    return sorted(file.stem for file in VEHICLES.glob("su7*.toml") if "signals" not in file.stem)


def _bitrate(text: str) -> int:
    if not text.isdecimal() or not 10_000 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a bit rate from 10000 to 1000000")
    return int(text)
