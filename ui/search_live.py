"""Ask operators about the stations that the search lists: what is free and what it costs now.

The list stands before anyone is asked, and stays where nobody answers. No Qt.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from network.catalogue import CatalogueError
from network.columns import Columns
from network.errors import OperatorError
from network.stations import State, Station
from network.tariff import PriceTimeline
from ui.readable import station_at
from ui.station_view import first_choice
from ui.surroundings import Surroundings

PRICED: Final = 6
"""So many prices are asked, of the first in the list: each costs a call (chosen)."""
BEGIN_S: Final = 0.3
"""Whoever types on by then asks for others (chosen)."""
STATUS_EVERY_S: Final = 60.0
PRICE_EVERY_S: Final = 600.0
"""No station is asked about oftener (chosen; EVMap asks every minute)."""
_NEVER: Final = -1e12


class Seller(Protocol):
    """What is needed of an operator."""

    async def states(self, station_ids: Sequence[str]) -> dict[str, State]:
        """Ask what connectors do, by connector id. Raises: OperatorError."""

    async def prices(self, connector_id: str) -> PriceTimeline:
        """Fetch what a kWh costs at a connector. Raises: OperatorError."""


class Stations(Protocol):
    """What is needed of the catalogue."""

    @property
    def columns(self) -> Columns:
        """All stations."""

    def station(self, row: int) -> Station:
        """Read one station by its row."""

    def ids_of(self, rows: Sequence[int]) -> list[str]:
        """List the ids of some stations, in this order."""

    def set_states(self, rows: Sequence[int], told: Mapping[str, State], at: float) -> None:
        """Take over what an operator told of some stations."""


@dataclass(slots=True)
class _Asked:
    """When a station was asked about, in POSIX seconds, and what it costs."""

    status_s: float = _NEVER
    price_s: float = _NEVER
    timeline: PriceTimeline | None = None


class SearchLive:
    """Follows the list. `on_told` is called after each answer."""

    def __init__(
        self,
        stations: Stations,
        sellers: Mapping[str, Seller],
        sleep: Callable[[float], Awaitable[None]],
        around: Surroundings,
    ) -> None:
        self._stations = stations
        self._sellers = sellers
        self._sleep = sleep
        self._around = around
        self._rows: list[int] = []
        # By the station's key in the file, which stays when rows change.
        self._asked: dict[int, _Asked] = {}
        self.on_told: Callable[[], None] = lambda: None

    def follow(self, rows: Iterable[int]) -> None:
        """Ask about these stations, the first ones first, unless others are listed soon."""
        rows = list(rows)
        if rows == self._rows:
            return
        self._rows = rows
        if rows:
            self._around.spawn(self._ask(rows))

    def price(self, row: int) -> PriceTimeline | None:
        """Answer what an operator told of a station's price; None while it has not."""
        asked = self._asked.get(int(self._stations.columns.key[row]))
        return None if asked is None else asked.timeline

    async def _ask(self, rows: list[int]) -> None:
        columns = self._stations.columns
        await self._sleep(BEGIN_S)
        if rows is not self._rows or columns is not self._stations.columns:
            return
        for operator, some in self._by_operator(rows).items():
            self._around.spawn(self._ask_operator(operator, some, columns))

    def _by_operator(self, rows: Iterable[int]) -> dict[str, list[int]]:
        """Sort rows by the operators that can be asked."""
        columns = self._stations.columns
        found: dict[str, list[int]] = {}
        for row in rows:
            operator = columns.operators[columns.operator[row]]
            if operator in self._sellers:
                found.setdefault(operator, []).append(row)
        return found

    async def _ask_operator(self, operator: str, rows: list[int], columns: Columns) -> None:
        seller, now_s = self._sellers[operator], self._now_s()
        due = [row for row in rows if now_s - self._of(columns, row).status_s >= STATUS_EVERY_S]
        if due:
            for row in due:
                self._of(columns, row).status_s = now_s
            # What was known stays and grows old; its age is shown.
            with suppress(OperatorError, CatalogueError):
                told = await seller.states(self._stations.ids_of(due))
                if columns is self._stations.columns:
                    self._stations.set_states(due, told, now_s)
                    self.on_told()
        for row in rows:
            if row in self._rows[:PRICED] and columns is self._stations.columns:
                await self._ask_price(seller, row, self._of(columns, row))

    async def _ask_price(self, seller: Seller, row: int, asked: _Asked) -> None:
        now_s = self._now_s()
        if now_s - asked.price_s < PRICE_EVERY_S:
            return
        asked.price_s = now_s
        station = station_at(self._stations, row)
        if station is None:
            return
        connector = first_choice(station, now_s)
        # The printed price stays, and says that it is printed.
        with suppress(OperatorError):
            asked.timeline = await seller.prices(connector.id)
            self.on_told()

    def _of(self, columns: Columns, row: int) -> _Asked:
        return self._asked.setdefault(int(columns.key[row]), _Asked())

    def _now_s(self) -> float:
        return self._around.wall().timestamp()
