"""How fresh every operator's stations are is said in words that a driver understands."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from network.live import Round
from network.sync_state import SyncPhase, SyncState, SyncTotal, total_of
from tests.ui.glass_world import NOW, GlassWorld
from ui.sync_controller import SyncController, SyncRow

pytestmark = pytest.mark.usefixtures("qapp")


class Copying:
    """One operator that was copied five minutes ago."""

    def __init__(self) -> None:
        fresh = SyncState(stations=35_012, fresh_at=NOW - timedelta(minutes=5))
        self.states = {"cloud": fresh}
        self.aside: dict[str, Counter[str]] = {"cloud": Counter()}
        self.asked = 0
        self.next_s = 3300.0
        self.is_applying = False
        self.reason = ""

    @property
    def total(self) -> SyncTotal:
        states = list(self.states.values())
        return total_of(states, is_applying=self.is_applying, reason=self.reason)

    def wait_s(self, name: str) -> float:
        assert name == "cloud"
        return self.next_s

    def ask_now(self) -> None:
        self.asked += 1

    def change(self, **changes: object) -> None:
        self.states["cloud"] = replace(self.states["cloud"], **changes)  # type: ignore[arg-type]


class Shown:
    """A controller in English."""

    def __init__(self) -> None:
        self.world = GlassWorld()
        self.copying = Copying()
        self.controller: SyncController = self.world.controllers.sync
        rounds = {"cloud": Round(stations=35_012, length_s=3600.0, stale_s=5400.0)}
        self.controller.follow(self.copying, rounds)

    @property
    def row(self) -> SyncRow:
        self.controller.refresh()
        (row,) = self.controller._rows.rows
        assert isinstance(row, SyncRow)
        return row

    @property
    def line(self) -> str:
        self.controller.refresh()
        return self.controller._line


def test_nothing_is_said_before_anything_is_copied() -> None:
    controller = GlassWorld().controllers.sync
    controller.refresh()
    assert (controller._line, controller._rows.rows) == ("", [])


def test_fresh_stations_say_since_when_and_when_they_are_asked_for_again() -> None:
    shown = Shown()
    row = shown.row
    assert (row.condition, row.cut_off, row.trouble, row.aside) == ("fresh", False, "", "")
    assert row.updated == "Updated 5 min ago"
    assert row.next_try == "next in 55 min"
    assert row.round == "free places asked for every 60 min"
    assert shown.line == "All 1 operators are up to date"


def test_a_listing_under_way_says_how_far_it_is() -> None:
    shown = Shown()
    shown.copying.change(phase=SyncPhase.FETCHING, page=12, pages=48)
    shown.copying.next_s = 0.0
    row = shown.row
    assert (row.condition, row.updated, row.share, row.next_try) == (
        "fetching",
        "Fetching page 12 of 48",
        0.25,
        "",
    )
    assert shown.line.replace("\u00a0", " ") == "Fetching stations: 25%"


def test_an_operator_that_fails_is_named_with_its_reason_and_its_next_try() -> None:
    shown = Shown()
    reason = "did not answer in time"
    shown.copying.change(phase=SyncPhase.CUT_OFF, reason=reason)
    shown.copying.next_s = 480.0
    row = shown.row
    assert (row.condition, row.cut_off) == ("failing", True)
    assert row.trouble == "Not reached for long: did not answer in time"
    assert (row.updated, row.next_try) == ("Updated 5 min ago", "next in 8 min")
    expected = "1 of 1 operators not reached: their last known stations are shown"
    assert shown.line == expected


def test_records_that_were_left_out_are_counted_with_the_commonest_reason() -> None:
    shown = Shown()
    shown.copying.change(left_out=3)
    shown.copying.aside["cloud"].update({"has no position": 2, "has no id": 1})
    assert (shown.row.aside, shown.row.aside_count) == ("3 set aside: has no position", 3)


def test_a_full_disk_and_a_change_over_are_said_first() -> None:
    shown = Shown()
    shown.copying.is_applying = True
    assert shown.line == "Taking over new stations; the map stays as it is"
    shown.copying.reason = "database or disk is full"
    assert shown.line.startswith("New stations cannot be kept")


def test_news_are_asked_for_at_once() -> None:
    shown = Shown()
    shown.controller.ask_now()
    assert shown.copying.asked == 1
    shown.controller.stop()
    shown.controller.ask_now()
    assert shown.copying.asked == 1
