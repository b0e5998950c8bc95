"""Read one word of the command line each: what cannot be meant is said in one line. No Qt."""

import argparse
import re
from pathlib import Path

from network.sandbox.behaviour import Vice

SMALLEST = (1024, 640)
"""The smallest glass on which nothing is cut, in pixels (chosen)."""
SHALLOWEST, DEEPEST = 4.0, 17.0
"""Which zooms the map has, as `ui/map_camera.py` holds them."""
WORLD_PORT = 8700
"""Where the virtual operators and the bench listen (chosen)."""
VICES = tuple(vice.value for vice in Vice)


def size(text: str) -> tuple[int, int]:
    """Read WIDTHxHEIGHT of a glass. Raises: argparse.ArgumentTypeError."""
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT, as in 1920x1200")
    width, height = int(match[1]), int(match[2])
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise argparse.ArgumentTypeError(f"{text!r} is smaller than the smallest glass, 1024x640")
    return width, height


def speed(text: str) -> float:
    """Read simulated seconds a second. Raises: argparse.ArgumentTypeError."""
    return _between(text, 0.1, 100)


def percent(text: str) -> float:
    """Read a percentage. Raises: argparse.ArgumentTypeError."""
    return _between(text, 0, 100)


def seconds(text: str) -> float:
    """Read how long to listen. Raises: argparse.ArgumentTypeError."""
    return _between(text, 0.1, 600)


def connector(text: str) -> tuple[str, str]:
    """Read OPERATOR/CONNECTOR. Raises: argparse.ArgumentTypeError."""
    operator, slash, name = text.partition("/")
    if not operator or not slash or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not OPERATOR/CONNECTOR")
    return operator, name


def look(text: str) -> tuple[float, float, float]:
    """Read LAT,LON,ZOOM of a view. Raises: argparse.ArgumentTypeError."""
    try:
        lat, lon, zoom = (float(word) for word in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not LAT,LON,ZOOM, as in 31.23,121.47,9"
        ) from error
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise argparse.ArgumentTypeError(f"{text!r} lies beyond the map")
    if not SHALLOWEST <= zoom <= DEEPEST:
        raise argparse.ArgumentTypeError(f"{text!r}: the zoom is not from 4 to 17")
    return lat, lon, zoom


def vice(text: str) -> tuple[str, str]:
    """Read OPERATOR=HOW. Raises: argparse.ArgumentTypeError."""
    operator, _, how = text.partition("=")
    if not operator or how not in VICES:
        known = " ".join(VICES)
        raise argparse.ArgumentTypeError(f"{text!r} is not OPERATOR=HOW, HOW one of {known}")
    return operator, how


def dbc_file(text: str) -> Path:
    """Read a file ending in .dbc. Raises: argparse.ArgumentTypeError."""
    if Path(text).suffix.lower() != ".dbc":
        raise argparse.ArgumentTypeError(f"{text!r} should end in .dbc")
    return Path(text)


def port(text: str) -> int:
    """Read a TCP port. Raises: argparse.ArgumentTypeError."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a TCP port")
    return int(text)


def host(text: str) -> tuple[str, int]:
    """Read HOST or HOST:PORT (a world's port). Raises: argparse.ArgumentTypeError."""
    name, colon, digits = text.rpartition(":")
    name, number = (name, port(digits)) if colon else (text, WORLD_PORT)
    if not _may_be_host(name):
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST or HOST:PORT")
    return name, number


def address(text: str) -> str:
    """Read an address to listen on. Raises: argparse.ArgumentTypeError."""
    is_ipv6 = bool(re.fullmatch(r"[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*", text))
    if not is_ipv6 and not _may_be_host(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not an address")
    return text


def _may_be_host(text: str) -> bool:
    """Tell whether this may name a host: of what may not, the resolver raises no OSError."""
    try:
        labels = text.encode("idna").decode("ascii").removesuffix(".").split(".")
    except UnicodeError:
        return False
    return all(re.fullmatch(r"[A-Za-z0-9_-]{1,63}", label) for label in labels)


def _between(text: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least:g} to {most:g}")
    return number
