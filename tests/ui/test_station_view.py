from dataclasses import replace
from decimal import Decimal
from math import cos, radians

import pytest

from network.cluster_tree import TILE_DP
from network.session import SessionState
from network.stations import Access, Status, single_piles
from tests.ui.glass_world import NOW, STATION, connector
from ui.car_view import CarView
from ui.station_view import (
    Action,
    PowerTile,
    action_of,
    bars_of,
    first_choice,
    route_view,
    short_source,
    status_now,
    tiles_of,
    way_of,
)

NOW_S = NOW.timestamp()
GUN = STATION.connectors[0]


def test_tiles_count_by_power_from_the_strongest_down() -> None:
    assert tiles_of(STATION, NOW_S) == (
        PowerTile(480, True, 1, 1),
        PowerTile(250, True, 0, 2),
        PowerTile(120, True, 2, 2),
        PowerTile(60, True, None, 1),
        PowerTile(7, False, 1, 1),
    )


def test_a_tile_of_which_nothing_is_known_counts_none_as_free_or_taken() -> None:
    silent = replace(GUN, status=Status.UNKNOWN, status_at=None)
    old = replace(GUN, status_at=NOW_S - 1801)
    taken = replace(GUN, status=Status.CHARGING)
    for guns, free in (((silent, old), None), ((silent, taken), 0), ((silent, GUN), 1)):
        station = replace(STATION, equipment=single_piles(guns))
        assert tiles_of(station, NOW_S) == (PowerTile(480, True, free, 2),)


def test_a_status_of_half_an_hour_ago_is_unknown_and_tells_its_age() -> None:
    old = replace(GUN, status_at=NOW_S - 1801)
    assert status_now(old, NOW_S) == (Status.UNKNOWN, 1801)
    assert status_now(replace(GUN, status_at=NOW_S - 1800), NOW_S) == (Status.AVAILABLE, 1800)
    assert status_now(replace(GUN, status_at=None), NOW_S) == (Status.AVAILABLE, None)
    # A clock that runs ahead of ours tells of no future.
    assert status_now(replace(GUN, status_at=NOW_S + 5), NOW_S) == (Status.AVAILABLE, 0)


def test_the_first_choice_is_free_and_needs_only_the_cable() -> None:
    station = replace(
        STATION,
        equipment=single_piles(
            [
                connector("X1", 600, Status.CHARGING),
                connector("X2", 480, Status.AVAILABLE, Access.SCAN),
                connector("X3", 250, Status.AVAILABLE),
            ]
        ),
    )
    assert first_choice(station, NOW_S).id == "X3"


def test_both_ends_of_a_way_are_seen() -> None:
    lat, lon, zoom = route_view((31.18, 121.30), (31.38, 121.30))
    assert lat == pytest.approx(31.28, abs=0.001)
    assert lon == pytest.approx(121.30)
    # 0.2 degrees of latitude at 31 north are 0.2 / 360 / cos(31.28) of the world.
    assert 2**zoom * TILE_DP * 0.2 / 360 / cos(radians(31.28)) == pytest.approx(640, rel=0.01)


@pytest.mark.parametrize(
    ("car", "access", "is_here", "action"),
    [
        (CarView(), GUN.access, False, Action.NAVIGATE),
        (CarView(), GUN.access, True, Action.OPEN_FLAP),
        (CarView(is_flap_open=True), GUN.access, True, Action.PLUG_IN),
        (CarView(is_plugged=True), GUN.access, True, Action.START),
        (CarView(is_plugged=True), Access.PARTNER_APP, True, Action.NOT_FROM_HERE),
    ],
)
def test_the_main_button_is_what_can_be_done_here_and_now(
    car: CarView, access: Access, is_here: bool, action: Action
) -> None:
    gun = replace(GUN, access=access)
    assert action_of(gun, SessionState(), car, NOW_S, is_here=is_here, is_guiding=False) is action


def test_a_running_charge_is_shown_instead_of_started_twice() -> None:
    session = SessionState(can_start=False, can_stop=True)
    car = CarView(is_plugged=True)
    assert action_of(GUN, session, car, NOW_S, is_here=True, is_guiding=False) is Action.SHOW_CHARGE


def test_the_easiest_way_to_start_is_named() -> None:
    assert way_of(Access.PLUG_AND_CHARGE | Access.SCAN) == "Plug & charge: the cable starts it"
    assert way_of(Access.NONE) == "Cannot be started from here"


def test_bars_run_from_low_to_high_and_mark_the_present_hour() -> None:
    bars = bars_of([Decimal("0.95")] * 14 + [Decimal("1.85")] * 10, 14)
    assert bars[0] == {"height": 0.36, "level": 0, "now": False}
    assert bars[14] == {"height": 1.0, "level": 2, "now": True}


def test_a_flat_price_is_drawn_at_middle_height() -> None:
    assert {bar["level"] for bar in bars_of([Decimal(1)] * 24, 0)} == {1}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Open Charge Map Contributors · Licensed under Creative Commons "
            "Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
            "Open Charge Map Contributors · CC BY-SA 4.0",
        ),
        ("A · Open Database License (ODbL) · B", "A · ODbL · B"),
        ("A (of Berlin) · CC BY 4.0", "A (of Berlin) · CC BY 4.0"),
        ("", ""),
    ],
)
def test_a_licence_is_shown_by_its_short_name(source: str, expected: str) -> None:
    assert short_source(source) == expected


@pytest.mark.parametrize("status", [Status.OCCUPIED, Status.CHARGING])
def test_a_connector_that_another_car_has_is_not_offered(status: Status) -> None:
    gun = replace(GUN, status=status, status_at=NOW_S - 60)
    for car in (CarView(), CarView(is_flap_open=True)):
        session = SessionState()
        told = action_of(gun, session, car, NOW_S, is_here=True, is_guiding=False)
        assert told is Action.TAKEN
        # Away it is still a place to go to; and what was told an hour ago says nothing of now.
        away = action_of(gun, session, car, NOW_S, is_here=False, is_guiding=False)
        assert away is Action.NAVIGATE
        later = action_of(gun, session, car, NOW_S + 3600, is_here=True, is_guiding=False)
        assert later is not Action.TAKEN
    mine = CarView(is_plugged=True)
    assert action_of(gun, SessionState(), mine, NOW_S, is_here=True, is_guiding=False) is (
        Action.START
    )
