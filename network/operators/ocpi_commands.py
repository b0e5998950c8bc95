"""Command an operator over OCPI: it answers at once, and sends what came of it later. None twice.

Each command has an address of its own, to which its result is sent; who never hears of a result
waits as long as the operator said that it may take.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from network.errors import Garbled, Refused, Unreachable
from network.operators.ocpi_envelope import build_time
from network.operators.ocpi_link import RECEIVER, OcpiLink
from network.operators.ocpi_sale import Contract, build_token
from network.operators.ocpi_sale_fields import (
    CancelReservation,
    CommandResponse,
    CommandResult,
    ReserveNow,
    StartSession,
    StopSession,
    UnlockConnector,
)

ACCEPTED = "ACCEPTED"
# How long a command is thought to be under way whose answer never came. Chosen.
_ANSWER_S = 30.0
_REMEMBERED = 100
# Codes of our own for the words with which a command is refused: OCPI has no numbers for them.
_REFUSALS = {"NOT_SUPPORTED": 1, "REJECTED": 2, "UNKNOWN_SESSION": 3}
_FAILED = 4
Place = tuple[str, str, str]
"""The ids of a location, an EVSE and a connector."""


@dataclass(slots=True)
class _Wish:
    """A command that was sent: until when its result may come, and the result."""

    until_s: float
    result: "asyncio.Future[CommandResult]"


class OcpiCommands:
    """The commands to one operator. `own_url` is where results are to be sent to."""

    def __init__(
        self,
        link: OcpiLink,
        contract: Contract,
        now: Callable[[], float],
        wall: Callable[[], datetime],
    ) -> None:
        self.own_url = ""
        self._link = link
        self._contract = contract
        self._now = now
        self._wall = wall
        self._wishes: OrderedDict[tuple[str, str], _Wish] = OrderedDict()

    async def start(self, seq: str, place: Place) -> None:
        """Ask for a charge; that it was accepted says only that the pile is being asked.

        Raises: Refused, Unreachable, Garbled
        """
        location, evse, connector = place
        wish = StartSession(
            response_url=self._address("START_SESSION", seq),
            token=build_token(self._contract, seq, self._wall()),
            location_id=location,
            evse_uid=evse,
            connector_id=connector,
            authorization_reference=seq,
        )
        await self._send("START_SESSION", seq, wish)

    async def stop(self, seq: str, session_id: str) -> None:
        """Ask to end a session. Raises: Refused, Unreachable, Garbled."""
        wish = StopSession(self._address("STOP_SESSION", seq), session_id)
        await self._send("STOP_SESSION", seq, wish)

    async def reserve(self, reservation_id: str, place: Place, until: datetime) -> None:
        """Reserve an EVSE, and wait until the operator says that it is.

        Raises: Refused, Unreachable, Garbled
        """
        wish = ReserveNow(
            response_url=self._address("RESERVE_NOW", reservation_id),
            token=build_token(self._contract, reservation_id, self._wall()),
            expiry_date=build_time(until),
            reservation_id=reservation_id,
            location_id=place[0],
            evse_uid=place[1],
        )
        await self._done("RESERVE_NOW", reservation_id, wish)

    async def cancel_reservation(self, reservation_id: str) -> None:
        """Give a reservation up, and wait until it is. Raises: Refused, Unreachable, Garbled."""
        address = self._address("CANCEL_RESERVATION", reservation_id)
        wish = CancelReservation(address, reservation_id)
        await self._done("CANCEL_RESERVATION", reservation_id, wish)

    async def unlock(self, place: Place) -> None:
        """Free a cable that is stuck, and wait until it is.

        Raises: Refused, Unreachable, Garbled
        """
        key = "-".join(place)
        wish = UnlockConnector(self._address("UNLOCK_CONNECTOR", key), *place)
        await self._done("UNLOCK_CONNECTOR", key, wish)

    def is_starting(self, seq: str) -> bool:
        """Tell whether a start may still come to something."""
        wish = self._wishes.get(("START_SESSION", seq))
        return wish is not None and not wish.result.done() and self._now() < wish.until_s

    def has_sent(self, command: str, key: str) -> bool:
        """Tell whether a command was sent that is so named, and was not refused."""
        return (command, key) in self._wishes

    def take_result(self, command: str, key: str, result: CommandResult) -> bool:
        """Take what came of a command that was sent; False for what comes after the first word."""
        future = self._wishes[command, key].result
        if future.done():
            return False
        future.set_result(result)
        return True

    async def _done(self, command: str, key: str, wish: msgspec.Struct) -> None:
        """Send a command and wait for its result."""
        noted = await self._send(command, key, wish)
        try:
            async with asyncio.timeout(noted.until_s - self._now()):
                result = await asyncio.shield(noted.result)
        except TimeoutError as error:
            raise Unreachable(self._link.peer.name, f"{command}: no result came") from error
        if result.result != ACCEPTED:
            raise Refused(self._link.peer.name, result.result, _FAILED)

    async def _send(self, command: str, key: str, wish: msgspec.Struct) -> _Wish:
        url = await self._link.endpoint("commands", RECEIVER)
        # Noted before it is sent: the result may overtake the answer.
        future = asyncio.get_running_loop().create_future()
        noted = self._wishes[command, key] = _Wish(self._now() + _ANSWER_S, future)
        self._wishes.move_to_end((command, key))
        while len(self._wishes) > _REMEMBERED:
            self._wishes.popitem(last=False)
        answer = await self._link.send("POST", f"{url}/{command}", wish, CommandResponse)
        if answer.result == ACCEPTED:
            noted.until_s = self._now() + answer.timeout
            return noted
        del self._wishes[command, key]
        if answer.result not in _REFUSALS:
            raise Garbled(self._link.peer.name, f"answers a command with {answer.result[:30]}")
        text = answer.message[0].text if answer.message else answer.result
        raise Refused(self._link.peer.name, text, _REFUSALS[answer.result])

    def _address(self, command: str, key: str) -> str:
        return f"{self.own_url}/2.2.1/commands/{command}/{key}"
