"""Fetch the pictures that an operator gives of a station; what is none leaves no trace."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from network.errors import OperatorError
from network.operators.photo_list import parse_photos
from network.stations import SANDBOX_PHOTOS

MOST_BYTES: Final = 3 * 1024 * 1024
"""A larger picture is not fetched (chosen: a phone's JPEG of 12 megapixels is about as large)."""
MOST: Final = 4
"""So many are shown (chosen)."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


class PictureSource(Protocol):
    """What carries a call; `network.wire.Wire` is one."""

    async def get_picture(self, url: str, peer: str, most_bytes: int) -> bytes:
        """Get a picture. Raises: Unreachable, Garbled."""


def sniff(data: bytes) -> str | None:
    """Say by its first bytes what a picture is: png, jpeg, webp, or None for anything else."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_JPEG):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def is_simulated(address: str) -> bool:
    """Tell whether a picture is a simulated operator's."""
    return address.startswith(SANDBOX_PHOTOS)


async def fetch_photos(
    source: PictureSource, addresses: Sequence[str], peer: str, sandbox: str
) -> tuple[tuple[str, bytes], ...]:
    """Fetch the first few pictures at once, and answer those that came, in order, with addresses.

    `sandbox` is where a simulated operator's is found. A failure is no error: the place is
    described without the picture.
    """
    wanted = parse_photos(addresses)[:MOST]
    found = await asyncio.gather(*(_fetch(source, one, peer, sandbox) for one in wanted))
    pairs = zip(wanted, found, strict=True)
    return tuple((address, data) for address, data in pairs if data is not None)


async def _fetch(source: PictureSource, address: str, peer: str, sandbox: str) -> bytes | None:
    url = sandbox + address.removeprefix(SANDBOX_PHOTOS) if is_simulated(address) else address
    try:
        data = await source.get_picture(url, peer, MOST_BYTES)
    except OperatorError:
        return None
    return data if sniff(data) is not None else None
