"""What is answered to each key, what a pick does, and what is shown where nothing is typed."""

from dataclasses import replace

import numpy as np
import pytest

from network.favourites import Favourite
from tests.ui.glass_world import ESTIMATE, HERE, NOW, STATION, GlassWorld
from tests.ui.search_world import (
    GAZETTEER,
    STATIONS,
    Held,
    SmallCatalogue,
    at_once,
    no_sleep,
    small_columns,
)
from ui.search_controller import SearchController, SearchParts
from ui.search_live import SearchLive
from ui.search_lookup import Found, Lookup, Question
from ui.search_view import HEAD, NOTE
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")


class Searching:
    """A search over STATIONS in the glass of the tests; `is_held` answers when it is told to."""

    def __init__(
        self, *, is_held: bool = False, is_read: bool = True, is_kiosk: bool = False
    ) -> None:
        self.world = GlassWorld()
        self.held = Held()
        self.is_held = is_held
        self.waited_s = 0.0
        around = self.world.around
        around = replace(around, spawn=self.held.spawn) if is_held else around
        self.stations = SmallCatalogue(small_columns(HERE, NOW.timestamp()), STATION)
        self.lookup = Lookup(self.stations, lambda: GAZETTEER)
        if is_read:
            self.lookup.read()
        self.live = SearchLive(self.stations, {}, no_sleep, around)
        parts = SearchParts(
            self.stations,
            self.lookup,
            self.live,
            self.world.journal,
            self.held.aside if is_held else at_once,
            lambda: self.world.favourites,
            self.wait,
            is_kiosk,
        )
        controllers = self.world.controllers
        self.search = SearchController(parts, controllers.map, controllers.car, ESTIMATE, around)
        self.search.follow(self.world.glass.left_column)
        self.flights: list[tuple[float, float, float]] = []
        self.search.placeWanted.connect(lambda *view: self.flights.append(view))

    async def wait(self, seconds: float) -> None:
        self.waited_s += seconds
        if self.is_held:
            await self.held.aside(lambda: None)

    def open(self) -> "Searching":
        self.world.glass.left_column.open("search")
        return self

    @property
    def lines(self) -> list[str]:
        """The list as it is read out: names of finds, headings in brackets, notes after a dash."""
        rows = self.search._rows.rows
        marks = {HEAD: "[{}]", NOTE: "- {}"}
        return [marks.get(row.role, "{}").format(row.spoken.split(",")[0]) for row in rows]

    def key(self, name: str) -> str:
        key: str = next(
            row.key
            for row in self.search._rows.rows
            if row.role not in (HEAD, NOTE) and row.spoken.split(",")[0] == name
        )
        return key


def test_every_key_is_answered_in_groups() -> None:
    searching = Searching().open()
    searching.search.type("hq")
    assert searching.lines == ["[Stations]", "虹桥天地超充站", "虹桥北站"]
    searching.search.press("b")
    assert searching.lines == ["[Stations]", "虹桥北站"]
    searching.search.erase()
    searching.search.type("g2")
    assert searching.lines[:2] == ["[Expressways]", "京沪高速"]
    searching.search.type("bjnz")
    assert searching.lines == ["[Stations]", "北京南站超充站"]


def test_what_matched_is_bold() -> None:
    searching = Searching().open()
    searching.search.type("tiandi")
    (row,) = [one for one in searching.search._rows.rows if one.role != HEAD]
    assert row.name == "虹桥<b>天地</b>超充站"


def test_a_late_answer_to_an_older_question_is_dropped() -> None:
    searching = Searching(is_held=True).open()
    searching.held.let_go()
    searching.search.type("hq")
    for typed in ("b", "bj", "bjn"):
        searching.search.type(typed)
    assert searching.held.count == 1, "one look-up at a time"
    searching.held.let_go()
    assert "[Stations]" not in searching.lines, "what answers hq is late"
    searching.held.let_go()
    assert searching.lines == ["[Stations]", "北京南站超充站"]
    searching.held.let_go()
    assert searching.held.count == 0, "what was typed between is never looked up"


def test_the_first_key_does_not_wait_for_the_names() -> None:
    searching = Searching(is_held=True, is_read=False).open()
    searching.held.let_go()
    assert searching.lines[1] == "虹桥天地超充站", "what is near needs no names"
    searching.search.type("bjnz")
    searching.held.let_go()
    assert searching.lines == ["- The names are being read. This takes a moment"]
    searching.held.spawn(searching.search.warm_up())
    searching.held.let_go()
    searching.held.let_go()
    assert searching.lines == ["[Stations]", "北京南站超充站"]


