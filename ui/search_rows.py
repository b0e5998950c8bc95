"""Write the lines of the search's list in the driver's language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from network.columns import Columns
from network.gazetteer import Kind
from network.nearby import Sorting
from network.printed import quarter_of
from network.search import Hit
from network.tariff import PriceTimeline
from ui import figures, outlook, search_view, search_wording, wording
from ui.car_view import CarView
from ui.figures import Language
from ui.foreign_text import title
from ui.search_view import HEAD, NOTE, PLACE, STATION, Facts, SearchRow
from ui.station_rows import power_text
from ui.station_view import road_m
from ui.surroundings import Surroundings
from vehicle.estimate import CarEstimate

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What every line depends on: the stations, the car, the time, and what operators told.

    `price` answers what an operator told of a row's price, None where it has not.
    """

    columns: Columns
    car: CarView
    wall: datetime
    price: Callable[[int], PriceTimeline | None]


class SearchRows:
    """Writes lines. They are made of plain values, so equal ones are equal."""

    def __init__(self, estimate: CarEstimate, around: Surroundings) -> None:
        self._estimate = estimate
        self._around = around
        self._speech = around.speech

    def group(self, kind: Kind) -> SearchRow:
        """Head the finds of one kind."""
        word = self._speech.say(search_wording.GROUP[kind])
        return self._head(f"head_{kind.value}", search_view.ICONS[kind], word)

    def favourites(self) -> SearchRow:
        """Head the favourites."""
        return self._head("head_favourites", "star", self._speech.say(search_wording.FAVOURITES))

    def gone(self, key: str, name: str) -> SearchRow:
        """Write a favourite that is in the network no longer; nothing happens on a tap."""
        word = self._speech.say(search_wording.GONE)
        name = search_view.shown(name)
        said = f"{name}, {word}"
        marked = search_view.marked(name, ())
        return SearchRow(key, PLACE, "star", marked, said, word, dimmed=True)

    def recent(self) -> SearchRow:
        """Head what was chosen last; it can be cleared."""
        head = self._head("head_recent", "recent", self._speech.say(search_wording.RECENT))
        return replace(head, action=self._speech.say(search_wording.CLEAR))

    def nearby(self, sorting: Sorting) -> SearchRow:
        """Head what is near the car."""
        word = self._speech.say(search_wording.NEARBY[sorting])
        return self._head("head_nearby", "locate", word)

    def note(self, sentence: str, **values: str) -> SearchRow:
        """Say something in place of finds."""
        text = self._speech.say(sentence, **values)
        return SearchRow(f"note_{len(text)}", NOTE, spoken=text)

    def place(
        self,
        key: str,
        hit: Hit,
        spans: Spans,
        scene: Scene,
        latin_spans: Spans = (),
        *,
        stations: int | None = None,
    ) -> SearchRow:
        """Write a place, an expressway or an operator; a place in the letters of the language.

        `stations` says how many lie there, None where that is not known.
        """
        name, detail = hit.name, hit.region
        if hit.kind is Kind.OPERATOR:
            name = self._around.operator_name(hit.key)
            spans = spans if name == hit.name else ()
            detail = self._speech.say(search_wording.SHOW_ONLY)
        elif hit.kind is Kind.EXPRESSWAY:
            detail = hit.key
        elif self._speech.language is not Language.CHINESE:
            region = hit.latin_region or hit.region
            if hit.latin:
                name, spans = hit.latin, latin_spans
                region = " · ".join(part for part in (hit.name, region) if part)
            detail = region
        if stations is not None:
            detail = " · ".join(part for part in (detail, self._stations(stations)) if part)
        name = search_view.shown(name)
        at = None if hit.lat is None or hit.lon is None else (hit.lat, hit.lon)
        way_m = search_view.way_m(scene.car.position, at)
        distance = "" if way_m is None else self._distance(way_m)
        spoken = ", ".join(part for part in (name, detail, distance) if part)
        icon = search_view.ICONS[hit.kind]
        marked = search_view.marked(name, spans)
        return SearchRow(key, PLACE, icon, marked, spoken, detail, distance)

    def station(self, key: str, name: str, row: int, spans: Spans, scene: Scene) -> SearchRow:
        """Write a station with all that is known of it at once."""
        now_s = scene.wall.timestamp()
        facts = search_view.facts_of(scene.columns, row, now_s, quarter_of(scene.wall))
        operator = self._around.operator_name(facts.operator_id)
        # A name in which nothing can be seen is none.
        name, spans = (search_view.shown(name), spans) if title(name) else (operator, ())
        way_m = search_view.way_m(scene.car.position, (facts.lat, facts.lon))
        distance = "" if way_m is None else self._distance(way_m)
        arrival, warned = self._arrival(scene.car, way_m)
        price, price_note = self._price(facts.printed_cny, scene.price(row), scene.wall)
        free = self._free(facts, now_s)
        power = power_text(facts.power_kw, self._speech)
        said = (name, operator, distance, power, free, f"{price} {price_note}".strip(), arrival)
        return SearchRow(
            key,
            STATION,
            "",
            search_view.marked(name, spans),
            ", ".join(part for part in said if part),
            operator,
            distance,
            "",
            str(facts.power_kw or "–"),
            free,
            facts.state_name,
            price,
            price_note,
            arrival,
            warned,
        )

    def _stations(self, count: int) -> str:
        if count == 0:
            return self._speech.say(search_wording.NO_STATION_THERE)
        if count == 1:
            return self._speech.say(search_wording.ONE_STATION_THERE)
        told = figures.count(count, self._speech.language)
        return self._speech.say(search_wording.STATIONS_THERE, count=told)

    def _head(self, key: str, icon: str, word: str) -> SearchRow:
        return SearchRow(key, HEAD, icon, spoken=word)

    def _distance(self, straight_m: float) -> str:
        return figures.distance(road_m(straight_m), self._speech.language)

    def _free(self, facts: Facts, now_s: float) -> str:
        if facts.state_name == "unknown":
            word = self._speech.say(search_wording.UNTOLD, total=str(facts.total))
        elif facts.state_name == "fault":
            word = self._speech.say(search_wording.OUT_OF_ORDER)
        else:
            free, total = str(facts.free), str(facts.total)
            word = self._speech.say(search_wording.FREE_OF, free=free, total=total)
        if facts.told_at is None:
            return word
        count, is_hours = search_view.age_of(facts.told_at, now_s)
        sentence = search_wording.AGE_HOURS if is_hours else search_wording.AGE_MINUTES
        return self._speech.say(sentence, word=word, count=str(count))

    def _price(
        self, printed: Decimal | None, told: PriceTimeline | None, wall: datetime
    ) -> tuple[str, str]:
        """Write what a kWh costs now, and where that is from unless the operator has just said."""
        language = self._speech.language
        if told is not None:
            return figures.money(told.price_at(wall), language), ""
        if printed is None:
            return "", self._speech.say(search_wording.NO_PRICE)
        return figures.money(printed, language), self._speech.say(search_wording.PRINTED)

    def _arrival(self, car: CarView, straight_m: float | None) -> tuple[str, bool]:
        """Write the state of charge on arrival, and tell whether it is below the reserve."""
        if straight_m is None:
            return "", False
        soc_pct = outlook.arrival_soc_pct(self._estimate, car, road_m(straight_m))
        if soc_pct is None:
            return "", False
        if soc_pct <= 0.0:
            return self._speech.say(search_wording.OUT_OF_REACH), True
        soc = figures.percent(soc_pct, self._speech.language)
        if soc_pct < search_view.RESERVE_PCT:
            return self._speech.say(search_wording.BELOW_RESERVE, soc=soc), True
        return self._speech.say(wording.ARRIVAL, soc=soc), False


def keyed(rows: Iterable[SearchRow]) -> list[SearchRow]:
    """Leave out what would be listed twice: a key is a line's own."""
    found: dict[str, SearchRow] = {}
    for row in rows:
        found.setdefault(row.key, row)
    return list(found.values())
