from dataclasses import replace

import pytest

from network.stations import Access, Connector, Standard
from ui.speech import Speech
from ui.station_rows import aged, connector_row, easiest_way, tile_row, way_text
from ui.station_view import PowerTile

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("age_s", "said"),
    [
        (None, "Free"),
        (0.0, "Free · now"),
        (59.0, "Free · now"),
        (60.0, "Free · 1 min ago"),
        (7199.0, "Free · 119 min ago"),
        (7200.0, "Free · 2 h ago"),
        (172_799.0, "Free · 47 h ago"),
        (172_800.0, "Free · 2 d ago"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(age_s: float | None, said: str) -> None:
    assert aged("Free", age_s, Speech()) == said


def test_a_way_is_named_for_every_access() -> None:
    speech = Speech()
    ways = {access: easiest_way(access, speech) for access in (*Access, Access.NONE)}
    assert ways == {
        Access.PLUG_AND_CHARGE: "Plug & charge",
        Access.REMOTE: "Start here",
        Access.SCAN: "Scan",
        Access.PARTNER_APP: "Own app",
        Access.NONE: "No way in",
    }
    both = Access.SCAN | Access.PARTNER_APP
    said = "Plug in, then scan the code on the pile · also: Own app"
    assert way_text(both, "NIO", speech) == said


def test_alternating_current_is_named_on_its_tile() -> None:
    assert tile_row(PowerTile(7, False, 1, 2), Speech()).power == "7\u00a0kW AC"
    assert tile_row(PowerTile(480, True, 1, 2), Speech()).power == "480\u00a0kW"


@pytest.mark.parametrize(
    ("free", "written"), [(2, ("2", "available")), (0, ("0", "occupied")), (None, ("–", "unknown"))]
)
def test_what_nobody_tells_is_a_dash_of_its_own_state(
    free: int | None, written: tuple[str, str]
) -> None:
    row = tile_row(PowerTile(480, True, free, 2), Speech())
    assert ((row.free, row.state_name), row.total) == (written, 2)


def test_a_power_that_nobody_told_is_said_to_be_so() -> None:
    assert tile_row(PowerTile(0, False, 0, 2), Speech()).power == "Power not told"
    gun = Connector("1", "1", False, 0.0, 0.0, 0.0, 0.0, Access.NONE)
    assert connector_row(gun, 0.0, Speech(), is_chosen=False).power == "Power not told"
    gun = replace(gun, standard=Standard.TYPE_2)
    assert connector_row(gun, 0.0, Speech(), is_chosen=False).power == "AC, power not told"
