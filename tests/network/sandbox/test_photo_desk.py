"""Pictures of simulated places are served, others are not."""

import httpx
import pytest
from starlette.applications import Starlette

from network.sandbox.photo_desk import draw, routes
from network.stations import Site


@pytest.mark.parametrize(
    ("path", "status"), [("garage.png", 200), ("street.png", 404), ("..%2Fa.png", 404)]
)
async def test_only_what_is_drawn_is_served(path: str, status: int) -> None:
    transport = httpx.ASGITransport(Starlette(routes=routes()))
    async with httpx.AsyncClient(transport=transport) as client:
        answer = await client.get(f"http://operators.sandbox/photos/{path}")
    assert answer.status_code == status


def test_a_picture_is_640_by_360() -> None:
    data = draw(Site.MOTORWAY)
    # The header of a PNG: width and height after the first chunk's name.
    assert data[12:24] == b"IHDR" + bytes([0, 0, 2, 128, 0, 0, 1, 104])
    assert len(data) < 20_000
