"""What each Ret leads to, one token for all, and where interfaces are found."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.errors import Refused
from network.keys import resolve
from network.operators.dialect import Dialect
from network.operators.envelope import open_request, seal_response
from network.operators.tcec102_fields import BindingAnswer, BindingAsk
from network.operators.tcec102_link import Callee, TcecLink
from network.runtime import CHINA_TIME
from network.wire import Wire

KEYS = resolve("sandbox:tenghe", {})
WALL = datetime(2026, 3, 2, 17, 59, tzinfo=CHINA_TIME)
FINE = b'{"Vin":"v","SuccStat":0,"BindStat":1}'
ASK = BindingAsk("v", "query")


class Peer:
    """A callee that answers each call with the next Ret, 0 when there is none left."""

    def __init__(self, rets: Iterable[int] = ()) -> None:
        self.rets = list(rets)
        self.paths: list[str] = []
        self.tokens = 0
        self.seqs: list[str] = []
        self.slept: list[float] = []
        self.app = Starlette(routes=[Route("/{path:path}", self._respond, methods=["POST"])])

    async def _respond(self, request: Request) -> Response:
        body = await request.body()
        open_request(KEYS.outbound, body)
        self.paths.append(request.path_params["path"])
        if request.path_params["path"].endswith("query_token"):
            self.tokens += 1
            token = (
                f'{{"OperatorID":"x","SuccStat":0,"AccessToken":"t{self.tokens}",'
                f'"TokenAvailableTime":7200}}'
            )
            return Response(seal_response(KEYS.outbound, 0, "", token.encode()))
        self.seqs.append(msgspec.json.decode(body)["Seq"])
        ret = self.rets.pop(0) if self.rets else 0
        return Response(seal_response(KEYS.outbound, ret, "", FINE if ret == 0 else b""))

    def link(self, paths: dict[str, str] | None = None) -> TcecLink:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        callee = Callee(
            "甲", "http://peer/evcs/v1", KEYS.platform_code, KEYS.outbound,
            KEYS.outbound_secret, paths or {},
        )  # fmt: skip
        wire = Wire({"peer": self.app})
        return TcecLink(callee, Dialect(), wire, lambda: 0.0, lambda: WALL, sleep)


async def test_a_busy_callee_is_asked_up_to_three_times_ever_later() -> None:
    for ret in (-1, 500):
        peer = Peer([ret, ret])
        answer = await peer.link().query("x_query_vin_binding", ASK, BindingAnswer)
        assert answer.BindStat == 1
        first, second = peer.slept
        assert 1.0 <= first <= 1.5
        assert 2.0 <= second <= 3.0


async def test_a_callee_that_stays_busy_is_given_up() -> None:
    peer = Peer([-1] * 9)
    with pytest.raises(Refused) as caught:
        await peer.link().query("x_query_vin_binding", ASK, BindingAnswer)
    assert caught.value.code == -1
    assert len(peer.rets) == 6


@pytest.mark.parametrize("ret", [4001, 4003, 4004, 4000, 4005, 4008])
async def test_no_other_ret_is_asked_again(ret: int) -> None:
    peer = Peer([ret])
    with pytest.raises(Refused) as caught:
        await peer.link().query("x_query_vin_binding", ASK, BindingAnswer)
    assert caught.value.code == ret
    assert peer.slept == []
    assert len(peer.seqs) == 1


async def test_a_refused_token_is_renewed_once_and_no_more() -> None:
    peer = Peer([4002, 4002])
    with pytest.raises(Refused) as caught:
        await peer.link().query("x_query_vin_binding", ASK, BindingAnswer)
    assert caught.value.code == 4002
    assert peer.tokens == 2
    assert len(peer.seqs) == 2


@pytest.mark.parametrize("ret", [-1, 500, 4001, 4002, 4003, 4004])
async def test_an_order_is_never_repeated(ret: int) -> None:
    peer = Peer([ret])
    with pytest.raises(Refused) as caught:
        await peer.link().order("query_start_charge", ASK, BindingAnswer)
    assert caught.value.code == ret
    assert len(peer.seqs) == 1
    assert peer.slept == []


async def test_a_push_is_repeated_with_a_new_token_and_for_nothing_else() -> None:
    peer = Peer([4002])
    await peer.link().push("notification_equip_charge_status", ASK, BindingAnswer)
    assert (peer.tokens, len(peer.seqs)) == (2, 2)
    busy = Peer([500])
    with pytest.raises(Refused):
        await busy.link().push("notification_equip_charge_status", ASK, BindingAnswer)
    assert len(busy.seqs) == 1


async def test_twenty_callers_at_once_fetch_one_token_and_number_their_calls() -> None:
    peer = Peer()
    link = peer.link()
    ask = (link.query("x_query_vin_binding", ASK, BindingAnswer) for _ in range(20))
    await asyncio.gather(*ask)
    assert peer.tokens == 1
    # One second: the token was 0001.
    assert sorted(peer.seqs) == [f"{number:04d}" for number in range(2, 22)]


async def test_interfaces_may_be_found_elsewhere() -> None:
    peer = Peer()
    link = peer.link({"query_token": "sdk/query_token", "x_query_vin_binding": "/root/binding"})
    await link.query("x_query_vin_binding", ASK, BindingAnswer)
    assert peer.paths == ["evcs/v1/sdk/query_token", "root/binding"]
