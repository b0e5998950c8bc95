"""Write the connectors of a station's card in the driver's words. No Qt."""

from dataclasses import dataclass

from network.stations import Access, Connector, Status
from ui import figures, station_view, station_wording, wording
from ui.foreign_text import shown
from ui.speech import Speech
from ui.station_view import PowerTile

_MINUTE_S, _HOUR_S, _DAY_S = 60.0, 3600.0, 86_400.0
# Ages are told in minutes up to two hours, in hours up to two days (chosen).
_HOURS_FROM_S, _DAYS_FROM_S = 2 * _HOUR_S, 2 * _DAY_S
_LONGEST_NAME = 8
NOT_KNOWN = "–"
"""Stands for a count that nobody told, as on the map's pins."""


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """One line of the card. `state_name` is available, occupied, fault or unknown."""

    connector_id: str
    name: str
    power: str
    ways: str
    state_name: str
    word: str
    plug_and_charge: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class TileRow:
    """Free and all connectors of one power. `state_name` is available, occupied or unknown."""

    power: str
    free: str
    total: int
    state_name: str


def connector_row(
    connector: Connector, now_s: float, speech: Speech, *, is_chosen: bool
) -> ConnectorRow:
    """Write one connector."""
    status, age_s = station_view.status_now(connector, now_s)
    is_blocked = connector.is_blocked and status is Status.AVAILABLE
    word = speech.say(station_wording.BLOCKED if is_blocked else wording.STATUS[status])
    return ConnectorRow(
        connector.id,
        shown(connector.name, _LONGEST_NAME),
        _strength(connector, speech),
        easiest_way(connector.access, speech),
        "occupied" if is_blocked else station_view.SHAPES[status],
        aged(word, age_s, speech),
        Access.PLUG_AND_CHARGE in connector.access,
        is_chosen,
    )


def tile_row(tile: PowerTile, speech: Speech) -> TileRow:
    """Write one power."""
    power = power_text(tile.power_kw, speech)
    # Direct current is what a tile is taken for; the rows below say which where no power is told.
    words = power if tile.is_dc or tile.power_kw <= 0 else speech.say(wording.AC, power=power)
    if tile.free is None:
        return TileRow(words, NOT_KNOWN, tile.total, "unknown")
    return TileRow(words, str(tile.free), tile.total, "available" if tile.free else "occupied")


def _strength(connector: Connector, speech: Speech) -> str:
    power = power_text(connector.power_kw, speech)
    if not station_view.is_current_told(connector):
        return power
    if connector.power_kw <= 0:
        return speech.say(wording.DC_UNTOLD if connector.is_dc else wording.AC_UNTOLD)
    return speech.say(wording.DC if connector.is_dc else wording.AC, power=power)


def power_text(power_kw: float, speech: Speech) -> str:
    """Write a power; a pile without any is one of which nobody told it."""
    if power_kw <= 0:
        return speech.say(wording.UNTOLD_POWER)
    return figures.power(power_kw, speech.language)


def easiest_way(access: Access, speech: Speech) -> str:
    """Name the easiest way to start."""
    ways = station_view.ways_of(access)
    return speech.say(station_wording.WAY[ways[0]] if ways else station_wording.NO_WAY)


def way_text(access: Access, operator: str, speech: Speech) -> str:
    """Say how a charge is started, and which other ways there are."""
    way = speech.say(station_view.way_of(access), operator=operator)
    others = [speech.say(station_wording.WAY[one]) for one in station_view.ways_of(access)[1:]]
    if not others:
        return way
    return speech.say(station_wording.ALSO, way=way, others=" · ".join(others))


def aged(word: str, age_s: float | None, speech: Speech) -> str:
    """Add to a word how long ago it was told."""
    if age_s is None:
        return word
    if age_s < _MINUTE_S:
        return speech.say(station_wording.NOW, status=word)
    if age_s < _HOURS_FROM_S:
        return _counted(station_wording.MINUTES_AGO, word, age_s / _MINUTE_S, speech)
    if age_s < _DAYS_FROM_S:
        return _counted(station_wording.HOURS_AGO, word, age_s / _HOUR_S, speech)
    return _counted(station_wording.DAYS_AGO, word, age_s / _DAY_S, speech)


def _counted(sentence: str, word: str, count: float, speech: Speech) -> str:
    return speech.say(sentence, status=word, count=str(int(count)))
