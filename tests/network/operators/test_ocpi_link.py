"""The handshake, the pages and the three layers of an answer, against peers in this process."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.errors import Garbled, OperatorError, Refused, Unreachable
from network.keys import OcpiKeys
from network.operators.ocpi_envelope import build_answer, build_header
from network.operators.ocpi_link import OcpiLink, Own, Peer
from network.operators.ocpi_sale_fields import CommandResponse, Credentials
from network.wire import Wire
from tests.network.operators import ocpi_examples

NOW = datetime(2026, 3, 2, tzinfo=UTC)
KEYS = OcpiKeys("CN", "CDK", "CN-CDK-1", "token-a", "token-b")
OWN = Own("EMSP", "Chargedeck", "http://us/ocpi/versions")
Answer = Callable[[Request], Awaitable[Response]]


def ok(data: object, **headers: str) -> Response:
    return Response(build_answer(NOW, data), headers=headers)


def says_version(url: str) -> Answer:
    async def versions(_: Request) -> Response:
        return ok([{"version": "2.2.1", "url": url}])

    return versions


class Cpo:
    """A peer that takes one token and counts what it is asked for."""

    def __init__(self, token: str = "token-a", *, is_plain: bool = False) -> None:
        self.token = token
        self.is_plain = is_plain
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self.credentials: Credentials | None = None
        self.answers: dict[str, Answer] = {}
        self.endpoints = [
            {"identifier": name, "role": role, "url": f"http://cpo/{name}"}
            for name, role in (
                ("credentials", "SENDER"),
                ("locations", "SENDER"),
                ("commands", "RECEIVER"),
            )
        ]
        self.app = Starlette(
            routes=[Route("/{what:path}", self._respond, methods=["GET", "POST", "PUT"])]
        )

    async def _respond(self, request: Request) -> Response:
        what = request.path_params["what"]
        self.asked.append(f"{request.method} {what}")
        self.headers = dict(request.headers)
        wanted = build_header(self.token, is_plain=self.is_plain)
        if request.headers["authorization"] != wanted:
            return Response(status_code=401)
        if what in self.answers:
            return await self.answers[what](request)
        match what:
            case "versions":
                return ok([{"version": "2.1.1", "url": "http://cpo/old"},
                           {"version": "2.2.1", "url": "http://cpo/2.2.1"}])  # fmt: skip
            case "2.2.1":
                return ok({"version": "2.2.1", "endpoints": self.endpoints})
            case "credentials":
                self.credentials = msgspec.json.decode(await request.body(), type=Credentials)
                self.token = "token-c"
                official = msgspec.json.decode(ocpi_examples.CREDENTIALS, type=Credentials)
                official.token = "token-c"
                return ok(official)
            case _:
                return ok([])


def link_to(cpo: Cpo, keys: OcpiKeys = KEYS, told: list[str] | None = None) -> OcpiLink:
    wire = Wire({"cpo": cpo.app})
    peer = Peer("甲", "http://cpo/versions")
    link = OcpiLink(peer, OWN, keys, wire, lambda: NOW)
    link.remember = (told if told is not None else []).append
    return link


async def test_the_handshake_is_made_once_however_many_ask() -> None:
    cpo, told = Cpo(), list[str]()
    link = link_to(cpo, told=told)
    found = await asyncio.gather(*(link.endpoint("locations") for _ in range(20)))
    assert set(found) == {"http://cpo/locations"}
    assert cpo.asked == ["GET versions", "GET 2.2.1", "POST credentials"]
    assert told == ["token-c"]


async def test_the_handshake_says_who_we_are_and_with_what_to_call_us() -> None:
    cpo = Cpo()
    await link_to(cpo).endpoint("locations")
    assert cpo.credentials is not None
    assert (cpo.credentials.token, cpo.credentials.url) == ("token-b", "http://us/ocpi/versions")
    (role,) = cpo.credentials.roles
    assert (role.role, role.country_code, role.party_id) == ("EMSP", "CN", "CDK")


async def test_calls_carry_the_issued_token_and_both_parties() -> None:
    cpo = Cpo()
    link = link_to(cpo)
    await link.get(await link.endpoint("locations"), msgspec.Raw)
    assert cpo.headers["authorization"] == build_header("token-c")
    names = ("ocpi-from-country-code", "ocpi-from-party-id", "ocpi-to-party-id")
    assert [cpo.headers[name] for name in names] == ["CN", "CDK", "EXA"]
    assert cpo.headers["x-request-id"] != cpo.headers["x-correlation-id"]


async def test_who_is_registered_announces_itself_with_a_put() -> None:
    cpo = Cpo("token-c")
    await link_to(cpo, replace(KEYS, token_c="token-c")).endpoint("locations")
    assert cpo.asked == ["GET versions", "GET 2.2.1", "PUT credentials"]


async def test_who_was_forgotten_registers_anew() -> None:
    cpo = Cpo("token-a")
    await link_to(cpo, replace(KEYS, token_c="token-old")).endpoint("locations")
    assert cpo.asked[-1] == "POST credentials"


async def test_a_peer_that_does_not_take_base64_is_called_plainly() -> None:
    cpo = Cpo(is_plain=True)
    link = link_to(cpo)
    await link.get(await link.endpoint("locations"), msgspec.Raw)
    assert cpo.headers["authorization"] == "Token token-c"


async def test_a_token_that_is_not_known_is_refused() -> None:
    with pytest.raises(Refused, match="甲: does not know our token") as caught:
        await link_to(Cpo("other")).endpoint("locations")
    assert caught.value.code == 401


async def test_a_second_registration_is_told_in_one_sentence() -> None:
    cpo = Cpo()

    async def refuse(_: Request) -> Response:
        return Response(build_answer(NOW, None, 2000, "registered"), status_code=405)

    cpo.answers["credentials"] = refuse
    with pytest.raises(Refused, match="has registered us before"):
        await link_to(cpo).endpoint("locations")


async def test_a_module_that_is_not_offered_is_refused() -> None:
    with pytest.raises(Refused, match="does not offer tariffs"):
        await link_to(Cpo()).endpoint("tariffs")
    with pytest.raises(Refused, match="does not offer commands"):
        await link_to(Cpo()).endpoint("commands")  # it has the receiver's, not the sender's


async def test_no_common_version_is_refused() -> None:
    cpo = Cpo()

    async def old(_: Request) -> Response:
        return ok([{"version": "2.1.1", "url": "http://cpo/old"}])

    cpo.answers["versions"] = old
    with pytest.raises(Refused, match="no version that we speak"):
        await link_to(cpo).endpoint("locations")


async def test_a_less_private_address_is_not_called() -> None:
    cpo = Cpo()
    wire = Wire({"cpo": cpo.app})
    link = OcpiLink(Peer("甲", "https://cpo/versions"), OWN, KEYS, wire, lambda: NOW)
    cpo.answers["versions"] = says_version("https://cpo/2.2.1")
    with pytest.raises(Garbled, match="offers no credentials"):  # all of them are http
        await link.endpoint("locations")
    assert cpo.asked == ["GET versions", "GET 2.2.1"]


def raw(status: int, body: bytes, **headers: str) -> Answer:
    async def answer(_: Request) -> Response:
        return Response(body, status_code=status, headers=headers)

    return answer


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (raw(503, b""), Unreachable, "HTTP 503"),
        (raw(302, b""), Unreachable, "HTTP 302"),
        (raw(429, b"", **{"retry-after": "5"}), Unreachable, "HTTP 429"),
        (raw(404, b"no"), Refused, "HTTP 404"),
        (raw(404, build_answer(NOW, None, 2003, "no such place")), Refused, "no such place"),
        (raw(200, b"<html>"), Garbled, "not an answer"),
        (raw(200, b'{"status_code":'), Garbled, "not an answer"),
        (raw(200, build_answer(NOW, None, 2001, "bad")), Refused, "bad"),
        (raw(200, build_answer(NOW, None, 2000)), Refused, "status 2000"),
        (raw(200, build_answer(NOW, None, 3000)), Unreachable, "status 3000"),
        (raw(200, build_answer(NOW, None, 3001)), Refused, "status 3001"),
        (raw(200, build_answer(NOW, None, 4003)), Unreachable, "status 4003"),
        (raw(200, build_answer(NOW)), Garbled, "truncated"),
        (raw(200, build_answer(NOW, {"result": 5})), Garbled, "Expected `str`"),
        (raw(401, b""), Refused, "does not know our token"),
    ],
)
async def test_every_layer_of_an_answer_is_checked(
    answer: Answer, error: type[OperatorError], says: str
) -> None:
    cpo = Cpo()
    link = link_to(cpo)
    url = await link.endpoint("commands", "RECEIVER")
    cpo.answers["commands/START_SESSION"] = answer
    with pytest.raises(error, match=says):
        await link.get(f"{url}/START_SESSION", CommandResponse)


async def test_after_a_401_the_same_query_is_made_again_once_registered() -> None:
    cpo = Cpo()
    link = link_to(cpo)
    await link.endpoint("locations")
    cpo.token = "token-a"  # it has lost its data
    cpo.asked.clear()
    assert bytes(await link.get("http://cpo/locations", msgspec.Raw)) == b"[]"
    # As who is registered, then as a stranger, each in Base64 and plainly.
    assert cpo.asked == [
        "GET locations",
        *["GET versions"] * 4,
        "GET 2.2.1",
        "POST credentials",
        "GET locations",
    ]


async def test_a_peer_that_refuses_the_token_it_has_just_issued_is_asked_no_more() -> None:
    cpo = Cpo()
    link = link_to(cpo)
    await link.endpoint("locations")

    async def refuse(_: Request) -> Response:
        return Response(status_code=401)

    cpo.answers["locations"] = refuse
    cpo.asked.clear()
    with pytest.raises(Refused, match="does not know our token"):
        await link.get("http://cpo/locations", msgspec.Raw)
    assert cpo.asked.count("GET locations") == 2


async def test_many_queries_that_meet_a_401_make_one_handshake() -> None:
    cpo = Cpo()
    link = link_to(cpo)
    await link.endpoint("locations")
    cpo.token = "token-a"
    cpo.asked.clear()
    await asyncio.gather(*(link.get("http://cpo/locations", msgspec.Raw) for _ in range(8)))
    assert cpo.asked.count("POST credentials") == 1


async def test_a_command_that_meets_a_401_is_not_sent_again() -> None:
    cpo = Cpo()
    link = link_to(cpo)
    url = await link.endpoint("commands", "RECEIVER")
    cpo.token = "token-a"
    cpo.asked.clear()
    ours = Credentials("x", "http://us", [])
    with pytest.raises(Refused):
        await link.tell("POST", url, ours)
    assert cpo.asked == ["POST commands"]


def pages(cpo: Cpo, *links: str) -> None:
    """Serve a list in pages, each of which names the next."""

    async def page(request: Request) -> Response:
        number = int(request.query_params.get("offset", "0"))
        link = {"Link": f'<{links[number]}>; rel="next"'} if links[number] else {}
        return ok([number], **link)

    cpo.answers["locations"] = page


async def gather(link: OcpiLink) -> list[Any]:
    url = await link.endpoint("locations")
    return [msgspec.json.decode(raw) async for page in link.pages(url) for raw in page]


async def test_pages_are_followed_by_the_peers_own_links() -> None:
    cpo = Cpo()
    pages(cpo, "http://cpo/locations?offset=1&x=y", "http://cpo/locations?offset=2", "")
    assert await gather(link_to(cpo)) == [0, 1, 2]


async def test_pages_in_a_circle_are_left() -> None:
    cpo = Cpo()
    pages(cpo, "http://cpo/locations?offset=1", "http://cpo/locations?offset=1")
    with pytest.raises(Garbled, match="in a circle"):
        await gather(link_to(cpo))


async def test_a_page_on_another_host_does_not_get_our_token() -> None:
    cpo = Cpo()
    pages(cpo, "http://evil/locations?offset=1")
    with pytest.raises(Garbled, match="another host"):
        await gather(link_to(cpo))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:99999/2.2.1", "https://xn--a/2.2.1", "http://[::1/x", "nonsense", ""]
)
async def test_a_version_at_an_address_that_is_none_is_garbled(url: str) -> None:
    cpo = Cpo()
    cpo.answers["versions"] = says_version(url)
    with pytest.raises(Garbled, match="甲: sends us to an address that is not safe"):
        await link_to(cpo).endpoint("locations")


async def test_a_version_on_a_less_private_line_does_not_get_our_token() -> None:
    cpo = Cpo()
    wire = Wire({"cpo": cpo.app})
    link = OcpiLink(Peer("甲", "https://cpo/versions"), OWN, KEYS, wire, lambda: NOW)
    with pytest.raises(Garbled, match="not safe"):
        await link.endpoint("locations")
    assert cpo.asked == ["GET versions"]


async def test_a_token_renewed_by_the_peer_is_used_from_then_on() -> None:
    cpo, told = Cpo(), list[str]()
    link = link_to(cpo, told=told)
    url = await link.endpoint("locations")
    cpo.token = "token-d"
    theirs = msgspec.json.decode(ocpi_examples.CREDENTIALS, type=Credentials)
    theirs.token = "token-d"
    link.renew(theirs)
    await link.get(url, msgspec.Raw)
    assert told == ["token-c", "token-d"]
