"""Read in lines of JSON what a pile in another process says, and answer it.

The pile's end has a definition of its own. One object a line, UTF-8, at most `LONGEST` bytes with
its newline; `say` names the kind. Unknown fields are ignored. A report's `seq` is acknowledged
whenever it comes, and acted on once.
"""

from typing import Annotated

import msgspec

LONGEST = 4096
"""Longer lines are refused (chosen; the longest that a pile has to say has some 250 bytes)."""

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
Volts = Annotated[float, msgspec.Meta(ge=0, le=2000)]
Amperes = Annotated[float, msgspec.Meta(ge=-2000, le=2000)]
Energy = Annotated[float, msgspec.Meta(ge=0, le=10_000)]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]


class Hello(msgspec.Struct, tag="hello", tag_field="say"):
    """Who calls. `boot` tells one run of a pile's program from the next: `seq` starts anew."""

    operator: Id
    connector: Id
    boot: Id


class Reading(msgspec.Struct):
    """What the meter shows; energy counts from 0 in every charge, current is into the battery."""

    voltage_v: Volts
    current_a: Amperes
    energy_kwh: Energy
    soc_pct: Percent | None


class Plugged(msgspec.Struct, tag="plugged", tag_field="say"):
    """The connector went into a car, or out of it."""

    seq: Seq
    is_plugged: bool


class Ended(msgspec.Struct, tag="ended", tag_field="say"):
    """A session is over, and why in a word, as in `pile_line.STOP_REASONS`."""

    seq: Seq
    reading: Reading
    cause: Id


class Metered(msgspec.Struct, tag="meter", tag_field="say"):
    """A reading of a running session."""

    reading: Reading


class Ask(msgspec.Struct, tag="authorise", tag_field="say"):
    """Ask whether this car may charge."""

    vin: Annotated[str, msgspec.Meta(max_length=64)]


class Started(msgspec.Struct, tag="started", tag_field="say"):
    """Whether the pile could begin the charge that was asked for."""

    is_started: bool


class Beat(msgspec.Struct, tag="beat", tag_field="say"):
    """Ask whether the other side is there; either may."""


class Alive(msgspec.Struct, tag="alive", tag_field="say"):
    """The answer to it."""


class Welcome(msgspec.Struct, tag="welcome", tag_field="say"):
    """The answer to hello: the last `seq` known of this run of the pile, 0 for none."""

    seq: int


class Acknowledge(msgspec.Struct, tag="ack", tag_field="say"):
    """A report up to this `seq` has come in."""

    seq: int


class Judged(msgspec.Struct, tag="verdict", tag_field="say"):
    """Whether the car may charge: wait, accept or refuse."""

    vin: str
    decision: str


class Start(msgspec.Struct, tag="start", tag_field="say"):
    """Charge."""


class Stop(msgspec.Struct, tag="stop", tag_field="say"):
    """End the charge."""


class Refused(msgspec.Struct, tag="refused", tag_field="say"):
    """The last line was not taken."""

    reason: str


Heard = Hello | Plugged | Ended | Metered | Ask | Started | Beat | Alive
Said = Welcome | Acknowledge | Judged | Start | Stop | Refused | Beat | Alive

_heard: msgspec.json.Decoder[Heard] = msgspec.json.Decoder(Heard)
_encoder = msgspec.json.Encoder()


def parse_heard(line: bytes) -> Heard:
    """Read a line of a pile. Raises: msgspec.DecodeError for one that says nothing known."""
    try:
        return _heard.decode(line)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def build_line(said: Said) -> bytes:
    """Write a line of the operator."""
    return _encoder.encode(said) + b"\n"
