"""Find time zones by name, and write them down."""

from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from network.runtime import CHINA_TIME

_CHINA = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC", ""})


def find_zone(name: str) -> tzinfo | None:
    """Find a zone of the IANA data base; None for one this machine does not know.

    China's needs no data base; no name at all is taken for it.
    """
    if name in _CHINA:
        return CHINA_TIME
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None  # also what is no name of a file: "../x", "Europe"


def zone_name(zone: tzinfo) -> str:
    """Answer the name under which `find_zone` finds a zone that it has found."""
    if zone is CHINA_TIME:
        return ""
    if isinstance(zone, ZoneInfo):
        return zone.key
    raise ValueError(f"{zone} has no name")
