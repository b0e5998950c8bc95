"""Put raw numbers into a message's bytes and take them out: a DBC's layout made ready for speed.

cantools reads the DBC and is the witness in the tests; this does the same some ten times faster.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cantools.database.can import Message, Signal

from vehicle.dbc import BadVehicleFrame
from vehicle.frame import Frame

Raw: TypeAlias = int | float
"""What is in the bits: a whole number, or a float where the DBC says so."""
_FLOATS = {16: "e", 32: "f", 64: "d"}
_WHOLE = {16: "H", 32: "I", 64: "Q"}


class BadLayout(Exception):
    """A message that cannot be handled here; one line."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signal is: `shift` counts from the lowest bit of the message's number.

    `pages` are those of the multiplexer on which it is sent; None for always.
    """

    shift: int
    bits: int
    is_big_endian: bool
    is_signed: bool
    is_float: bool
    pages: frozenset[int] | None

    def take(self, little: int, big: int) -> Raw:
        """Take the number out of the message's bytes, read both ways."""
        raw = ((big if self.is_big_endian else little) >> self.shift) & ((1 << self.bits) - 1)
        if self.is_float:
            whole = struct.pack(_WHOLE[self.bits], raw)
            return float(struct.unpack(_FLOATS[self.bits], whole)[0])
        return raw - (1 << self.bits) if self.is_signed and raw >> (self.bits - 1) else raw

    def put(self, raw: Raw) -> int:
        """Give the number as bits at its place."""
        if self.is_float:
            whole = struct.pack(_FLOATS[self.bits], raw)
            raw = struct.unpack(_WHOLE[self.bits], whole)[0]
        return (int(raw) & ((1 << self.bits) - 1)) << self.shift

    def fits(self, raw: Raw) -> bool:
        """Tell whether the bits can hold a number."""
        if self.is_float:
            return True
        low = -(1 << (self.bits - 1)) if self.is_signed else 0
        return low <= raw < low + (1 << self.bits)


class Packing:
    """One message's layout. `places` names its signals without the multiplexer's."""

    def __init__(self, message: Message) -> None:
        """Make it ready. Raises: BadLayout."""
        self.name: str = message.name
        self.id: int = message.frame_id
        self.is_extended: bool = message.is_extended_frame
        self.size: int = message.length
        selectors = [signal for signal in message.signals if signal.is_multiplexer]
        if len(selectors) > 1:
            raise BadLayout(f"message {self.name!r} has more than one multiplexer")
        if self.size > 8:
            raise BadLayout(f"message {self.name!r} has {self.size} bytes, a CAN frame has 8")
        self._selector = _place(message, selectors[0]) if selectors else None
        self.places: dict[str, Place] = {
            signal.name: _place(message, signal)
            for signal in message.signals
            if not signal.is_multiplexer
        }
        pages = {page for place in self.places.values() for page in place.pages or ()}
        self.pages: list[int | None] = [*sorted(pages)] if selectors else [None]

    def unpack(self, data: bytes) -> dict[str, Raw] | None:
        """Give the numbers of the signals that came; None for a frame that is too short."""
        if len(data) < self.size:
            return None
        data = data[: self.size]
        little, big = int.from_bytes(data, "little"), int.from_bytes(data, "big")
        page = None if self._selector is None else self._selector.take(little, big)
        return {
            name: place.take(little, big)
            for name, place in self.places.items()
            if place.pages is None or page in place.pages
        }

    def pack(self, numbers: Mapping[str, Raw]) -> list[Frame]:
        """Build the frames, one for each page; signals without a number are 0.

        Raises: BadVehicleFrame for a number that its bits cannot hold.
        """
        return [self._page(page, numbers) for page in self.pages]

    def _page(self, page: int | None, numbers: Mapping[str, Raw]) -> Frame:
        little = big = 0
        if self._selector is not None and page is not None:
            little, big = _add(self._selector, page, little, big)
        for name, raw in numbers.items():
            place = self.places[name]
            if not place.fits(raw):
                raise BadVehicleFrame(
                    f"{self.name}.{name}: {raw} needs more than {place.bits} bits"
                )
            if place.pages is None or page in place.pages:
                little, big = _add(place, raw, little, big)
        data = (
            bytes(
                a | b
                for a, b in zip(
                    little.to_bytes(self.size, "little"),
                    big.to_bytes(self.size, "big"),
                    strict=True,
                )
            )
            if big
            else little.to_bytes(self.size, "little")
        )
        return Frame(self.id, data, extended=self.is_extended)


def _add(place: Place, raw: Raw, little: int, big: int) -> tuple[int, int]:
    bits = place.put(raw)
    return (little, big | bits) if place.is_big_endian else (little | bits, big)


def _place(message: Message, signal: Signal) -> Place:
    is_big = signal.byte_order == "big_endian"
    shift = signal.start
    if is_big:
        # The DBC names the highest bit, counted in each byte from its lowest.
        from_left = 8 * (signal.start // 8) + 7 - signal.start % 8
        shift = 8 * message.length - from_left - signal.length
    if shift < 0 or shift + signal.length > 8 * message.length:
        raise BadLayout(f"signal {signal.name!r} does not fit into message {message.name!r}")
    pages = signal.multiplexer_ids
    return Place(
        shift, signal.length, is_big, signal.is_signed, signal.is_float,
        frozenset(pages) if pages else None,
    )  # fmt: skip
