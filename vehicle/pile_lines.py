"""Say in lines of JSON what a pile tells its operator, and read what it answers.

The operator's end has a definition of its own. One object a line, UTF-8, at most `LONGEST` bytes
with its newline; `say` names the kind. Reports with a `seq` are sent again until they are
acknowledged; unknown fields are ignored.
"""

import msgspec

LONGEST = 4096
"""Longer lines are refused (chosen; the longest of ours has some 250 bytes)."""


class Hello(msgspec.Struct, tag="hello", tag_field="say"):
    """Who calls. `boot` tells one run of a pile's program from the next: `seq` starts anew."""

    operator: str
    connector: str
    boot: str


class Reading(msgspec.Struct):
    """A `MeterReading`."""

    voltage_v: float
    current_a: float
    energy_kwh: float
    soc_pct: float | None


class Plugged(msgspec.Struct, tag="plugged", tag_field="say"):
    """The connector went into a car, or out of it."""

    seq: int
    is_plugged: bool


class Ended(msgspec.Struct, tag="ended", tag_field="say"):
    """A session is over; `cause` is the name of a `StopCause` in lower case."""

    seq: int
    reading: Reading
    cause: str


class Metered(msgspec.Struct, tag="meter", tag_field="say"):
    """A reading of a running session; only the newest counts."""

    reading: Reading


class Ask(msgspec.Struct, tag="authorise", tag_field="say"):
    """Ask whether this car may charge."""

    vin: str


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


class Verdict(msgspec.Struct, tag="verdict", tag_field="say"):
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


#: What an operator may say to a pile.
Heard = Welcome | Acknowledge | Verdict | Start | Stop | Beat | Alive | Refused
#: What a pile may say to its operator.
Said = Hello | Plugged | Ended | Metered | Ask | Started | Beat | Alive

_heard: msgspec.json.Decoder[Heard] = msgspec.json.Decoder(Heard)
_encoder = msgspec.json.Encoder()


def parse_heard(line: bytes) -> Heard:
    """Read a line of the operator. Raises: msgspec.DecodeError for one that says nothing known."""
    try:
        return _heard.decode(line)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def build_line(said: Said) -> bytes:
    """Write a line of the pile."""
    return _encoder.encode(said) + b"\n"
