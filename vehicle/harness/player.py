"""Play a charge script against a rig and print phases, figures and the bill."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from vehicle.harness.script import FIGURES, STATES, Condition, Step, Wanted

# How often a condition is looked at, in simulated seconds (chosen: ten BCL periods).
LOOK_S = 0.5


class RigError(Exception):
    """The rig could not do what a step asked for; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rig shows at one moment: `figures` by script.FIGURES, `states` by script.STATES."""

    phase: str
    figures: dict[str, float]
    states: frozenset[str]


class Rig(Protocol):
    """What a script needs: a car, a pile and an operator, virtual or real."""

    def now(self) -> float:
        """Tell the time in seconds of the rig's clock."""

    async def sleep(self, seconds: float) -> None:
        """Let `seconds` of the rig's clock pass."""

    async def set_soc(self, soc_pct: float) -> None:
        """Put the battery at `soc_pct`."""

    async def drive(self, wanted: Wanted) -> str:
        """Drive to a station that fits and tell its name. Raises: RigError."""

    async def plug(self, wanted: Wanted) -> str:
        """Plug the cable in and tell where. Raises: RigError."""

    async def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something at car, cable or pile, or mend it. Raises: RigError."""

    async def start(self) -> None:
        """Press the start button. Raises: RigError."""

    async def stop(self) -> None:
        """Press the stop button. Raises: RigError."""

    async def unplug(self) -> None:
        """Pull the cable. Raises: RigError."""

    def reading(self) -> Reading:
        """Tell phase, figures and states."""

    async def account(self) -> list[str]:
        """Tell what is known of why it does not charge, a line each of car, pile and operator."""

    def bill(self) -> list[str]:
        """Tell the receipt as lines; empty while there is none."""


@dataclass
class Player:
    """Plays steps one after the other; `say` gets one line of text at a time."""

    rig: Rig
    say: Callable[[str], None]
    _phase: str = field(default="", init=False)
    _began: float = field(default=0.0, init=False)

    async def play(self, steps: tuple[Step, ...]) -> bool:
        """Play all steps and tell whether every one held."""
        self._began = self.rig.now()
        self._note_phase()
        for step in steps:
            try:
                await self._play_one(step)
            except RigError as error:
                self._line(f"FAILED  line {step.line}: {step.verb}: {error}")
                for line in await self.rig.account():
                    self._line(f"        {line}")
                self._print_bill()
                return False
        self._print_bill()
        self._line("passed")
        return True

    async def _play_one(self, step: Step) -> None:
        condition = step.condition
        if condition is not None and step.verb == "until":
            await self._wait(condition, step.within_s)
        elif condition is not None:
            self._expect(condition)
        else:
            await self._act(step)
        self._note_phase()

    async def _act(self, step: Step) -> None:
        actions: dict[str, Callable[[], Awaitable[str | None]]] = {
            "soc": lambda: self.rig.set_soc(step.number),
            "drive": lambda: self.rig.drive(step.wanted),
            "plug": lambda: self.rig.plug(step.wanted),
            "break": lambda: self.rig.set_fault(step.fault, is_on=True),
            "mend": lambda: self.rig.set_fault(step.fault, is_on=False),
            "start": self.rig.start,
            "stop": self.rig.stop,
            "unplug": self.rig.unplug,
        }
        answer = await actions[step.verb]() or step.fault
        self._line(f"{step.verb:8}{answer or (f'{step.number:g} %' if step.verb == 'soc' else '')}")

    async def _wait(self, condition: Condition, within_s: float) -> None:
        deadline = self.rig.now() + within_s
        while not _holds(condition, self.rig.reading()):
            if self.rig.now() >= deadline:
                late = f"{_words(condition)} did not come true within {within_s:g} s"
                raise RigError(f"{late}; {self._figures()}")
            await self.rig.sleep(LOOK_S)
            self._note_phase()
        self._line(f"until   {_words(condition)}: {self._figures()}")

    def _expect(self, condition: Condition) -> None:
        if not _holds(condition, self.rig.reading()):
            raise RigError(f"{_words(condition)} does not hold; {self._figures()}")
        self._line(f"expect  {_words(condition)}: holds")

    def _note_phase(self) -> None:
        phase = self.rig.reading().phase
        if phase != self._phase:
            self._phase = phase
            self._line(f"phase   {phase}")

    def _figures(self) -> str:
        reading = self.rig.reading()
        figures = [f"{name} {reading.figures[name]:.2f} {unit}" for name, unit in FIGURES.items()]
        return ", ".join([*figures, *sorted(reading.states)])

    def _print_bill(self) -> None:
        for line in self.rig.bill():
            self.say(line)

    def _line(self, text: str) -> None:
        self.say(f"{self.rig.now() - self._began:9.3f} s  {text}".rstrip())


def _holds(condition: Condition, reading: Reading) -> bool:
    if condition.figure in STATES:
        return condition.figure in reading.states
    return condition.holds(reading.figures[condition.figure])


def _words(condition: Condition) -> str:
    if condition.figure in STATES:
        return condition.figure
    return f"{condition.figure} {'>=' if condition.is_at_least else '<='} {condition.bound:g}"
