"""What there is to say of a place is said in words; what nobody told is left out."""

from dataclasses import replace
from datetime import date

import pytest

from network.compatibility import Compatibility, Result
from network.stations import Connector, Facility, Parking
from tests.ui.glass_world import STATION, GlassWorld
from tests.ui.station_world import rich
from ui.speech import Speech
from ui.station_place import facilities_of, model_of, rate_text

pytestmark = pytest.mark.usefixtures("qapp")


def said(world: GlassWorld) -> dict[str, str]:
    return {row.key: row.text for row in world.controllers.station._place._rows.rows}


def test_a_place_tells_hours_parking_the_way_in_and_the_hotline() -> None:
    world = GlassWorld()
    world.controllers.station.show(rich(STATION))
    assert said(world) == {
        "hours": "Open now, closes at 23:00",
        "parking": "Parking: 充电2小时内免费，之后5元/小时",
        "guide": "Floor: B1层C区 · 南门入库右转80米",
        "rate": "With this car: not measured",
        "phone": "Hotline 400-000-0000",
    }
    facilities = world.controllers.station._place._facilities.rows
    assert [(one.icon, one.word) for one in facilities] == [
        ("food", "Food"),
        ("shop", "Shop"),
        ("wifi", "Wi-Fi"),
    ]


def test_a_place_outside_china_is_said_to_be_so() -> None:
    world = GlassWorld()
    # Paris.
    world.controllers.station.show(replace(STATION, lat=48.85, lon=2.35))
    assert said(world)["abroad"] == "Outside China: this map has no roads there"


def test_what_nobody_told_is_left_out() -> None:
    world = GlassWorld()
    world.controllers.station.show(STATION)
    assert said(world) == {"rate": "With this car: not measured"}
    assert world.controllers.station._place.property("photo_count") == 0


def test_how_one_pays_is_the_operators_line_in_the_drivers_language() -> None:
    world = GlassWorld()
    paid = {"zh": "车机账户支付", "en": "Paid from your car account", "fr": ""}
    profile = replace(world.around.profiles["cloud"], payment=paid)
    place = world.controllers.station._place
    place._around = replace(world.around, profiles={"cloud": profile})
    world.controllers.station.show(STATION)
    assert said(world)["payment"] == "Paid from your car account"
    world.controllers.settings.choose_language("zh")
    assert said(world)["payment"] == "车机账户支付"
    world.controllers.settings.choose_language("en")


def test_free_parking_is_said_in_our_words() -> None:
    world = GlassWorld()
    world.controllers.station.show(replace(STATION, parking=Parking(is_free=True, fee="免费")))
    assert said(world)["parking"] == "Parking: free"


def test_pictures_come_and_a_simulated_one_is_called_so() -> None:
    world = GlassWorld()
    world.controllers.station.show(rich(STATION))
    place = world.controllers.station._place
    assert place.property("photo_count") == 2
    assert [row.note for row in place._photos.rows] == ["", "Simulated picture"]
    world.controllers.station.show(STATION)
    assert place.property("photo_count") == 0


def result(*, simulated: bool) -> Result:
    return Result(
        operator="cloud",
        model="DC-480",
        tries=12,
        successes=11,
        date=date(2025, 7, 9),
        simulated=simulated,
    )


@pytest.mark.parametrize(
    ("simulated", "words"),
    [
        (False, "92% of 12 charges at this model worked"),
        (True, "92% of 12 simulated charges worked"),
    ],
)
def test_a_measured_rate_is_told_with_its_tries(simulated: bool, words: str) -> None:
    measured = Compatibility("SU7", (result(simulated=simulated),))
    assert rate_text(measured, "cloud", "DC-480", Speech()) == words
    assert rate_text(measured, "cloud", "DC-600", Speech()) == "With this car: not measured"
    assert rate_text(measured, "nio", "DC-480", Speech()) == "With this car: not measured"


def test_the_model_is_what_the_operator_says_else_what_stands_there() -> None:
    def guess(_operator: str, connector: Connector) -> str:
        return f"Model at {connector.id}"

    station = rich(STATION)
    assert model_of(station, station.connectors[0], guess) == "DC-480"
    assert model_of(station, station.connectors[1], guess) == "Model at B01"


def test_every_facility_has_a_word() -> None:
    every = Facility(0)
    for one in Facility:
        every |= one
    assert len(facilities_of(every, Speech())) == len(list(Facility))
