"""Measure the codec of BCL and BCS beside cantools on the exported DBC, in the same run.

Cantools runs with its fastest settings that still give physical values, and with its defaults as
well. Each figure is the median of several rounds in which all of them take turns, in time of the
processor, so that a busy moment of the machine hits all alike. Payloads and messages differ from
call to call; a payload that an end hears again is measured for itself. The time of an empty call is
taken off.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import process_time

import cantools
from cantools.database.can import Database
from cantools.database.can import Message as Foreign

from tests.benchmarks.report import report
from vehicle.frame import Frame
from vehicle.gbt27930.dbc_export import build_dbc
from vehicle.gbt27930.hearing import Hearing
from vehicle.gbt27930.messages import CODECS, Bcl, Bcs, Message

ROUNDS = 9
CALLS = 20_000
#: Twenty-odd seconds of demands, no two alike in a row.
VARIETY = 500

Job = tuple[Callable[..., object], Sequence[object]]


def _us(job: Job) -> float:
    call, values = job
    repeated = [values[number % len(values)] for number in range(CALLS)]
    begun = process_time()
    for value in repeated:
        call(value)
    return (process_time() - begun) / CALLS * 1e6


def _medians(jobs: dict[str, Job]) -> dict[str, float]:
    """Time every job in turn; the first round warms up and is not counted."""
    rounds = [{name: _us(job) for name, job in jobs.items()} for _ in range(ROUNDS + 1)][1:]
    empty = median(each["empty"] for each in rounds)
    return {name: median(each[name] for each in rounds) - empty for name in jobs}


def _messages() -> dict[str, list[Message]]:
    dice = random.Random(27930)
    volts = [round(dice.uniform(600, 871), 1) for _ in range(VARIETY)]
    amps = [round(dice.uniform(0, 400), 1) for _ in range(VARIETY)]
    pairs = list(zip(volts, amps, strict=True))
    return {
        "bcl": [Bcl(v, a, dice.randint(1, 2)) for v, a in pairs],
        "bcs": [
            Bcs(v, a, round(v / 198, 2), dice.randint(0, 15), dice.randint(10, 80), int(a) // 10)
            for v, a in pairs
        ],
    }


def _jobs(name: str, messages: list[Message], foreign: Foreign) -> dict[str, Job]:
    codec = CODECS[type(messages[0])]
    payloads = [codec.encode(message) for message in messages]
    values = [foreign.decode(data, decode_choices=False) for data in payloads]
    return {
        f"{name}.encode": (codec.encode, messages),
        f"{name}.decode": (codec.decode, payloads),
        f"{name}.encode.cantools": (partial(foreign.encode, strict=False), values),
        f"{name}.encode.cantools_default": (foreign.encode, values),
        f"{name}.decode.cantools": (partial(foreign.decode, decode_choices=False), payloads),
        f"{name}.decode.cantools_default": (foreign.decode, payloads),
    }


def main() -> None:
    """Report every figure."""
    database = cantools.database.load_string(build_dbc(), database_format="dbc")
    assert isinstance(database, Database)
    jobs: dict[str, Job] = {"empty": (lambda _: None, (None,))}
    for name, messages in _messages().items():
        jobs |= _jobs(name, messages, database.get_message_by_name(name.upper()))
    frame = Frame(0x181056F4, bytes.fromhex("740ED80E02"))
    jobs["bcl.heard_again"] = (Hearing(from_car=True).message, (frame,))
    taken = _medians(jobs)
    for name in ("bcl", "bcs"):
        encode, decode = taken[f"{name}.encode"], taken[f"{name}.decode"]
        report(f"codec.{name}.encode", encode, "us", 1)
        report(f"codec.{name}.decode", decode, "us", 1)
        for verb, own, must in (("encode", encode, 4), ("decode", decode, 1.5)):
            for rival in ("cantools", "cantools_default"):
                times = taken[f"{name}.{verb}.{rival}"] / own
                report(f"codec.{name}.{verb}_faster_than_{rival}", times, "x", must, at_most=False)
    report("codec.bcl.heard_again", taken["bcl.heard_again"], "us", 0.25)


if __name__ == "__main__":
    main()
