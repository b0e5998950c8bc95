"""A connection that is cut looks the same over TCP and in this process."""

import pytest
from starlette.types import ASGIApp

from network.errors import Unreachable
from network.sandbox.cut import Cut
from network.serving import serving
from network.wire import Wire

APP: ASGIApp = Cut(b'{"Ret":0,"Msg":"","Data":""}', media_type="application/json")
SAYS = r"the connection broke \(RemoteProtocolError\)$"


async def test_a_cut_in_this_process_is_a_broken_connection() -> None:
    wire = Wire({"cut": APP})
    with pytest.raises(Unreachable, match=SAYS):
        await wire.get_json("http://cut/", "甲")
    await wire.aclose()


async def test_a_cut_over_tcp_is_a_broken_connection_and_no_traceback_tells_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    wire = Wire()
    async with serving(APP, "127.0.0.1", 0) as port:
        for _ in range(20):  # no slot of the pool is lost by it
            with pytest.raises(Unreachable, match=SAYS):
                await wire.get_json(f"http://127.0.0.1:{port}/", "甲")
    await wire.aclose()
    assert caplog.records == []
