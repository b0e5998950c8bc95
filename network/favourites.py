"""Keep the stations that the driver has starred, in the journal's settings."""

from typing import Protocol

import msgspec

KEY = "favourites"
MOST = 500
"""The oldest of more is forgotten (chosen)."""


class Settings(Protocol):
    """Where they are kept; `network.journal.Journal` is one."""

    def setting(self, key: str) -> str | None:
        """Read a setting."""

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting. Raises: JournalError."""


class Favourite(msgspec.Struct, frozen=True, array_like=True):
    """One station; `name` is what it was called when it was starred."""

    operator_id: str
    station_id: str
    name: str


class Favourites:
    """All of them, the newest first."""

    def __init__(self, settings: Settings) -> None:
        """Read them; what makes no sense is as none."""
        self._settings = settings
        self._kept: tuple[Favourite, ...] = ()
        text = settings.setting(KEY)
        if text is not None:
            try:
                self._kept = msgspec.json.decode(text, type=tuple[Favourite, ...])
            except (msgspec.DecodeError, UnicodeEncodeError):
                self._kept = ()

    def all(self) -> tuple[Favourite, ...]:
        """List them, the newest first."""
        return self._kept

    def has(self, operator_id: str, station_id: str) -> bool:
        """Tell whether a station is one."""
        return any(
            (one.operator_id, one.station_id) == (operator_id, station_id) for one in self._kept
        )

    def toggle(self, operator_id: str, station_id: str, name: str) -> bool:
        """Star a station, or no longer; answers whether it is one now.

        Raises: JournalError where it cannot be kept; nothing has changed then.
        """
        others = tuple(
            one
            for one in self._kept
            if (one.operator_id, one.station_id) != (operator_id, station_id)
        )
        is_new = len(others) == len(self._kept)
        wanted = (Favourite(operator_id, station_id, name), *others) if is_new else others
        wanted = wanted[:MOST]
        self._settings.put_setting(KEY, msgspec.json.encode(wanted).decode())
        self._kept = wanted
        return is_new
