"""Keys that an object has twice are found wherever they are."""

import msgspec
import pytest

from network.operators.loosely import read_loosely
from network.operators.ocpi_envelope import parse_answer
from network.operators.ocpi_fields import Location
from network.operators.twins import refuse_top_twins, refuse_twins


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'[1,{"b":{"a":1,"c":2,"a":3}}]',
        b'{"a":1,"\\u0061":2}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b"[" * 100_000 + b"]" * 100_000,
    ],
)
def test_what_readers_would_not_agree_on_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        refuse_twins(data)


@pytest.mark.parametrize("data", [b"{}", b'[{"a":1},{"a":1}]', b'{"a":{"a":1}}', b'"a"'])
def test_what_is_there_once_is_taken(data: bytes) -> None:
    refuse_twins(data)


def test_a_doubled_status_code_of_ocpi_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError, match="twice"):
        parse_answer(b'{"status_code":1000,"data":[1,2],"status_code":2000}')
    assert parse_answer(b'{"status_code":1000,"data":[{"a":1,"a":2}]}').status_code == 1000


def test_a_doubled_key_spoils_one_object_of_ocpi() -> None:
    with pytest.raises(msgspec.DecodeError, match="twice"):
        read_loosely(b'{"id":"1","id":"2","country_code":"CN","party_id":"ABC"}', Location)


LONG = b"[" + b'{"a":1,"a":2},' * 200 + b"{}]"


@pytest.mark.parametrize(
    "data", [b'{"n":1,"list":%s}', b'{ "n" : 1,\n "list" : %s }', b'{"list":%s,"n":1}']
)
def test_large_parts_are_left_to_who_reads_them(data: bytes) -> None:
    refuse_top_twins(data % LONG)


@pytest.mark.parametrize(
    "data",
    [
        b'{"n":1,"list":%s,"n":2}',
        b'{ "n" : 1, "n": 1, "list" : %s }',
        b'{"list":[],"list":%s}',
        b'{"list":%s,"list":[]}',
        b'{"list":%s,"\\u006cist":0}',
        b'{"list":%s,"n":NaN}',
        b'{"list":%s,"part":{"a":1,"a":2}}',
    ],
)
def test_what_is_around_them_is_looked_through(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        refuse_top_twins(data % LONG)


def test_a_large_part_that_is_there_twice_is_found() -> None:
    with pytest.raises(msgspec.DecodeError):
        refuse_top_twins(b'{"list":%s,"list":%s}' % (LONG, LONG))
