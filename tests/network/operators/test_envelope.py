"""The T/CEC 102 envelope against published examples, and against tampering."""

from datetime import datetime, timedelta

import pytest

from network.operators.envelope import (
    BadEnvelope,
    KeySet,
    Request,
    Response,
    Stamps,
    caller_of,
    decrypt,
    encrypt,
    open_request,
    open_response,
    seal_request,
    seal_response,
    sign,
)
from network.runtime import CHINA_TIME

SAMPLE = KeySet("1234567890abcdef", "1234567890abcdef", "1234567890abcdef")

# T/CEC 102.4-2016 appendices B and C.3 (the trailing comma is theirs).
APPENDIX_PLAIN = (
    b'{"total":1,"stationStatusInfo":{"operationID":"123456789","stationID":'
    b'"111111111111111","connectorStatusInfos":{"connectorID":1,"equipmentID'
    b'":"10000000000000000000001","status":4,"currentA":0,"currentB":0,"curr'
    b'entC":0,"voltageA":0,"voltageB":0,"voltageC":0,"soc":10,}}}'
)
APPENDIX_DATA = (
    "il7B0BSEjFdzpyKzfOFpvg/Se1CP802RItKYFPfSLRxJ3jf0bVl9hvYOEktPAYW2nd7S8MBcyHYyacHK"
    "bISq5iTmDzG+ivnR+SZJv3USNTYVMz9rCQVSxd0cLlqsJauko79NnwQJbzDTyLooYoIwz75qBOH2/xOM"
    "irpeEqRJrF/EQjWekJmGk9RtboXePu2rka+Xm51syBPhiXJAq0GfbfaFu9tNqs/e2Vjja/ltE1M0lqvx"
    "fXQ6da6HrThsm5id4ClZFIi0acRfrsPLRixS/IQYtksxghvJwbqOsbIsITail9Ayy4tKcogeEZiOO+4E"
    "d264NSKmk7l3wKwJLAFjCFogBx8GE3OBz4pqcAn/ydA="
)
# open-energy.xiaojukeji.com/home/document/11/14, 2.3.3.
TOKEN_REQUEST_PLAIN = b'{"OperatorID":"123456789",\n"OperatorSecret":"1234567890abcdef"}'
TOKEN_REQUEST_DATA = (
    "mYvffpNoFf4E/ZTC1tOw41TC5OlkEobfAYCm5N8hEusaLUaUIqOrXtdbMrSck0DSmfM7mRuOGMoCQzH0nWPGuw=="
)
# The same page, 2.3.5.
TOKEN_RESPONSE_PLAIN = (
    b'{\r\n  "OperatorID": "123456789",\r\n  "SuccStat": 0,\r\n  "AccessToken": "k'
    b'VnStIRknCCOBdXgJrmu8rb3pcccifKW2NcQrysKKIzb7iQBxkkjeq3WoGdjgrIL",\r\n  "'
    b'TokenAvailableTime": 7200,\r\n  "FailReason": 0\r\n}'
)
TOKEN_RESPONSE_DATA = (
    "uxeKP0ezR5yL8xSg4/ZCDh/N91/u86NXFxd2DrwZVW8zCPYcpl59Twz/yQZ3RaO4rDDrGmkvQignmNEJ"
    "+k4PGxdmIC+4fpJ8rU6osSobY+AeA0uueuQ5+eQiWBL6p6v5XMMm91brtK8yfFELYUWQzVcxABnAwK/+"
    "dyxtUhqLIxUpkwTEU/4ktN40df9IzzlLO5uvUknPGYu9yL0pp5w9vdRxmA1RiiTDNCysz6klr9bunGV3"
    "VJa2qpLcgeZMf/oG"
)
# blog.csdn.net/flainsky/article/details/140960409.
STATIONS_REQUEST_PLAIN = b'{\n"LastQueryTime":"2016-1-2 12:12:12",\n"PageNo":2,\n"PageSize":1\n}'
STATIONS_REQUEST_DATA = (
    "X9a+F3ql9vfyO5tcQV4srGaZm116ly2hAhG1fc0n+TMshLTw1Ax/8AT0NpZRvEhzXPqLeD1n3cVywfU+"
    "WScy7a6M9flwrOkJC5QIsp2RlFE="
)
# blog.csdn.net/flainsky/article/details/140961394.
POLICY_REQUEST_PLAIN = (
    b'{\n"EquipBizSeq":"123456789201805081628123456",\n"ConnectorID":"3702120244401"\n}\n'
)
POLICY_REQUEST_DATA = (
    "C3z0fu4xW72dJMOsgcVyPrbHOqzQcIwSexeW7b4wPcAV8qQvECycER60lBJpW5v7+Ex6pAYvDgrImQh3"
    "fhqEujP4AICBew296s71WAwpOBM="
)


@pytest.mark.parametrize(
    ("plain", "data"),
    [
        (APPENDIX_PLAIN, APPENDIX_DATA),
        (TOKEN_REQUEST_PLAIN, TOKEN_REQUEST_DATA),
        (TOKEN_RESPONSE_PLAIN, TOKEN_RESPONSE_DATA),
        (STATIONS_REQUEST_PLAIN, STATIONS_REQUEST_DATA),
        (POLICY_REQUEST_PLAIN, POLICY_REQUEST_DATA),
        # A comment in a public Go package (jilaidian_go).
        (
            b"This is a secret message to be encrypted with padding-5",
            "K3z9fiEYzvO7wctaoLCIUOW1xqODo9UQxivdJa/NCIArpt4/fUF2ymnt58velWegWGaKKiNuNSggCiRfUQEREw==",
        ),
    ],
)
def test_published_data_are_encrypted_and_decrypted_to_the_byte(plain: bytes, data: str) -> None:
    assert encrypt(SAMPLE, plain) == data
    assert decrypt(SAMPLE, data) == plain


