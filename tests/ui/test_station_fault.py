"""A fault is reported in two taps, and the driver hears what became of it."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import pytest

from network.errors import OperatorError, Refused, Unreachable
from tests.ui.glass_world import STATION, GlassWorld
from tests.ui.station_world import rich

pytestmark = pytest.mark.usefixtures("qapp")


def opened() -> GlassWorld:
    world = GlassWorld()
    world.controllers.station.show(rich(STATION))
    return world


def test_two_taps_report_a_fault() -> None:
    world = opened()
    fault = world.controllers.station._fault
    fault.toggle()
    assert fault.property("choosing")
    assert [row.word for row in fault._reasons.rows] == [
        "Does not start",
        "Plug or cable damaged",
        "Screen or code unreadable",
        "Bay blocked",
        "Ground lock stuck",
        "Not there or closed",
    ]
    fault.choose("2")
    assert world.stand_ins.reports.told == [("s1", "A01", 2)]
    assert fault.property("answer") == "Thank you. Cloud Charge has your report."
    assert (fault.property("choosing"), fault.property("taken")) == (False, True)


def test_a_bay_without_a_lock_has_none_that_sticks() -> None:
    world = opened()
    world.controllers.station.choose("B01")
    words = [row.word for row in world.controllers.station._fault._reasons.rows]
    assert "Ground lock stuck" not in words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            Refused("云启充电", "已收到同一终端的报修", 22),
            "Cloud Charge did not take it: 已收到同一终端的报修. It is kept here.",
        ),
        (Unreachable("云启充电", "timed out"), "Cloud Charge is out of reach. It is kept here."),
    ],
)
def test_what_was_not_taken_is_kept_and_said_to_be(error: OperatorError, words: str) -> None:
    world = opened()
    world.stand_ins.reports.error = error
    world.controllers.station._fault.choose("1")
    assert world.controllers.station._fault.property("answer") == words
    assert "fault_reports" in world.journal.settings


def test_the_same_connector_again_is_too_soon() -> None:
    world = opened()
    fault = world.controllers.station._fault
    fault.choose("1")
    fault.choose("1")
    assert fault.property("answer") == "Reported a short while ago. Try again later."
    assert len(world.stand_ins.reports.told) == 1


def test_an_answer_about_a_connector_that_was_left_is_not_shown_at_another() -> None:
    world = opened()
    waiting: list[Coroutine[Any, Any, None]] = []
    fault = world.controllers.station._fault
    fault._around = replace(world.around, spawn=waiting.append)
    fault.choose("1")
    assert fault.property("answer") == "Sending the report…"
    world.controllers.station.choose("B01")
    (late,) = waiting
    with pytest.raises(StopIteration):
        late.send(None)
    assert fault.property("answer") == ""


def finish(waiting: Coroutine[Any, Any, None]) -> None:
    with pytest.raises(StopIteration):
        waiting.send(None)


def test_while_one_report_is_under_way_another_connector_is_reported_too() -> None:
    world = opened()
    waiting: list[Coroutine[Any, Any, None]] = []
    fault = world.controllers.station._fault
    fault._around = replace(world.around, spawn=waiting.append)
    fault.choose("1")
    world.controllers.station.choose("B01")
    assert fault.property("answer") == ""
    fault.toggle()
    fault.choose("2")
    assert (fault.property("answer"), fault.property("choosing")) == ("Sending the report…", False)
    first, second = waiting
    finish(first)
    assert fault.property("answer") == "Sending the report…"
    finish(second)
    assert fault.property("answer") == "Thank you. Cloud Charge has your report."
    assert world.stand_ins.reports.told == [("s1", "A01", 1), ("s1", "B01", 2)]
    # What became of the first is said where it was made.
    world.controllers.station.choose("A01")
    assert fault.property("answer") == "Thank you. Cloud Charge has your report."
    world.controllers.station.choose("B01")
    assert fault.property("answer") == ""
