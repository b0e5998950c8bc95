"""Take the addresses of pictures out of what an operator lists. Pure."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from network.stations import SANDBOX_PHOTOS
from network.wire import is_address

MOST = 6
"""More pictures of one place are not kept (chosen)."""
_LONGEST = 500


def parse_photos(addresses: Iterable[object]) -> tuple[str, ...]:
    """Keep what may be fetched: http, https, or a simulated operator's; each once, in order."""
    kept = dict.fromkeys(one for one in addresses if isinstance(one, str) and _is_fetchable(one))
    return tuple(kept)[:MOST]


def _is_fetchable(address: str) -> bool:
    if len(address) > _LONGEST or not address.isascii() or not address.isprintable():
        return False
    if address.startswith(SANDBOX_PHOTOS):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    # Servers inside this process are nobody's pictures.
    is_theirs = bool(host) and not host.endswith(".sandbox") and "@" not in parts.netloc
    return is_theirs and is_address(address)
