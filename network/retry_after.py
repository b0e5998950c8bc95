"""Read how long a peer wants to be left alone: HTTP's Retry-After (RFC 9110, 10.2.3). Pure."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

# A peer that wants to be left alone for longer is asked again all the same. Chosen.
MAX_RETRY_S = 3600.0


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After: seconds, or a moment by the peer's own clock; None where it says none.

    The names of `headers` are in lower case.
    """
    text = headers.get("retry-after", "").strip()
    try:
        if text.isascii() and text.isdigit():
            return min(float(text[:9]), MAX_RETRY_S)
        then = parsedate_to_datetime(text)
        seconds = (then - parsedate_to_datetime(headers.get("date", ""))).total_seconds()
    except (ValueError, TypeError):
        return None  # also where one of the moments has no zone
    return min(max(seconds, 0.0), MAX_RETRY_S)
