"""List stations from Open Charge Map v3: read-only, with one's own key, at a polite pace."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

import msgspec

from network.errors import Garbled, Refused
from network.keys import ApiKey
from network.operators.directory import OperatorProfile
from network.operators.loosely import read_loosely
from network.operators.openchargemap_fields import Poi, ReferenceData
from network.operators.openchargemap_parse import (
    Reference,
    parse_poi,
    parse_reference,
)
from network.operators.placing import Unplaceable
from network.operators.station_page import StationPage
from network.stations import Station, Status
from network.wire import Wire, no_answer

# The interface wants to know who calls (operators.md 4).
USER_AGENT: Final = "Chargedeck/0.1.0"
# The interface names no rate and bans who asks without measure; a connector that is published for
# it keeps to 100 calls a minute. Half of that is chosen.
PAUSE_S: Final = 1.2
MAX_STATIONS_A_CALL: Final = 50
# The interface's own default, and always allowed.
_PAGE: Final = 100
_MAX_PAGES: Final = 10_000
# Licences and operators' names change seldom. Chosen.
_REFERENCE_S: Final = 24 * 3600.0
_OK, _REFUSALS = 200, (401, 403)


class OpenChargeMap:
    """The one place where the world's stations are listed; nothing can be bought from it.

    `defects` counts what records lack, `left_out` the reasons for which a place is not on the map.
    """

    def __init__(
        self,
        profile: OperatorProfile,
        url: str,
        keys: ApiKey,
        wire: Wire,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.profile = profile
        self.defects: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._url = url.rstrip("/")
        self._keys = keys
        self._wire = wire
        self._now, self._sleep = now, sleep
        self._asking = asyncio.Lock()
        self._asked_s = float("-inf")
        self._reference = Reference()
        self._reference_s = float("-inf")

    async def station_pages(
        self,
        since: datetime | None = None,
        first: int = 1,  # noqa: ARG002 - the same face for every protocol
    ) -> AsyncIterator[StationPage]:
        """Fetch all stations of the profile's area page by page, or those changed since a moment.

        Its pages go by ids, so that a listing which broke off begins anew. What may not be shown is
        only counted: it is to be taken for gone. Defects are counted anew where all are fetched.
        Raises: OperatorError
        """
        await self._refresh_reference()
        if since is None:
            self.defects.clear()
            self.left_out.clear()
        asked = _area(self.profile)
        if since is not None:
            asked["modifiedsince"] = f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        last = 0
        for number in range(1, _MAX_PAGES):
            # A page may be short because the interface allows fewer: only an empty one is the last.
            page = await self._page({**asked, "sortby": "id_asc", "greaterthanid": str(last)})
            if not page:
                return
            places = self._read(page)
            highest = max((place.ID or 0 for place in places), default=0)
            if highest <= last:
                raise Garbled(self._name, "its pages lead in a circle")
            last = highest
            yield StationPage(self._placed(places), (), number, number)
        raise Garbled(self._name, "its pages never end")

    async def dated_statuses(
        self, station_ids: Sequence[str]
    ) -> dict[str, tuple[Status, float | None]]:
        """Ask what the connectors of at most 50 stations did, and when (POSIX seconds).

        Seldom does anybody know; what is old already must not pass for news. By connector id.
        Raises: OperatorError
        """
        if len(station_ids) > MAX_STATIONS_A_CALL:
            raise ValueError(f"at most {MAX_STATIONS_A_CALL} stations a call")
        places = self._read(await self._page({"chargepointid": ",".join(station_ids)}))
        return {
            gun.id: (gun.status, gun.status_at)
            for station in self._placed(places)
            for gun in station.connectors
            if gun.status is not Status.UNKNOWN
        }

    @property
    def _name(self) -> str:
        return self.profile.name("zh")

    async def _page(self, asked: dict[str, str]) -> list[msgspec.Raw]:
        # Only what is licensed as open data may be kept and shown by others.
        shape = {
            "output": "json", "compact": "true", "verbose": "false", "opendata": "true",
            "client": "chargedeck", "maxresults": str(_PAGE),
        }  # fmt: skip
        body = await self._get("poi", {**shape, **asked})
        try:
            return msgspec.json.decode(body, type=list[msgspec.Raw])
        except (msgspec.DecodeError, RecursionError) as error:
            raise Garbled(self._name, f"not a list of places: {error}") from error

    def _read(self, page: Sequence[msgspec.Raw]) -> list[Poi]:
        return [place for one in page if (place := self._loosely(one)) is not None]

    def _loosely(self, raw: msgspec.Raw) -> Poi | None:
        try:
            value, notes = read_loosely(raw, Poi)
        except msgspec.DecodeError:
            self.left_out["cannot be read"] += 1
            return None
        self.defects.update(notes)
        return value

    def _placed(self, places: Sequence[Poi]) -> tuple[Station, ...]:
        stations = []
        for place in places:
            try:
                read = parse_poi(place, self._reference, self.profile)
            except Unplaceable as error:
                self.left_out[str(error)] += 1
            else:
                self.defects += read.defects
                stations.append(read.station)
        return tuple(stations)

    async def _refresh_reference(self) -> None:
        if self._now() - self._reference_s < _REFERENCE_S:
            return
        body = await self._get("referencedata", {"output": "json"})
        try:
            read, _ = read_loosely(body, ReferenceData)
        except msgspec.DecodeError as error:
            raise Garbled(self._name, f"not its lists: {error}") from error
        self._reference = parse_reference(read)
        self._reference_s = self._now()

    async def _get(self, what: str, asked: dict[str, str]) -> bytes:
        """Ask once, not sooner than a pause after the last question. The key is in a header."""
        headers = {"X-API-Key": self._keys.key, "User-Agent": USER_AGENT}
        url = f"{self._url}/{what}?{urlencode(asked, safe='(),')}"
        async with self._asking:
            early_s = self._asked_s + PAUSE_S - self._now()
            if early_s > 0:
                await self._sleep(early_s)
            self._asked_s = self._now()
            answer = await self._wire.call("GET", url, b"", headers, self._name)
        if answer.status in _REFUSALS:
            raise Refused(self._name, "does not accept our key", answer.status)
        if answer.status != _OK:
            raise no_answer(answer, self._name)
        return answer.body


def _area(profile: OperatorProfile) -> dict[str, str]:
    if isinstance(profile.area, str):
        return {"countrycode": profile.area}
    north, west, south, east = profile.area
    return {"boundingbox": f"({north},{west}),({south},{east})"}
