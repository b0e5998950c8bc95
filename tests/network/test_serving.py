"""Serve over real TCP on the running loop."""

import asyncio
import socket

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from network.serving import ServingError, local_address, serving
from network.wire import Wire


async def _hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse('{"BHM": 1}')


APP = Starlette(routes=[Route("/hello", _hello)])


async def test_an_app_answers_over_tcp_while_it_is_served() -> None:
    wire = Wire()
    async with serving(APP, "127.0.0.1", 0) as port:
        assert await wire.get_json(f"http://127.0.0.1:{port}/hello", "test") == b'{"BHM": 1}'
    await wire.aclose()


async def test_the_port_is_free_again_after_serving() -> None:
    async with serving(APP, "127.0.0.1", 0) as port:
        await asyncio.sleep(0)
    async with serving(APP, "127.0.0.1", port) as again:
        assert again == port


async def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=rf"cannot listen on 127\.0\.0\.1:{port}: Address"):
            async with serving(APP, "127.0.0.1", port):
                pass


def test_loopback_is_answered_from_loopback() -> None:
    assert local_address("127.0.0.1", 8700) == "127.0.0.1"


def test_a_host_that_does_not_exist_is_said_in_one_line() -> None:
    with pytest.raises(ServingError, match=r"^no\.such\.host\.invalid: "):
        local_address("no.such.host.invalid", 8700)
