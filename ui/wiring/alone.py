"""Run the emulated car or one emulated pile alone, so that it can face a real one."""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from typing_extensions import override

from ui.command_line import Options
from ui.wiring.parts import Parts, told_to_end
from ui.wiring.world import follow_charging_bus
from vehicle.can_bus import CanBus
from vehicle.car import Car, CarMoving
from vehicle.driver import Driver
from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Decision, MeterReading, Pile, PileLink, PileRating
from vehicle.pile_socket import PileAddress, PileSocket
from vehicle.port import PortRefused

LOOK_S = 0.1
"""How often it is looked whether the phase has changed, in simulated seconds (chosen)."""
USUAL_PILE = PileRating(250.0, 1000.0, 200.0, 400.0, "pile", plug_and_charge=True)
"""A pile without a model: 250 kW, the widest range of GB/T 27930-2015 (chosen)."""
CAR_WORDS = "plug unplug stop soc PCT"
PILE_WORDS = "plug unplug start stop"

Say = Callable[[str], None]


class UnknownWord(Exception):
    """A line on standard input that cannot be obeyed; one line."""


@dataclass(frozen=True, slots=True)
class _EveryCar(PileLink):
    """The line of a pile without an operator: every car may charge, and the terminal is told."""

    say: Say

    @override
    def authorise(self, vin: str) -> Decision:
        self.say(f"authorised {vin}")
        return Decision.ACCEPT

    @override
    def meter(self, reading: MeterReading) -> None:
        """Keep no books."""

    @override
    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        self.say(f"ended {cause.name} {reading.energy_kwh:.3f} kWh")

    @override
    def plugged(self, *, is_plugged: bool) -> None:
        self.say("plugged" if is_plugged else "unplugged")


async def run_car(parts: Parts, say: Say) -> None:
    """Emulate the car until the process is told to end."""
    ends = parts.ends
    car = Car(parts.trim, parts.codec.another(), soc_pct=parts.options.soc_pct)
    drivers = [
        Driver(car.vehicle, _end(ends.car), parts.clock),
        Driver(car.charging, _end(ends.bms), parts.clock),
    ]
    follow_charging_bus(_end(ends.bms), car, parts.clock)

    def nudge() -> None:
        for driver in drivers:
            driver.nudge()

    car.nudge = nudge
    for driver in drivers:
        parts.spawn(driver.run())

    def obey(words: list[str]) -> None:
        now = parts.clock.now()
        match words:
            case ["plug"]:
                car.plug(now)
            case ["unplug"]:
                car.unplug(now)
            case ["stop"]:
                car.stop(StopCause.USER, now)
            case ["soc", pct]:
                car.set_soc(float(pct))
            case _:
                raise UnknownWord(f"known here: {CAR_WORDS}")

    say(f"car {parts.trim.identity.name} {parts.trim.identity.vin}, obeys: {CAR_WORDS}")
    if parts.options.is_plugged:
        car.plug(parts.clock.now())
    parts.spawn(_obey_lines(obey, say))
    parts.spawn(
        _tell_changes(
            parts,
            say,
            lambda: car.state.phase.name,
            lambda: f"soc {car.battery.soc_pct:.2f} {car.state.power_kw:.1f} kW",
        )
    )
    await told_to_end()


async def run_pile(parts: Parts, say: Say) -> None:
    """Emulate one pile until the process is told to end."""
    link = _link(parts.options, say)
    pile = Pile(USUAL_PILE, link)
    driver = Driver(pile, _end(parts.ends.pile), parts.clock)
    pile.nudge = driver.nudge
    if isinstance(link, PileSocket):
        link.on_start = lambda: pile.start(parts.clock.now())
        link.on_stop = lambda: pile.stop(parts.clock.now())
        parts.spawn(link.run())
    parts.spawn(driver.run())

    def obey(words: list[str]) -> None:
        now = parts.clock.now()
        match words:
            case ["plug"] if not pile.is_plugged:
                pile.plug(now)
            case ["unplug"] if pile.is_plugged:
                pile.unplug(now)
            case ["start"]:
                say("started" if pile.start(now) else "not started")
            case ["stop"]:
                pile.stop(now)
            case _:
                raise UnknownWord(f"known here: {PILE_WORDS}")

    say(f"pile {USUAL_PILE.power_kw:.0f} kW, obeys: {PILE_WORDS}")
    if parts.options.is_plugged:
        pile.plug(parts.clock.now())
    parts.spawn(_obey_lines(obey, say))
    parts.spawn(
        _tell_changes(
            parts,
            say,
            lambda: pile.phase.name,
            lambda: f"{pile.reading.voltage_v:.1f} V {pile.reading.current_a:.1f} A",
        )
    )
    await told_to_end()


def _link(options: Options, say: Say) -> PileLink:
    if options.operators is None or options.connector is None:
        return _EveryCar(say)
    return PileSocket(PileAddress(*options.operators, *options.connector), secrets.token_hex(8))


def _end(bus: CanBus | None) -> CanBus:
    if bus is None:
        raise RuntimeError("the command opens no such bus")
    return bus


async def _tell_changes(
    parts: Parts, say: Say, phase: Callable[[], str], figures: Callable[[], str]
) -> None:
    """Say every phase that lasts, with its time and what flows then."""
    before = ""
    while True:
        if phase() != before:
            before = phase()
            say(f"{parts.clock.now():9.2f} s  {before:<14} {figures()}")
        await parts.clock.sleep(LOOK_S)


async def _obey_lines(obey: Callable[[list[str]], None], say: Say) -> None:
    """Obey what is typed, until standard input ends."""
    async for line in _lines():
        try:
            if line.split():
                obey(line.split())
        except (UnknownWord, ValueError, PortRefused, CarMoving) as error:
            say(f"{line.strip()}: {error}")


async def _lines() -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    try:
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    except (OSError, ValueError):
        return  # closed, or a file: then nobody types
    while line := await reader.readline():
        yield line.decode("utf-8", "replace")
