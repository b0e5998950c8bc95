"""Printed prices are marked until the operator has answered, and the parts are those of now."""

from collections.abc import Coroutine
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from network.stations import Parking
from network.tariff import Period, PriceTimeline
from tests.ui.glass_world import STATION, TIMELINE, FakeSeller, GlassWorld

pytestmark = pytest.mark.usefixtures("qapp")
PRINTED = PriceTimeline((Period(0, Decimal("0.80"), Decimal("0.40")),), is_printed=True)


def parts(world: GlassWorld) -> list[tuple[str, str]]:
    return [(row.name, row.value) for row in world.controllers.station._price._parts.rows]


def test_an_asked_price_says_when_it_was_asked() -> None:
    world = GlassWorld()
    world.controllers.station.show(replace(STATION, printed=PRINTED))
    price = world.controllers.station._price
    assert price.property("text") == "¥1.32 / kWh"
    assert (price.property("source_text"), price.property("printed")) == ("Asked at 14:43", False)


def test_a_printed_price_stands_in_and_is_marked() -> None:
    world = GlassWorld(FakeSeller(None))
    world.controllers.station.show(replace(STATION, printed=PRINTED))
    price = world.controllers.station._price
    assert price.property("text") == "¥1.20 / kWh"
    said = "As printed, not binding"
    assert (price.property("source_text"), price.property("printed")) == (said, True)


def test_the_price_comes_apart_on_a_tap() -> None:
    world = GlassWorld(FakeSeller(replace(TIMELINE, start_cny=Decimal("0.5"))))
    world.controllers.station.show(STATION)
    price = world.controllers.station._price
    assert not price.property("unfolded")
    price.toggle()
    assert price.property("unfolded")
    assert parts(world) == [
        ("Energy", "¥0.72"),
        ("Service", "¥0.60"),
        ("Per charge", "¥0.50"),
        ("Parking", "not told"),
        ("Idling after the charge", "not told"),
    ]


@pytest.mark.parametrize(
    ("parking", "said"),
    [
        (Parking(is_free=True, fee="免费"), "free"),
        (Parking(fee="5元/小时"), "5元/小时"),
        (Parking(fee="\u202e" + "停" * 500), "停" * 39 + "…"),
    ],
)
def test_what_parking_costs_is_the_operators_text(parking: Parking, said: str) -> None:
    world = GlassWorld()
    world.controllers.station.show(replace(STATION, parking=parking))
    assert dict(parts(world))["Parking"] == said


def test_without_any_price_nothing_unfolds() -> None:
    world = GlassWorld(FakeSeller(None))
    world.controllers.station.show(STATION)
    price = world.controllers.station._price
    price.toggle()
    assert (price.property("known"), price.property("unfolded")) == (False, False)
    assert (price.property("cheaper_text"), price.property("cost_text")) == ("", "")


def test_an_answer_about_a_connector_that_was_left_is_dropped() -> None:
    world = GlassWorld()
    waiting: list[Coroutine[Any, Any, None]] = []
    price = world.controllers.station._price
    price._around = replace(world.around, spawn=waiting.append)
    world.controllers.station.show(STATION)
    world.controllers.station.close()
    (late,) = waiting
    with pytest.raises(StopIteration):
        late.send(None)
    assert price.timeline is None
