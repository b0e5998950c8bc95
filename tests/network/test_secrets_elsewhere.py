"""No token of an OCPI link and no key of an open list leaves its place: both are searched for."""

import asyncio
import base64
import logging
import traceback
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from network.errors import OperatorError
from network.operators.openchargemap import OpenChargeMap
from network.order import Phase
from network.sandbox.ocpi_app import HOST
from network.wire import Wire
from tests.network.ocpi_world import KEYS, PLACE, OcpiWorld, run_ocpi
from tests.network.operators.test_openchargemap import KEY, Server
from tests.network.operators.test_openchargemap import run as run_list
from tests.network.test_secrets import told


def spelt(tokens: set[str]) -> set[str]:
    """List tokens as they are, and in Base64, as OCPI 2.2.1 sends them."""
    return tokens | {base64.b64encode(one.encode()).decode() for one in tokens}


TOKENS = spelt({KEYS.token_a, KEYS.token_b, KEYS.token_c})


def shown(error: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(error).format())


def test_a_purchase_over_ocpi_leaves_no_token_in_logs_traffic_or_files(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)  # httpx and its parts say much there

    async def scenario(world: OcpiWorld) -> None:
        world.plug()
        await world.session.start(PLACE, PLACE.connectors[0])
        await world.charge(20, PLACE.connectors[0].id)
        await asyncio.sleep(600.0)
        assert world.session.state.phase is Phase.SETTLED
        assert len(world.wire.exchanges) > 5
        carriers = [world.operator, world.operator.link, KEYS, world.session.state]
        for where in (caplog.text, repr(list(world.wire.exchanges)), repr(carriers)):
            assert told(TOKENS, where) == set()
        assert told(TOKENS, repr(world.journal.receipts())) == set()

    run_ocpi(scenario, tmp_path)
    files = [path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()]
    assert files
    assert told(TOKENS, "".join(files)) == set()


def test_an_ocpi_operator_that_refuses_us_shows_no_token_in_its_traceback(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.wire.route(HOST, refusing)
        with pytest.raises(OperatorError) as failed:
            await world.operator.start_charge("A" * 27, PLACE.connectors[0].id)
        assert told(TOKENS, shown(failed.value)) == set()

    run_ocpi(scenario, tmp_path)


async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse every call, and say the header that came with it."""
    said = str(dict(Request(scope).headers))
    await JSONResponse({"status_code": 2001, "status_message": said}, 401)(scope, receive, send)


def test_the_key_of_an_open_list_is_in_no_log_traffic_or_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server = Server(3)

    async def scenario(source: OpenChargeMap, wire: Wire) -> None:
        async for page in source.station_pages():
            assert page.stations
        server.answer = lambda _: JSONResponse({"error": "no"}, 403)
        with pytest.raises(OperatorError) as failed:
            await anext(source.station_pages())
        assert len(wire.exchanges) >= 3
        for where in (caplog.text, repr(list(wire.exchanges)), shown(failed.value), repr(source)):
            assert KEY not in where

    run_list(server, scenario)
