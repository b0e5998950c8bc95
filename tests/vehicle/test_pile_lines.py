"""The lines on the wire, letter by letter: both ends are written against these."""

import msgspec
import pytest

from vehicle.pile_lines import (
    Ask,
    Ended,
    Hello,
    Metered,
    Plugged,
    Reading,
    Said,
    Started,
    Stop,
    Verdict,
    Welcome,
    build_line,
    parse_heard,
)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            Hello("tenghe", "A01", "7f"),
            b'{"say":"hello","operator":"tenghe","connector":"A01","boot":"7f"}\n',
        ),
        (Plugged(1, is_plugged=True), b'{"say":"plugged","seq":1,"is_plugged":true}\n'),
        (
            Ended(2, Reading(700.5, 0.0, 12.25, None), "user"),
            b'{"say":"ended","seq":2,"reading":{"voltage_v":700.5,"current_a":0.0,'
            b'"energy_kwh":12.25,"soc_pct":null},"cause":"user"}\n',
        ),
        (
            Metered(Reading(700.5, 250.0, 12.25, 40.0)),
            b'{"say":"meter","reading":{"voltage_v":700.5,"current_a":250.0,'
            b'"energy_kwh":12.25,"soc_pct":40.0}}\n',
        ),
        (Ask("LCDTESTS77MAX0001"), b'{"say":"authorise","vin":"LCDTESTS77MAX0001"}\n'),
        (Started(is_started=False), b'{"say":"started","is_started":false}\n'),
    ],
)
def test_a_pile_says_it_in_one_line(said: Said, line: bytes) -> None:
    assert build_line(said) == line


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        (b'{"say":"welcome","seq":3}', Welcome(3)),
        (b'{"say":"verdict","vin":"V","decision":"accept"}', Verdict("V", "accept")),
        (b'{"say":"stop","unknown":[1]}', Stop()),
    ],
)
def test_a_pile_reads_what_its_operator_says(line: bytes, heard: object) -> None:
    assert parse_heard(line) == heard


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b'{"say":"hello"}',
        b'{"say":"ack","seq":"1"}',
        b'{"say":"refused","reason":"\xff"}',
        b'{"say":"beat","x":' + b"[" * 2000 + b"]" * 2000 + b"}",
    ],
)
def test_a_line_that_says_nothing_known_is_an_error(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        parse_heard(line)
