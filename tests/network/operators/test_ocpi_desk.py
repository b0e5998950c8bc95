"""The server's half of OCPI: tokens, bodies, pages, and what is answered to whom."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette

from network.operators.ocpi_desk import (
    Call,
    Caller,
    Decline,
    OcpiDesk,
    Reply,
    is_same,
    not_found,
    page_reply,
    parse_page,
)
from network.operators.ocpi_envelope import build_header
from network.operators.ocpi_sale_fields import CommandResult

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ITEMS = list(range(120))


def caller(token: str) -> Caller | None:
    callers = {"b": Caller("tenghe"), "a": Caller("nobody", is_registering=True)}
    return callers.get(token)


async def echo(call: Call) -> Reply:
    return Reply({"who": call.caller.id, "base": call.base_url})


async def command(call: Call) -> Reply:
    return Reply(call.read(CommandResult))


async def refuse(_: Call) -> Reply:
    raise not_found("the session", 2003)


async def crash(_: Call) -> Reply:
    raise Decline(3000, "later", 500)


async def listing(call: Call) -> Reply:
    page = parse_page(call, 50)
    part = ITEMS[page.offset : page.offset + page.limit]
    return page_reply(part, page, len(ITEMS), 50, f"{call.base_url}/list")


DESK = OcpiDesk(caller, lambda: NOW)
APP = Starlette(
    routes=[
        DESK.route("/echo", ["GET"], echo),
        DESK.route("/open", ["GET"], echo, in_handshake=True),
        DESK.route("/command", ["POST"], command),
        DESK.route("/refuse", ["GET"], refuse),
        DESK.route("/crash", ["GET"], crash),
        DESK.route("/list", ["GET"], listing),
    ]
)


async def call(
    method: str,
    path: str,
    token: str = "b",
    body: bytes = b"",
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    transport = httpx.ASGITransport(APP)
    async with httpx.AsyncClient(transport=transport, base_url="http://us") as client:
        authorization = {"Authorization": build_header(token)} if token else {}
        return await client.request(
            method, path, content=body, headers={**authorization, **(headers or {})}
        )


async def test_a_known_caller_is_served() -> None:
    answer = await call("GET", "/echo")
    assert answer.json() == {
        "status_code": 1000,
        "data": {"who": "tenghe", "base": "http://us"},
        "status_message": "Success",
        "timestamp": "2026-03-02T00:00:00Z",
    }


@pytest.mark.parametrize("token", ["", "x", "a"])
async def test_a_stranger_and_a_registration_token_get_401(token: str) -> None:
    answer = await call("GET", "/echo", token)
    assert answer.status_code == 401
    assert "data" not in answer.json()


async def test_a_registration_token_opens_the_handshake() -> None:
    assert (await call("GET", "/open", "a")).status_code == 200


async def test_ids_of_a_request_are_repeated() -> None:
    answer = await call("GET", "/echo", headers={"X-Request-ID": "r1", "X-Correlation-ID": "c1"})
    assert (answer.headers["x-request-id"], answer.headers["x-correlation-id"]) == ("r1", "c1")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"result":', b"\xff", b"[" * 100_000])
async def test_a_body_that_is_not_the_object_is_refused(body: bytes) -> None:
    answer = await call("POST", "/command", body=body)
    assert (answer.status_code, answer.json()["status_code"]) == (400, 2001)


async def test_a_body_that_is_too_large_is_not_read() -> None:
    answer = await call("POST", "/command", body=b" " * (1024 * 1024 + 1))
    assert answer.status_code == 413


async def test_a_decline_has_its_own_codes() -> None:
    missing, failing = await call("GET", "/refuse"), await call("GET", "/crash")
    assert (missing.status_code, missing.json()["status_code"]) == (404, 2003)
    assert (failing.status_code, failing.json()["status_code"]) == (500, 3000)


async def test_a_list_is_given_page_by_page_with_links() -> None:
    first = await call("GET", "/list?limit=50&date_from=2026-01-01T00:00:00Z")
    assert first.headers["x-total-count"] == "120"
    assert first.headers["x-limit"] == "50"
    assert first.headers["link"] == (
        '<http://us/list?offset=50&limit=50&date_from=2026-01-01T00:00:00Z>; rel="next"'
    )
    last = await call("GET", "/list?offset=100&limit=1000")
    assert json.loads(last.content)["data"] == list(range(100, 120))
    assert "link" not in last.headers


@pytest.mark.parametrize("query", ["limit=0", "offset=-1", "limit=x", "date_from=soon"])
async def test_a_page_that_cannot_be_is_refused(query: str) -> None:
    answer = await call("GET", f"/list?{query}")
    assert (answer.status_code, answer.json()["status_code"]) == (400, 2001)


def test_an_empty_token_is_nobodys() -> None:
    assert is_same("x", "x")
    assert not is_same("x", "y")
    assert not is_same("", "")
