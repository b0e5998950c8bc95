"""Push what happened at simulated operators over OCPI, again and again where that is due."""

from collections.abc import Awaitable, Callable, Mapping

from network.errors import OperatorError
from network.keys import OcpiKeys
from network.operators.ocpi_link import RECEIVER, OcpiLink, Peer
from network.operators.ocpi_sale_fields import Cdr, CommandResult, Credentials, Session
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour
from network.wire import Wire

# As T/CEC 102.4 has it; OCPI says no more than that a push may be repeated.
RESEND_S = 60.0
_TRIES = 5


class OcpiOutbox:
    """Calls from operators to the eMSP that has registered with them."""

    def __init__(self, wire: Wire, runtime: Runtime, behaviours: Mapping[str, Behaviour]) -> None:
        self._wire = wire
        self._runtime = runtime
        self._behaviours = behaviours
        self._links: dict[str, OcpiLink] = {}

    async def register(self, operator_id: str, theirs: Credentials, party: tuple[str, str]) -> bool:
        """Learn where an eMSP is found; False where it does not answer to its own token."""
        keys = OcpiKeys(*party, contract_id="", token_a="", token_b="", token_c=theirs.token)
        peer = Peer("eMSP", theirs.url)
        link = OcpiLink(peer, None, keys, self._wire, self._runtime.wall)
        try:
            await link.endpoint("sessions", RECEIVER)
        except OperatorError:
            return False
        self._links[operator_id] = link
        return True

    def forget(self, operator_id: str) -> None:
        """Push nothing more: the eMSP has taken its leave."""
        self._links.pop(operator_id, None)

    async def session(self, operator_id: str, session: Session, *, is_change: bool) -> None:
        """Tell how a session stands; a change up to five times, a minute apart."""

        async def tell(link: OcpiLink) -> None:
            url = await link.endpoint("sessions", RECEIVER)
            place = f"{session.country_code}/{session.party_id}/{session.id}"
            await link.tell("PUT", f"{url}/{place}", session)

        await self._insist(operator_id, tell, _TRIES if is_change else 1)

    async def cdr(self, operator_id: str, cdr: Cdr) -> None:
        """Send a bill about every minute until it is taken."""

        async def tell(link: OcpiLink) -> None:
            await link.tell("POST", await link.endpoint("cdrs", RECEIVER), cdr)

        while not await self._insist(operator_id, tell, 1):
            await self._runtime.sleep(RESEND_S)

    async def result(self, operator_id: str, response_url: str, result: str) -> None:
        """Send a command's result."""

        async def tell(link: OcpiLink) -> None:
            await link.tell("POST", response_url, CommandResult(result))

        await self._insist(operator_id, tell, 1)

    async def _insist(
        self, operator_id: str, tell: Callable[[OcpiLink], Awaitable[None]], tries: int
    ) -> bool:
        """Tell until it is taken, a minute apart; False where it never was."""
        for tried in range(tries):
            if tried:
                await self._runtime.sleep(RESEND_S)
            link = self._links.get(operator_id)
            hold_s = self._behaviours[operator_id].hold_s()
            if link is None or hold_s is None:
                continue
            await self._runtime.sleep(hold_s)
            try:
                await tell(link)
            except OperatorError:
                continue  # the eMSP's trouble
            return True
        return False
