"""Addresses and tokens of a peer's making are looked at before a request is made of them."""

import httpx
import pytest
from typing_extensions import override

from network.errors import Garbled, Unreachable
from network.lines import Line, Pool
from network.wire import Wire


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://",
        "//127.0.0.1/",
        "file:///etc/passwd",
        "ws://127.0.0.1:1/",
        "http://[::1",
        "http://127.0.0.1:-1/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:1/\r\nX: y",
        "http://127.0.0.1:1/\ud800",
        "http://xn--/",
        "http://xn--a/",
        "http://xn--zzzz-/",
        "http://[1::2::3]/",
        "http://\u2100/",
        "http://user:secret@127.0.0.1:1/",
        "http://" + "a" * 100_000,
    ],
)
async def test_an_address_that_is_none_is_said_and_never_called(url: str) -> None:
    wire = Wire()
    with pytest.raises(Unreachable, match=r"甲: bad address$"):
        await wire.get_json(url, "甲")
    assert wire.exchanges == ()
    await wire.aclose()


class _Overflows(httpx.AsyncBaseTransport):
    """Raises what sockets do over numbers that are none of theirs."""

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise OverflowError(f"{request.url}: port must be 0-65535")


async def test_whatever_a_line_raises_is_the_peers_trouble_alone() -> None:
    wire = Wire()
    wire._away.pools[Line("甲", "http://127.0.0.1:1")] = Pool(
        httpx.AsyncClient(transport=_Overflows())
    )
    with pytest.raises(Unreachable, match=r"甲: the call failed \(OverflowError\)"):
        await wire.get_picture("http://127.0.0.1:1/a.png", "甲", 1000)
    assert wire.exchanges[0].outcome == "the call failed (OverflowError)"
    await wire.aclose()


@pytest.mark.parametrize("token", ["令牌", "é", "\ud800", "a\r\nX-Evil: 1", "\x00"])
async def test_a_token_that_no_header_can_carry_is_garbled(token: str) -> None:
    wire = Wire()
    with pytest.raises(Garbled, match="甲: gave us a word that cannot be sent back"):
        await wire.post_json("http://127.0.0.1:1/", b"{}", {"Authorization": token}, "甲")
    await wire.aclose()