def test_names_that_cannot_be_read_are_told() -> None:
    searching = Searching(is_held=True, is_read=False)
    searching.stations.is_broken = True
    searching.held.spawn(searching.search.warm_up())
    searching.open()
    searching.search.type("bj")
    for _ in range(3):
        searching.held.let_go()
    (row,) = searching.search._rows.rows
    assert row.spoken == (
        "The names could not be read: network.sqlite: changed while it was read. "
        "What is near can be seen all the same."
    )
    searching.stations.is_broken = False
    for _ in range(6):
        searching.held.let_go()
    assert searching.lookup.is_current, "they are read again after a while"
    assert searching.waited_s >= 30.0


def test_without_a_word_favourites_recent_ones_and_what_is_near_are_listed() -> None:
    searching = Searching()
    searching.world.favourites += [
        Favourite("cloud", "s4", "北京南站"),
        Favourite("cloud", "gone", "徐汇站"),
    ]
    searching.open()
    searching.search.type("天津")
    searching.search.pick_first()
    searching.search.clear()
    searching.open()
    assert searching.lines == [
        "[Favourites]",
        "北京南站超充站",
        "徐汇站",
        "[Recent]",
        "Tianjin",
        "[Nearest stations]",
        "虹桥天地超充站",
        "虹桥北站",
        "天桥服务区",
        "南京站",
        "北京南站超充站",
    ]


@pytest.mark.parametrize(
    ("sorting", "near"),
    [
        # Where nothing is free comes last; 北京南站 is farther than one drives for it.
        ("cheapest", ["天桥服务区", "虹桥天地超充站", "虹桥北站", "南京站"]),
        ("fastest", ["虹桥天地超充站", "天桥服务区", "虹桥北站", "南京站"]),
    ],
)
def test_what_is_near_is_sorted_as_asked_and_brought_in_sight(
    sorting: str, near: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.search_lookup.NEARBY_MOST", 4)
    searching = Searching().open()
    scrolled: list[int] = []
    searching.search.scrollWanted.connect(scrolled.append)
    searching.search.sort(sorting)
    assert searching.lines[1:] == near
    assert scrolled == [0]


def test_a_place_is_flown_to_as_a_whole_and_remembered() -> None:
    searching = Searching().open()
    searching.search.type("广东")
    searching.search.pick_first()
    ((lat, lon, zoom),) = searching.flights
    # Guangdong: 20.3 to 25.1 N, 110.2 to 116.8 E; on 1300 x 640 dp that is zoom 7.
    assert lat == pytest.approx(22.7, abs=0.3)
    assert lon == pytest.approx(113.4, abs=0.5)
    assert zoom == pytest.approx(7.2, abs=0.4)
    assert searching.world.glass.left_column.property("shown") == ""
    assert searching.search.property("query") == "Guangdong"
    assert '"广东省"' in searching.world.journal.settings["search.recent"]


def test_a_station_opens_its_card_over_the_list() -> None:
    searching = Searching().open()
    searching.search.type("bjnz")
    searching.search.pick(searching.key("北京南站超充站"))
    assert searching.world.glass.left_column.property("shown") == "station"
    assert searching.world.controllers.map.property("selected_row") == searching.stations.row(4)
    assert searching.flights == [(STATION.lat, STATION.lon, 14.0)]
    searching.world.controllers.station.close()
    assert searching.world.glass.left_column.property("shown") == "search"
    searching.search.clear()
    assert searching.lines[:2] == ["[Recent]", "北京南站超充站"]


def test_an_operator_is_offered_as_a_filter() -> None:
    searching = Searching().open()
    wanted: list[str] = []
    searching.search.operatorWanted.connect(wanted.append)
    searching.search.type("cloud")
    row = searching.search._rows.rows[1]
    assert (row.name, row.detail) == ("Cloud Charge", "Show only this operator")
    assert searching.lines[2:5] == ["[Stations]", "虹桥天地超充站", "虹桥北站"], "its nearest"
    searching.search.pick(row.key)
    assert wanted == ["cloud"]
    assert searching.world.glass.left_column.property("shown") == ""


def test_the_enter_key_waits_for_the_answer() -> None:
    searching = Searching(is_held=True).open()
    searching.held.let_go()
    searching.search.type("广东")
    searching.search.pick_first()
    assert searching.flights == []
    searching.held.let_go()
    assert len(searching.flights) == 1
    searching.search.clear()
    searching.search.pick_first()
    searching.held.let_go()
    assert len(searching.flights) == 1, "nothing typed, nothing chosen"


def test_what_was_chosen_can_be_forgotten_and_a_full_disk_is_told() -> None:
    searching = Searching().open()
    told: list[str] = []
    searching.search.notKept.connect(told.append)
    searching.world.journal.is_disk_full = True
    searching.search.type("广东")
    searching.search.pick_first()
    assert told == [
        "The disk cannot be written: this choice holds until you leave. Free some space."
    ]
    searching.world.journal.is_disk_full = False
    searching.search.forget_recent()
    assert searching.world.journal.settings["search.recent"] == "[]"


def test_nothing_found_is_said_with_a_suggestion() -> None:
    searching = Searching().open()
    searching.search.type("qqq")
    (row,) = searching.search._rows.rows
    assert row.spoken == (
        "Nothing is called “qqq”. Try fewer letters, or first letters: bjnz finds 北京南站."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "长" * 10_000,
        "\u202e\u2066gnp.exe",
        "\x00\x1b[31m\r\n\t",
        "'; DROP TABLE stations; --",
        '"bj" NEAR/3 * OR ^',
        "%_%",
        "<b>&amp;</b>{typed}{0}%1",
        "\U0001f50c\U0001f697",
        "\ud800",
    ],
)
def test_hostile_words_are_inert(typed: str) -> None:
    searching = Searching().open()
    searching.search.type(typed)
    query = str(searching.search.property("query"))
    assert len(query) <= 60
    assert all(one.isprintable() for one in query)
    for row in searching.search._rows.rows:
        assert all(one.isprintable() or one == "\u00a0" for one in row.spoken)
    searching.search.type("hqb")
    assert searching.lines == ["[Stations]", "虹桥北站"]


