"""Remember what was chosen in the search, the newest first, among the driver's settings. No Qt."""

from typing import Final, Protocol

import msgspec

from network.gazetteer import Kind
from network.search import Hit

MOST_RECENT: Final = 4
"""So many are kept and listed (chosen: what is near stays in sight below them)."""
_SETTING: Final = "search.recent"


class Store(Protocol):
    """What is needed of network.journal.Journal."""

    def setting(self, key: str) -> str | None:
        """Read a setting."""

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting. Raises: JournalError."""


class Recent(msgspec.Struct, frozen=True):
    """One thing chosen. `key` is as in `Hit`, for a station its id; `operator` is a station's."""

    kind: Kind
    name: str
    key: str
    region: str = ""
    operator: str = ""
    lat: float | None = None
    lon: float | None = None
    latin: str = ""
    latin_region: str = ""

    @classmethod
    def of(cls, hit: Hit) -> "Recent":
        """Remember a place or an expressway."""
        at = (hit.lat, hit.lon, hit.latin, hit.latin_region)
        return cls(hit.kind, hit.name, hit.key, hit.region, "", *at)

    def hit(self) -> Hit:
        """Answer a place or an expressway as if it had just been found."""
        at = (self.lat, self.lon, None, self.latin, self.latin_region)
        return Hit(self.kind, self.name, self.key, self.region, -1, *at)

    @property
    def is_station(self) -> bool:
        """Tell whether it is a station, in a service area or not."""
        return self.kind in (Kind.STATION, Kind.SERVICE_AREA)


class Recents:
    """What was chosen last. `items` holds at most MOST_RECENT."""

    def __init__(self, store: Store) -> None:
        self._store = store
        try:
            kept = msgspec.json.decode(store.setting(_SETTING) or "[]", type=list[Recent])
        except (msgspec.DecodeError, UnicodeEncodeError):
            kept = []  # an older program's, or tampered with: nobody depends on it
        self.items = kept[:MOST_RECENT]

    def add(self, one: Recent) -> None:
        """Put one first. Raises: JournalError; it is remembered for this run all the same."""
        same = (one.kind, one.operator, one.key)
        others = [old for old in self.items if (old.kind, old.operator, old.key) != same]
        self.items = [one, *others][:MOST_RECENT]
        self._write()

    def clear(self) -> None:
        """Forget all. Raises: JournalError; they are forgotten for this run all the same."""
        self.items = []
        self._write()

    def _write(self) -> None:
        self._store.put_setting(_SETTING, msgspec.json.encode(self.items).decode())
