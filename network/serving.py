"""Serve an ASGI app over TCP on the loop that is running."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp
from typing_extensions import override

_BACKLOG = 256


class ServingError(Exception):
    """The address cannot be listened on; one line."""


@asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the block ends; gives the port, which is chosen by the system where 0 was asked.

    Raises: ServingError
    """
    try:
        listener = socket.create_server((host, port), backlog=_BACKLOG)
    except OSError as error:
        raise ServingError(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    logging.getLogger("uvicorn.error").addFilter(_was_not_cut)
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", loop="none")
    server = _Server(config)
    job = asyncio.ensure_future(server.serve(sockets=[listener]))
    try:
        # The socket listens already: who calls before the server has come up only waits.
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        # An open long connection must not hold up the end.
        server.force_exit = True
        await job
        listener.close()


def _was_not_cut(record: logging.LogRecord) -> bool:
    """Let no traceback tell of a connection that an app broke off because it was asked to."""
    return not (record.exc_info and isinstance(record.exc_info[1], ConnectionResetError))


class _Server(uvicorn.Server):
    """A server that leaves signals to the program it is part of."""

    @contextmanager
    @override
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield


def local_address(peer: str, port: int) -> str:
    """Tell the address of this machine that `peer` can answer to.

    Raises: ServingError when there is no way to `peer`.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(peer, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, proto) as probe:
            # Connecting a datagram socket sends nothing: it only chooses the route.
            probe.connect(address)
            return str(probe.getsockname()[0])
    except OSError as error:
        raise ServingError(f"{peer}: {error.strerror or error}") from error
