"""Break a connection off in the middle of an answer, as a network that fails does. ASGI."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override


class CutOff(ConnectionResetError):
    """The line is dead.

    A server over TCP closes the connection when this comes; a route in process passes it on.
    """


class Cut(Response):
    """Begins to answer, says half of it, and is gone."""

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in part. Raises: CutOff."""
        head = [*self.raw_headers]
        await send({"type": "http.response.start", "status": self.status_code, "headers": head})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        raise CutOff("cut off on request")
