"""Write the figures and the standards' terms that an engineer wants to see. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ui import car_wording as words
from ui import figures
from ui.car_view import CarView
from ui.figures import Language
from ui.wording import GBT_PHASE

_GAP = " · "


class Say(Protocol):
    """Translates a sentence and puts the values in."""

    def __call__(self, sentence: str, **values: str) -> str:
        """Say it in the driver's language."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One figure under its name; a stale one is the last that was told."""

    name: str
    value: str
    is_stale: bool = False


def details_of(fresh: CarView, last: CarView, say: Say, language: Language) -> tuple[Detail, ...]:
    """List what is known, the four that every charge has first; what never came is left out."""
    found: list[Detail] = []
    for name, write, is_always in _ROWS:
        value, old = write(fresh, say, language), write(last, say, language)
        if value or old or is_always:
            text = value or old or figures.UNKNOWN
            found.append(Detail(say(name), text, is_stale=not value))
    return tuple(found)


def _volts(car: CarView, _say: Say, language: Language) -> str:
    return "" if car.voltage_v is None else figures.volts(car.voltage_v, language)


def _amperes(car: CarView, _say: Say, language: Language) -> str:
    return "" if car.current_a is None else figures.amperes(car.current_a, language)


def _pack(car: CarView, _say: Say, language: Language) -> str:
    return "" if car.temperature_c is None else figures.degrees(car.temperature_c, language)


def _plug(car: CarView, _say: Say, language: Language) -> str:
    return "" if car.connector_c is None else figures.degrees(car.connector_c, language)


def _phase(car: CarView, say: Say, _language: Language) -> str:
    return "" if car.phase is None or car.is_ac else say(GBT_PHASE[car.phase])


def _offer(car: CarView, _say: Say, language: Language) -> str:
    if not car.offered_a or not car.offered_v:
        return ""
    offered = figures.amperes(car.offered_a, language), figures.volts(car.offered_v, language)
    return _GAP.join(offered)


def _error(car: CarView, _say: Say, _language: Language) -> str:
    return f"SPN {car.error_spn}" if car.error_spn else ""


def _pilot(car: CarView, _say: Say, language: Language) -> str:
    if not car.pilot_v:
        return ""
    volts = f"{figures.decimal(car.pilot_v, 1, language)}\u00a0V"
    return (
        volts if not car.pilot_pct else _GAP.join((volts, figures.percent(car.pilot_pct, language)))
    )


def _phases(car: CarView, _say: Say, language: Language) -> str:
    if not car.is_ac or not car.phase_a:
        return ""
    return "\u00a0/\u00a0".join(figures.decimal(a, 1, language) for a in car.phase_a) + "\u00a0A"


def _lock(car: CarView, say: Say, _language: Language) -> str:
    if car.is_locked is None or not car.is_plugged:
        return ""
    if car.is_locked and car.lock_feedback is False:
        return say(words.LOCK_UNSURE)
    return say(words.LOCKED if car.is_locked else words.UNLOCKED)


def _limited(car: CarView, say: Say, _language: Language) -> str:
    if car.is_paused:
        return say(words.TITLE_PAUSED)
    return (
        ""
        if car.limited_by is None or not car.is_charging
        else say(words.LIMIT_TERM[car.limited_by])
    )


def _ended(car: CarView, _say: Say, _language: Language) -> str:
    return "" if car.stop_cause is None or car.is_charging else car.stop_cause.name


_Write = Callable[[CarView, Say, Language], str]
_ROWS: tuple[tuple[str, _Write, bool], ...] = (
    (words.VOLTAGE, _volts, True),
    (words.CURRENT, _amperes, True),
    (words.PACK, _pack, True),
    (words.PLUG, _plug, False),
    ("GB/T 27930", _phase, False),
    (words.OFFER, _offer, False),
    (words.PILOT, _pilot, False),
    (words.PHASES, _phases, False),
    (words.LIMITED, _limited, False),
    (words.LOCK, _lock, False),
    (words.ERROR, _error, False),
    (words.ENDED_BY, _ended, False),
)
