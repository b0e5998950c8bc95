"""The lines on the wire, letter by letter, as the operator's end has them."""

import msgspec
import pytest

from network.sandbox.pile_words import (
    Acknowledge,
    Ask,
    Ended,
    Hello,
    Judged,
    Plugged,
    Reading,
    Refused,
    Said,
    Start,
    Welcome,
    build_line,
    parse_heard,
)


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        (
            b'{"say":"hello","operator":"tenghe","connector":"A01","boot":"7f"}',
            Hello("tenghe", "A01", "7f"),
        ),
        (b'{"say":"plugged","seq":1,"is_plugged":true}', Plugged(1, is_plugged=True)),
        (
            b'{"say":"ended","seq":2,"reading":{"voltage_v":700.5,"current_a":0.0,'
            b'"energy_kwh":12.25,"soc_pct":null},"cause":"user"}',
            Ended(2, Reading(700.5, 0.0, 12.25, None), "user"),
        ),
        (b'{"say":"authorise","vin":"V","unknown":{}}', Ask("V")),
    ],
)
def test_an_operator_reads_what_a_pile_says(line: bytes, heard: object) -> None:
    assert parse_heard(line) == heard


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (Welcome(0), b'{"say":"welcome","seq":0}\n'),
        (Acknowledge(4), b'{"say":"ack","seq":4}\n'),
        (Judged("V", "refuse"), b'{"say":"verdict","vin":"V","decision":"refuse"}\n'),
        (Start(), b'{"say":"start"}\n'),
        (Refused("too long"), b'{"say":"refused","reason":"too long"}\n'),
    ],
)
def test_an_operator_says_it_in_one_line(said: Said, line: bytes) -> None:
    assert build_line(said) == line


@pytest.mark.parametrize(
    "line",
    [
        b"GET / HTTP/1.1",
        b'{"say":"authorise","vin":"\xff"}',
        b'{"say":"beat","x":' + b"[" * 2000 + b"]" * 2000 + b"}",
        b'{"say":"welcome","seq":0}',
        b'{"say":"plugged","seq":0,"is_plugged":true}',
        b'{"say":"hello","operator":"","connector":"A01","boot":"7f"}',
        b'{"say":"meter","reading":{"voltage_v":1e9,"current_a":0,"energy_kwh":0,"soc_pct":0}}',
        b'{"say":"meter","reading":{"voltage_v":NaN,"current_a":0,"energy_kwh":0,"soc_pct":0}}',
    ],
    ids=[
        "http",
        "not UTF-8",
        "too deep",
        "not a pile's",
        "seq 0",
        "no operator",
        "a megavolt",
        "not a number",
    ],
)
def test_a_line_that_no_pile_says_is_an_error(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        parse_heard(line)
