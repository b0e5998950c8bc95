"""Draw and serve a picture for each sort of place: flat colours, plainly no photograph. ASGI."""

import asyncio
import struct
import zlib
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.stations import Site

PATH: Final = "/photos/"
WIDTH, HEIGHT = 640, 360
_Pixels = NDArray[np.uint8]
# Of each sort of place: above, at the horizon, the ground, the roof over the piles.
_SCENES: Final = {
    Site.UNDERGROUND: ("#2A3038", "#3A424C", "#4A525C", "#5B6873"),
    Site.GARAGE: ("#8FA3B5", "#C9D1D8", "#59626B", "#74828F"),
    Site.CAR_PARK: ("#7FB2DB", "#DCEAF5", "#6E777F", "#E3E9EE"),
    Site.MOTORWAY: ("#6FA0C8", "#E8E2D0", "#5C6660", "#B8C1C9"),
}
_PILE, _LAMP, _LINE = "#F1F4F7", "#35D49A", "#E8EDF1"


def routes() -> list[Route]:
    """Answer what is served."""
    return [Route(PATH + "{name}.png", _respond, methods=["GET"])]


async def _respond(request: Request) -> Response:
    known = {site.value: site for site in _SCENES}
    site = known.get(request.path_params["name"])
    if site is None:
        return Response(status_code=404)
    picture = await asyncio.to_thread(draw, site)
    return Response(picture, media_type="image/png")


@cache
def draw(site: Site) -> bytes:
    """Draw a place as a PNG. Cost: some 10 ms, once."""
    above, horizon, ground, roof = (_rgb(colour) for colour in _SCENES[site])
    share = np.linspace(0, 1, HEIGHT)[:, None, None]
    sky = above * (1 - share) + horizon * share
    pixels: _Pixels = np.broadcast_to(sky, (HEIGHT, WIDTH, 3)).astype(np.uint8).copy()
    pixels[250:] = ground
    pixels[96:116, 40:600] = roof
    for x in (56, 576):
        pixels[116:250, x : x + 10] = roof
    for x in range(110, 540, 96):
        pixels[168:256, x : x + 30] = _rgb(_PILE)
        pixels[176:192, x + 6 : x + 24] = _rgb("#11181F")
        pixels[200:205, x + 6 : x + 24] = _rgb(_LAMP)
        for row in range(262, HEIGHT):
            left = x + 15 + (x + 15 - WIDTH // 2) * (row - 262) // 160 - 44
            pixels[row, max(0, left) : max(0, left + 4)] = _rgb(_LINE)
    return _png(pixels)


def _png(pixels: _Pixels) -> bytes:
    height, width, _ = pixels.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(lines.tobytes(), 6)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rgb(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], np.float64)