@pytest.mark.parametrize(
    ("plain", "data", "time_stamp", "signature"),
    [
        (APPENDIX_PLAIN, APPENDIX_DATA, "20160729142400", "745166E8C43C84D37FFEC0F529C4136F"),
        (
            TOKEN_REQUEST_PLAIN,
            TOKEN_REQUEST_DATA,
            "20180120165755",
            "D2D584A14F3F284445DF85D0E8C0697C",
        ),
        (
            STATIONS_REQUEST_PLAIN,
            STATIONS_REQUEST_DATA,
            "20180228173314",
            "407FED90C92965C8E456535A72B83F80",
        ),
        (
            POLICY_REQUEST_PLAIN,
            POLICY_REQUEST_DATA,
            "20180508162919",
            "92A192D753BBEF609136620FFA7E9069",
        ),
    ],
)
def test_a_published_request_is_sealed_and_opened(
    plain: bytes, data: str, time_stamp: str, signature: str
) -> None:
    body = (
        f'{{"OperatorID":"123456789","Data":"{data}","TimeStamp":"{time_stamp}",'
        f'"Seq":"0001","Sig":"{signature}"}}'
    ).encode()
    assert seal_request(SAMPLE, "123456789", plain, time_stamp, "0001") == body
    assert open_request(SAMPLE, body) == Request("123456789", plain, time_stamp, signature)
    assert caller_of(body) == "123456789"


def published_response(
    ret: str = "0", signature: str = "58E52010C7DEE87FE183B0AFA5B2BE30"
) -> bytes:
    return f'{{"Ret":{ret},"Msg":"","Data":"{TOKEN_RESPONSE_DATA}","Sig":"{signature}"}}'.encode()


def test_a_published_answer_is_sealed_and_opened() -> None:
    assert seal_response(SAMPLE, 0, "", TOKEN_RESPONSE_PLAIN) == published_response()
    assert open_response(SAMPLE, published_response()) == Response(0, "", TOKEN_RESPONSE_PLAIN)


def test_an_answer_is_opened_when_its_ret_is_text() -> None:
    assert open_response(SAMPLE, published_response('"0"')).data == TOKEN_RESPONSE_PLAIN


# RFC 2202 section 2, case 2.
def test_hmac_md5_known_answer_is_met() -> None:
    key = KeySet("1234567890abcdef", "1234567890abcdef", "Jefe")
    assert sign(key, "what do ya want ", "for nothing?") == "750C783E6AB0B503EAA86E310A5DB738"


def test_a_changed_answer_is_refused_before_it_is_decrypted() -> None:
    with pytest.raises(BadEnvelope, match="signature") as caught:
        open_response(SAMPLE, published_response(signature="0" * 32))
    assert caught.value.ret == 4001


def test_a_request_signed_with_another_set_is_refused() -> None:
    other = KeySet("1234567890abcdef", "1234567890abcdef", "another")
    body = seal_request(other, "123456789", b"{}", "20260101000000", "0001")
    with pytest.raises(BadEnvelope) as caught:
        open_request(SAMPLE, body)
    assert caught.value.ret == 4001


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"garbage",
        b"[]",
        b'{"Ret":0',
        b'{"Msg":"","Data":"","Sig":""}',
        b'{"Ret":"zero","Msg":"","Data":"","Sig":""}',
        b"\xff\xfe",
    ],
)
def test_an_answer_that_is_no_envelope_is_refused(body: bytes) -> None:
    with pytest.raises(BadEnvelope) as caught:
        open_response(SAMPLE, body)
    assert caught.value.ret == 4003


@pytest.mark.parametrize("missing", ["OperatorID", "Data", "TimeStamp", "Seq", "Sig"])
def test_a_request_without_one_of_its_five_fields_is_4003(missing: str) -> None:
    body = seal_request(SAMPLE, "123456789", b"{}", "20260101000000", "0001")
    with pytest.raises(BadEnvelope) as caught:
        open_request(SAMPLE, body.replace(f'"{missing}"'.encode(), b'"Other"'))
    assert caught.value.ret == 4003


@pytest.mark.parametrize("data", ['""', "null", "{}", '"text"'])
def test_a_refusal_is_believed_unsigned_and_carries_no_data(data: str) -> None:
    body = f'{{"Ret":4002,"Msg":"token expired","Data":{data},"Sig":""}}'.encode()
    assert open_response(SAMPLE, body) == Response(4002, "token expired", b"")


@pytest.mark.parametrize("data", ["@@@", "AAAA", "il7B0BSEjFdzpyKzfOFpvg=="])
def test_signed_data_that_cannot_be_decrypted_are_refused(data: str) -> None:
    signature = sign(SAMPLE, "0", "", data)
    body = f'{{"Ret":0,"Msg":"","Data":"{data}","Sig":"{signature}"}}'.encode()
    with pytest.raises(BadEnvelope, match="decrypted"):
        open_response(SAMPLE, body)


def test_seq_starts_at_0001_in_every_second() -> None:
    stamps = Stamps()
    wall = datetime(2026, 1, 2, 3, 4, 5, tzinfo=CHINA_TIME)
    assert stamps.next(wall) == ("20260102030405", "0001")
    assert stamps.next(wall) == ("20260102030405", "0002")
    assert stamps.next(wall + timedelta(seconds=1)) == ("20260102030406", "0001")


def test_keys_do_not_show_in_a_log_line() -> None:
    assert "1234567890abcdef" not in repr(SAMPLE)
