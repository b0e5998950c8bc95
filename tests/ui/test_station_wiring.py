"""The card's services over the simulated operators: pictures over HTTP, models, roads."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from network.sandbox import photo_desk
from network.sandbox.all_operators import photos_url
from network.wire import Wire
from tests.ui.glass_world import HERE, STATION, GlassWorld
from ui.wiring.rating import rating_of
from ui.wiring.station import _photos, _roads

pytestmark = pytest.mark.usefixtures("qapp")


def wired() -> Wire:
    wire = Wire()
    wire.route("operators.sandbox", Starlette(routes=photo_desk.routes()))
    return wire


@pytest.mark.parametrize(
    ("addresses", "count"),
    [
        (("sandbox:/photos/underground.png", "sandbox:/photos/garage.png"), 2),
        (("sandbox:/photos/nowhere.png", "sandbox:/photos/garage.png"), 1),
        (("http://127.0.0.1:9/1.png",), 0),
        ((), 0),
    ],
)
async def test_pictures_come_over_http_and_missing_ones_leave_no_hole(
    addresses: Sequence[str], count: int
) -> None:
    wire = wired()
    fetch = _photos(wire, GlassWorld().around, None)
    photos = await fetch(replace(STATION, photos=tuple(addresses)))
    await wire.aclose()
    assert len(photos) == count
    assert all(photo.is_simulated for photo in photos)
    assert all((photo.image.width(), photo.image.height()) == (640, 360) for photo in photos)


def test_pictures_of_another_machines_world_are_found_there() -> None:
    assert photos_url() == "http://operators.sandbox/photos/"
    assert photos_url("http://10.0.0.2:8700") == "http://10.0.0.2:8700/photos/"


async def test_a_way_is_found_on_the_nations_roads() -> None:
    find = _roads()
    there, back = await asyncio.gather(find(HERE, (30.27, 120.15)), find((30.27, 120.15), HERE))
    # From the west of Shanghai to Hangzhou, some 170 km.
    assert there.length_m == pytest.approx(170_000, rel=0.1)
    assert there.length_m == pytest.approx(back.length_m)


def test_a_plate_tells_a_pile_its_phases() -> None:
    one = replace(STATION.connectors[6], max_v=220, max_a=32, power_kw=7)
    assert rating_of(one).phases == 1
    assert rating_of(replace(one, max_v=380, max_a=63, power_kw=40)).phases == 3
    assert rating_of(STATION.connectors[0]).phases == 1
    assert rating_of(STATION.connectors[0]).plug_and_charge
