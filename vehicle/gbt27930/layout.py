"""Describe how a message of the charging conversation is laid out in bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

CHARGER_ADDRESS = 0x56
CAR_ADDRESS = 0xF4


class Kind(Enum):
    """How the bits of a field are read."""

    NUMBER = "number"
    CODE = "code"
    TEXT = "text"
    BCD = "bcd"
    VERSION = "version"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a field table: physical = raw / per_unit + offset.

    `turned` marks a current, whose sign is the standard's on the wire (charging negative) and ours
    in the dataclass (into the battery positive). `absent` says that all ones mean "not available";
    it is off where all ones are a value. A raw value above `absurd` spoils the whole frame.
    `required` is the standard's M or O: what is optional may be filled up when it is not sent.
    """

    spn: str
    name: str
    title: str
    bits: int
    kind: Kind = Kind.NUMBER
    per_unit: int = 1
    offset: int = 0
    unit: str = ""
    low: float | None = None
    high: float | None = None
    labels: Mapping[int, str] = field(default_factory=dict)
    turned: bool = False
    absent: bool = True
    absurd: int | None = None
    required: bool = True
    start: int = 0

    @property
    def ones(self) -> int:
        """Give the raw value with every bit set."""
        return (1 << self.bits) - 1

    @property
    def most(self) -> int:
        """Give the largest raw value that is a value."""
        return self.ones - self.absent


@dataclass(frozen=True, slots=True)
class MessageSpec:
    """One message: `least` is the length of the 2011 edition where that is shorter.

    `repeats` is how often a message may repeat its fields (BMV, BMT, BSP), which then go on to the
    end of the data; its `length` is 0. Elsewhere it is 0.
    """

    name: str
    title: str
    pgn: int
    priority: int
    from_car: bool
    length: int
    least: int
    segmented: bool
    repeats: int
    fields: tuple[Field, ...]

    @property
    def can_id(self) -> int:
        """Compose the 29-bit id: priority, PGN, destination, source (PDU1)."""
        source, destination = CHARGER_ADDRESS, CAR_ADDRESS
        if self.from_car:
            source, destination = destination, source
        return self.priority << 26 | self.pgn << 8 | destination << 8 | source

    @property
    def stride(self) -> int:
        """Give the bytes that the fields fill once."""
        return sum(field.bits for field in self.fields) // 8
