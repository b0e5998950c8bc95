"""Answer callers: only with a token, in the protocol's own words, and the same call only once."""

import msgspec
import pytest

from network.keys import resolve
from network.operators.dialect import Dialect
from network.operators.envelope import open_response, seal_request
from network.operators.tcec102_desk import Call, Caller, TcecDesk
from network.operators.tcec102_fields import Ack

KEYS = resolve("sandbox:tenghe", {})
STAMP = "20260302175900"


class Desk:
    """One interface that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0
        caller = Caller(
            id="platform",
            code=KEYS.platform_code,
            keys=KEYS.outbound,
            secret=KEYS.outbound_secret,
            dialect=Dialect({}),
        )
        handlers = {"query_stop_charge": self._count, "query_start_charge": self._count}
        self.desk = TcecDesk("SIM100001", {caller.code: caller}, handlers, lambda: 0.0)

    async def _count(self, _call: Call) -> Ack:
        self.calls += 1
        return Ack("SEQ1", 0, 0)

    async def ret(self, interface: str, body: bytes, token: str) -> int:
        answer = await self.desk.serve(interface, body, token)
        return open_response(KEYS.outbound, answer).ret

    async def token(self) -> str:
        question = {"OperatorID": KEYS.platform_code, "OperatorSecret": KEYS.outbound_secret}
        answer = await self.desk.serve("query_token", _sealed(question, "0001"), "")
        data = open_response(KEYS.outbound, answer).data
        return str(msgspec.json.decode(data)["AccessToken"])


def _sealed(question: dict[str, str], seq: str) -> bytes:
    data = msgspec.json.encode(question)
    return seal_request(KEYS.outbound, KEYS.platform_code, data, STAMP, seq)


async def test_the_same_call_is_handled_once_and_answered_twice() -> None:
    desk = Desk()
    token = await desk.token()
    body = _sealed({"StartChargeSeq": "SEQ1"}, "0002")

    assert await desk.ret("query_stop_charge", body, token) == 0
    assert await desk.ret("query_stop_charge", body, token) == 0
    assert desk.calls == 1


async def test_a_call_that_is_replayed_without_its_token_is_refused() -> None:
    desk = Desk()
    token = await desk.token()
    body = _sealed({"StartChargeSeq": "SEQ1"}, "0002")
    await desk.ret("query_stop_charge", body, token)

    # 4002: the token is wrong or expired (T/CEC 102.4).
    assert await desk.ret("query_stop_charge", body, "stolen") == 4002


async def test_a_call_is_not_answered_with_what_another_interface_said() -> None:
    desk = Desk()
    token = await desk.token()
    body = _sealed({"StartChargeSeq": "SEQ1"}, "0002")
    await desk.ret("query_stop_charge", body, token)
    await desk.ret("query_start_charge", body, token)

    assert desk.calls == 2


async def test_a_missing_parameter_is_told_by_its_code() -> None:
    desk = Desk()
    envelope = msgspec.json.decode(_sealed({"StartChargeSeq": "SEQ1"}, "0002"))
    for name in ("Data", "TimeStamp", "Seq", "Sig"):
        body = msgspec.json.encode({key: it for key, it in envelope.items() if key != name})
        # 4003: one of OperatorID, Sig, TimeStamp, Data, Seq is missing (T/CEC 102.4).
        assert await desk.ret("query_stop_charge", body, "") == 4003


@pytest.mark.parametrize(
    "body", [b'{"OperatorID":"NOBODY001"}', b'{"OperatorID":"\\ud800"}', b"{}", b"not json"]
)
async def test_a_caller_that_is_nobody_is_told_so_without_a_signature(body: bytes) -> None:
    told = msgspec.json.decode(await Desk().desk.serve("query_token", body, ""))
    assert (told["Ret"], told["Data"], told["Sig"]) == (4003, "", "")
    assert "OperatorID" in told["Msg"]


@pytest.mark.parametrize("seq", ["zzzz", "99999", "001", "", "١٢٣٤"])
async def test_a_seq_that_is_not_of_four_digits_is_4003(seq: str) -> None:
    desk = Desk()
    body = _sealed({"StartChargeSeq": "SEQ1"}, seq)
    assert await desk.ret("query_stop_charge", body, await desk.token()) == 4003
    assert desk.calls == 0