def test_without_a_position_nothing_is_near_and_that_is_said() -> None:
    searching = Searching()
    del searching.world.car.values[signals.LATITUDE]
    searching.world.refresh()
    searching.open()
    assert searching.lines == [
        "[Nearest stations]",
        "- The car's position is not known",
    ]
    searching.search.type("hqb")
    (_, row) = searching.search._rows.rows
    assert (row.distance, row.arrival) == ("", "")


def test_distances_follow_the_car_every_15_s_while_the_card_is_shown() -> None:
    searching = Searching().open()
    before = searching.search._rows.rows[1].distance
    searching.world.car.values[signals.LATITUDE] = HERE[0] - 0.1
    searching.world.refresh()
    searching.search.refresh()
    assert searching.search._rows.rows[1].distance == before
    later = replace(searching.world.around, wall=lambda: NOW.replace(minute=44))
    searching.search._around = later
    searching.search.refresh()
    # 0.11 degrees are 12.2 km, on roads 16 km.
    assert searching.search._rows.rows[1].distance == "16\u00a0km"


def test_a_catalogue_that_was_replaced_is_followed() -> None:
    searching = Searching().open()
    old = searching.stations.columns
    searching.search.type("hq")
    # The second station is gone; another one has come.
    keys = old.key.copy()
    keys[searching.stations.row(1)] = 5
    searching.stations.columns = replace(old, key=keys)
    searching.search.catalogue_replaced()
    assert searching.lines == ["[Stations]", "虹桥天地超充站", "虹桥新站"]
    assert searching.waited_s == 30.0, "names are not read at every step of a copy"


def test_until_names_are_read_anew_the_earlier_ones_are_found_in_their_newer_rows() -> None:
    searching = Searching(is_held=True).open()
    searching.held.let_go()
    searching.search.type("hq")
    searching.held.let_go()
    old = searching.stations.columns
    keys = old.key.copy()
    gone = searching.stations.row(1)
    keys[gone] = 5
    searching.stations.columns = replace(old, key=keys)
    searching.search.catalogue_replaced()
    searching.search.pick(searching.key("虹桥天地超充站"))
    assert searching.flights == [], "its row is another's by now"
    searching.held.let_go()
    assert searching.lines == ["[Stations]", "虹桥天地超充站"]


def test_the_glass_has_a_keyboard_until_another_one_is_used() -> None:
    searching = Searching()
    assert not searching.search.property("keyboard_shown")
    searching.open()
    assert searching.search.property("keyboard_shown")
    searching.search.show_keyboard(False)
    assert not searching.search.property("keyboard_shown")
    searching.search.show_keyboard(True)
    searching.search.hardware_key_pressed()
    assert not searching.search.property("keyboard_shown")
    kiosk = Searching(is_kiosk=True).open()
    kiosk.search.hardware_key_pressed()
    assert kiosk.search.property("keyboard_shown")


def test_every_station_of_the_tests_has_a_name_of_its_own() -> None:
    assert len(np.unique([name for name, *_ in STATIONS])) == len(STATIONS)


def test_what_was_found_in_a_catalogue_that_is_no_more_is_looked_up_again() -> None:
    searching = Searching().open()
    look, old = searching.lookup.look, searching.stations.columns
    asked: list[str] = []

    def replaced(question: Question) -> Found:
        found = look(question)
        asked.append(question.typed)
        if len(asked) == 1:
            keys = old.key.copy()
            keys[searching.stations.row(1)] = 5
            searching.stations.columns = replace(old, key=keys)
        return found

    searching.lookup.look = replaced  # type: ignore[method-assign]
    searching.search.type("hq")
    assert asked == ["hq", "hq"]
    assert searching.lines == ["[Stations]", "虹桥天地超充站"]
