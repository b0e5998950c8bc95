"""Derive what the service page says of files, buses and sending. No Qt."""

from dataclasses import dataclass

from ui import car_wording as words
from ui import figures
from ui.details_view import Say
from vehicle.bus_state import BusState
from vehicle.can_bus import BusSpec

# Shapes of the glass's state vocabulary.
_SHAPES = {
    BusState.ACTIVE: "available",
    BusState.PASSIVE: "occupied",
    BusState.NO_ACKNOWLEDGE: "occupied",
    BusState.BUS_OFF: "fault",
    BusState.GONE: "fault",
    BusState.UNARMED: "unknown",
}


@dataclass(frozen=True, slots=True)
class BusRow:
    """One bus: what it is opened as, and how it is. `sentence` is empty while it works."""

    name: str
    opened_as: str
    state_name: str
    word: str
    sentence: str


def bus_row(name: str, spec: BusSpec, state: BusState, say: Say) -> BusRow:
    """Write one bus; `name` is one of the two sentences for buses."""
    spoken = say(name)
    sentence = words.BUS_STATE.get(state)
    return BusRow(
        spoken,
        " · ".join(filter(None, (spec.interface, spec.channel, _bit_rate(spec.bitrate)))),
        _SHAPES[state],
        say(words.BUS_WORD[state]),
        "" if sentence is None else say(sentence, bus=spoken),
    )


def sending_sentence(*, needs_arming: bool, is_kiosk: bool, is_armed: bool, has_pin: bool) -> str:
    """Choose what is said of sending, to be translated."""
    if not needs_arming:
        return words.SENDING_VIRTUAL
    if is_armed:
        return words.SENDING_ARMED
    if not is_kiosk:
        return words.SENDING_NEEDS_ARM
    return words.SENDING_NEEDS_PIN if has_pin else words.SENDING_NO_PIN


def _bit_rate(bitrate: int | None) -> str:
    return "" if bitrate is None else f"{bitrate / 1000:g}{figures.NBSP}kbit/s"
