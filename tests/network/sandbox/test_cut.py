"""A connection that is cut looks the same over TCP and in this process."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from network.errors import Unreachable
from network.sandbox.cut import Cut
from network.serving import serving
from network.wire import Wire

CUT = Cut(b'{"Ret":0,"Msg":"","Data":""}', media_type="application/json")


async def _cut(_: Request) -> Response:
    return CUT


# As the operators do it, within an app with routes, and by itself.
APPS: list[ASGIApp] = [CUT, Starlette(routes=[Route("/", _cut)])]
SAYS = r"the connection broke \(RemoteProtocolError\)$"


@pytest.mark.parametrize("app", APPS)
async def test_a_cut_in_this_process_is_a_broken_connection(app: ASGIApp) -> None:
    wire = Wire({"cut": app})
    with pytest.raises(Unreachable, match=SAYS):
        await wire.get_json("http://cut/", "甲")
    await wire.aclose()


@pytest.mark.parametrize("app", APPS)
async def test_a_cut_over_tcp_is_a_broken_connection_and_no_traceback_tells_of_it(
    app: ASGIApp, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire()
    async with serving(app, "127.0.0.1", 0) as port:
        for _ in range(20):  # no slot of the pool is lost by it
            with pytest.raises(Unreachable, match=SAYS):
                await wire.get_json(f"http://127.0.0.1:{port}/", "甲")
    await wire.aclose()
    assert caplog.records == []
