"""Read a charge script: one verb a line, so that a test bench and a person can both write it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vehicle.desk import FAULTS

VERBS = "soc, drive, plug, start, until, stop, unplug, expect, break, mend"


class ScriptError(Exception):
    """A script cannot be read; the message names file, line and word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which connector to use: one by id, or the nearest that fits; DC unless AC is asked for."""

    operator_id: str | None = None
    connector_id: str | None = None
    at_least_kw: float = 0.0
    plug_and_charge: bool | None = None
    is_dc: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure compared with a bound; `is_at_least` False means at most."""

    figure: str
    is_at_least: bool
    bound: float

    def holds(self, value: float) -> bool:
        """Compare `value`, in the unit of the figure, with the bound."""
        return value >= self.bound if self.is_at_least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Step:
    """One line: a verb and what belongs to it; `line` counts from 1."""

    line: int
    verb: str
    number: float = 0.0
    wanted: Wanted = Wanted()
    condition: Condition | None = None
    within_s: float = 3600.0
    fault: str = ""


# Figures of a charge that a script may ask for, with their unit.
FIGURES = {"soc": "%", "power": "kW", "energy": "kWh", "cost": "CNY", "minutes": "min"}
STATES = ("charging", "ended", "settled", "failed")


def parse_script(path: Path) -> tuple[Step, ...]:
    """Read the steps of a script file; at least one.

    Raises: ScriptError naming file, line and word.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path}: cannot be read ({error})") from error
    steps = []
    for line, raw in enumerate(text.splitlines(), start=1):
        words = raw.split("#", 1)[0].split()
        if not words:
            continue
        reader = _READERS.get(words[0])
        if reader is None:
            raise ScriptError(f"{path}:{line}: unknown verb {words[0]!r} (known: {VERBS})")
        try:
            steps.append(reader(line, words[1:]))
        except ValueError as error:
            raise ScriptError(f"{path}:{line}: {words[0]}: {error}") from error
    if not steps:
        raise ScriptError(f"{path}: holds no step (verbs: {VERBS})")
    return tuple(steps)


def _number(word: str, what: str) -> float:
    match = re.fullmatch(r"\d+(\.\d+)?", word)
    if match is None:
        raise ValueError(f"{what} must be a number, not {word!r}")
    return float(word)


def _read_soc(line: int, words: list[str]) -> Step:
    if len(words) != 1:
        raise ValueError("takes one percentage, as in 'soc 20'")
    number = _number(words[0].removesuffix("%"), "the percentage")
    if not 0 <= number <= 100:
        raise ValueError(f"the percentage must be within 0..100, not {number:g}")
    return Step(line, "soc", number=number)


def _read_wanted(words: list[str]) -> Wanted:
    if len(words) == 1 and "/" in words[0]:
        operator_id, _, connector_id = words[0].partition("/")
        return Wanted(operator_id or None, connector_id or None)
    at_least_kw, plug_and_charge, is_dc = 0.0, None, True
    for word in words:
        if word.startswith(">="):
            at_least_kw = _number(re.sub("kw$", "", word[2:], flags=re.IGNORECASE), "the power")
        elif word in ("plug-and-charge", "remote"):
            plug_and_charge = word == "plug-and-charge"
        elif word in ("ac", "dc"):
            is_dc = word == "dc"
        elif word != "any":
            known = "any, >=120kW, plug-and-charge, remote, ac, dc, or operator/connector"
            raise ValueError(f"{word!r} is not one of: {known}")
    return Wanted(at_least_kw=at_least_kw, plug_and_charge=plug_and_charge, is_dc=is_dc)


def _reader_of_wanted(verb: str) -> Callable[[int, list[str]], Step]:
    def read(line: int, words: list[str]) -> Step:
        return Step(line, verb, wanted=_read_wanted(words))

    return read


def _reader_of_bare(verb: str) -> Callable[[int, list[str]], Step]:
    def read(line: int, words: list[str]) -> Step:
        if words:
            raise ValueError(f"takes nothing, but {' '.join(words)!r} follows")
        return Step(line, verb)

    return read


def _reader_of_fault(verb: str) -> Callable[[int, list[str]], Step]:
    def read(line: int, words: list[str]) -> Step:
        if len(words) != 1 or words[0] not in FAULTS:
            raise ValueError(f"{' '.join(words)!r} is not one of: {', '.join(FAULTS)}")
        return Step(line, verb, fault=words[0])

    return read


def _read_condition(words: list[str]) -> Condition:
    if len(words) == 1 and words[0] in STATES:
        return Condition(words[0], is_at_least=True, bound=1.0)
    if len(words) == 3 and words[0] in FIGURES and words[1] in (">=", "<="):
        return Condition(words[0], words[1] == ">=", _number(words[2], "the bound"))
    raise ValueError(
        f"{' '.join(words)!r} is neither a state ({', '.join(STATES)}) nor a figure "
        f"({', '.join(FIGURES)}) with >= or <= and a number"
    )


def _read_until(line: int, words: list[str]) -> Step:
    within_s = 3600.0
    if len(words) > 3 and words[-3] == "within":
        factor = {"s": 1.0, "min": 60.0, "h": 3600.0}.get(words[-1])
        if factor is None:
            raise ValueError(f"the time must be in s, min or h, not {words[-1]!r}")
        within_s = _number(words[-2], "the time") * factor
        words = words[:-3]
    return Step(line, "until", condition=_read_condition(words), within_s=within_s)


def _read_expect(line: int, words: list[str]) -> Step:
    return Step(line, "expect", condition=_read_condition(words))


_READERS: dict[str, Callable[[int, list[str]], Step]] = {
    "soc": _read_soc,
    "drive": _reader_of_wanted("drive"),
    "plug": _reader_of_wanted("plug"),
    "start": _reader_of_bare("start"),
    "until": _read_until,
    "stop": _reader_of_bare("stop"),
    "unplug": _reader_of_bare("unplug"),
    "expect": _read_expect,
    "break": _reader_of_fault("break"),
    "mend": _reader_of_fault("mend"),
}
