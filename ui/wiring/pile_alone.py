"""Run one emulated pile alone on the charging bus, so that it can face a real car."""

import secrets
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from typing_extensions import override

from ui.command_line import Options
from ui.wiring.console import LOOK_S, Say, UnknownWord, line_of, obey_lines, tell_flow
from ui.wiring.parts import Parts, told_to_end
from vehicle.charger_model import CHARGERS, ChargerModel
from vehicle.driver import Clock, Driver
from vehicle.gbt27930.messages import StopCause
from vehicle.gbt27930.reasons import misfit, reasons
from vehicle.pile import Decision, MeterReading, Pile, PileLink, PileRating
from vehicle.pile_socket import PileAddress, PileSocket
from vehicle.toml_file import VehicleFileError

USUAL_PILE = PileRating(250.0, 1000.0, 200.0, 400.0, "pile", plug_and_charge=True)
"""A pile without a model: 250 kW, the widest range of GB/T 27930-2015 (chosen)."""
WORDS = "plug unplug start stop"
NEAR = 4
"""So many names are told to who has typed none of them (chosen)."""


@dataclass(frozen=True, slots=True)
class Told(PileLink):
    """The line to an operator, whose words the terminal is told too; without one all may charge."""

    say: Say
    operator: PileLink | None = None

    @override
    def authorise(self, vin: str) -> Decision:
        decision = self.operator.authorise(vin) if self.operator is not None else Decision.ACCEPT
        if decision is not Decision.WAIT:
            self.say(f"{'authorised' if decision is Decision.ACCEPT else 'refused'} {vin}")
        return decision

    @override
    def meter(self, reading: MeterReading) -> None:
        if self.operator is not None:
            self.operator.meter(reading)

    @override
    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        self.say(f"ended {cause.name} {reading.energy_kwh:.3f} kWh")
        if self.operator is not None:
            self.operator.ended(reading, cause)

    @override
    def plugged(self, *, is_plugged: bool) -> None:
        self.say("plugged" if is_plugged else "unplugged")
        if self.operator is not None:
            self.operator.plugged(is_plugged=is_plugged)


def reasons_of_pile(pile: Pile) -> list[str]:
    """List what keeps the pile from charging, or has ended its charge; its own trouble first."""
    charger, bcp = pile.charger, pile.charger.vehicle.bcp
    pack_v = bcp.pack_v if bcp is not None else None
    no_fit = misfit(charger.rating.min_v, charger.rating.max_v, pack_v)
    trouble = [pile.trouble.name.replace("_", " ").lower()] if pile.trouble is not None else []
    found = reasons(charger.stop_cause, charger.error, no_fit)
    return list(dict.fromkeys(trouble + found))


async def run_pile(parts: Parts, say: Say) -> None:
    """Emulate one pile until the process is told to end. Raises: VehicleFileError."""
    clock, line = parts.clock, _line(parts.options)
    if parts.ends.pile is None:
        raise RuntimeError("the command opens no bus for a pile")
    name, pile = _make(parts.options.model, Told(say, line))
    driver = Driver(pile, parts.ends.pile, clock)

    def figures() -> str:
        return f"{pile.reading.voltage_v:.1f} V {pile.reading.current_a:.1f} A"

    pile.nudge = driver.nudge
    pile.charger.on_change = lambda phase, now: say(
        line_of(now, phase.name, figures(), reasons_of_pile(pile))
    )
    say(f"pile {name}, obeys: {WORDS}")
    if line is not None:
        line.on_start = lambda: pile.start(clock.now())
        line.on_stop = lambda: pile.stop(clock.now())
        parts.vital(line.run())
        parts.vital(_tell_line(line, parts.clock, say))
    parts.vital(driver.run())
    if parts.options.is_plugged:
        pile.plug(clock.now())
    parts.vital(obey_lines(lambda words: _obey(pile, words, clock.now(), say), say))
    parts.vital(tell_flow(clock, say, lambda: pile.reading.current_a > 0, figures))
    await told_to_end()


async def _tell_line(link: PileSocket, clock: Clock, say: Say) -> None:
    """Say whenever the line to the operator comes or goes, and why it went."""
    before = ""
    while True:
        now = f"operator: {link.account}"
        if now != before:
            before = now
            say(now)
        await clock.sleep(LOOK_S)


def _make(model: str, link: PileLink) -> tuple[str, Pile]:
    """Make a pile of a model, named by its file's stem or by a path; a plain one without a name."""
    if not model:
        return f"{USUAL_PILE.power_kw:.0f} kW", Pile(USUAL_PILE, link)
    is_path = model.endswith(".toml")
    file = Path(model) if is_path else CHARGERS / f"{model}.toml"
    if not is_path and not file.exists():
        like = ", ".join(_names_like(model))
        raise VehicleFileError(file, "", f"no such file of resources/chargers (nearest: {like})")
    kind = ChargerModel.load(file)
    pile = kind.pile(kind.rating("pile", plug_and_charge=True), link)
    if not isinstance(pile, Pile):
        raise VehicleFileError(file, "kind", "an AC pile has nothing to say on the charging bus")
    return kind.name, pile


def _names_like(model: str) -> list[str]:
    """List a few names of DC models, those that hold what was typed or come near it first."""
    names = sorted(file.stem for file in CHARGERS.glob("dc_*.toml"))
    holding = [name for name in names if model.lower() in name]
    near = get_close_matches(model.lower(), names, NEAR, cutoff=0.4)
    return list(dict.fromkeys([*holding, *near, *names]))[:NEAR]


def _obey(pile: Pile, words: list[str], now: float, say: Say) -> None:
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
            raise UnknownWord(f"known here: {WORDS}")


def _line(options: Options) -> PileSocket | None:
    if options.operators is None or options.connector is None:
        return None
    return PileSocket(PileAddress(*options.operators, *options.connector), secrets.token_hex(8))
