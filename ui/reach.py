"""Say how far the battery goes: with how much the car arrives, or that it does not. No Qt."""

from datetime import datetime, timedelta
from typing import Final

from network.crossing import Gap
from ui import figures, way_wording, wording
from ui.speech import Speech

RED_PCT: Final = 5.0
"""Less on arrival is red (EVTO's pins: red below 5 %)."""
_GAP: Final = "   "


def summary(
    operator: str, way_m: float | None, soc_pct: float | None, speech: Speech, *, is_here: bool
) -> str:
    """Write operator, distance and state of charge on arrival; the last only where it suffices."""
    if way_m is None:
        return operator
    if is_here:
        return _GAP.join((operator, speech.say(wording.HERE)))
    parts = [operator, figures.distance(way_m, speech.language)]
    if soc_pct is not None and not state_name(soc_pct):
        soc = figures.percent(soc_pct, speech.language)
        parts.append(speech.say(wording.ARRIVAL, soc=soc))
    return _GAP.join(parts)


def sentence(soc_pct: float | None, speech: Speech) -> str:
    """Warn of a way that is too long for the battery, or nearly; else empty."""
    if soc_pct is None or not state_name(soc_pct):
        return ""
    if soc_pct <= 0.0:
        return speech.say(way_wording.OUT_OF_REACH)
    return speech.say(way_wording.BARELY, soc=figures.percent(soc_pct, speech.language))


def state_name(soc_pct: float | None) -> str:
    """Choose the state of the vocabulary: "fault" where the car hardly gets there, else empty."""
    return "fault" if soc_pct is not None and soc_pct < RED_PCT else ""


def soc_text(soc_pct: float | None, speech: Speech) -> str:
    """Write the state of charge on arrival; a car that does not get there arrives with none."""
    if soc_pct is None or soc_pct <= 0.0:
        return figures.UNKNOWN
    return figures.percent(soc_pct, speech.language)


def gap_sentence(gap: Gap, speech: Speech) -> str:
    """Say what of a way is no road; else empty."""
    match gap:
        case Gap.NONE:
            return ""
        case Gap.FERRY:
            return speech.say(way_wording.BY_FERRY)
        case Gap.NO_ROAD:
            return speech.say(way_wording.NO_ROAD)


def day_text(now: datetime, then: datetime, speech: Speech) -> str:
    """Name the day of an arrival; today it is just called the arrival."""
    if then.date() == now.date():
        return speech.say(way_wording.TODAY)
    if then.date() == now.date() + timedelta(days=1):
        return speech.say(way_wording.TOMORROW)
    return speech.say(way_wording.ON_DAY, day=figures.day(then, speech.language))
