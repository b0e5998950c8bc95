"""Turn what a DBC's signals carry into one value under its VSS name, and back."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from cantools.database.can import Message, Signal

from vehicle.dbc import BadVehicleFrame, labels
from vehicle.packing import Packing, Raw
from vehicle.signals import Value
from vehicle.vehicle_map import SignalRule

_LIMIT_SLACK = 1e-6
"""Parts of a bit by which a limit of the DBC may be missed: its decimals are no binary ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text: how many characters, and where the first of them is in the number."""

    size: int
    order: Literal["big", "little"]


class Unreadable(Exception):
    """A value came and cannot be used; one line naming message, signal and reason."""


class Carried:
    """One VSS value in one signal of a message."""

    def __init__(self, path: str, rule: SignalRule, message: Message, signal: Signal) -> None:
        self.path = path
        self.rule = rule
        self._name = f"{message.name}.{signal.name}"
        self._signal: str = signal.name
        self._kind = rule.kind
        self._scale = float(signal.scale)
        self._offset = float(signal.offset)
        self._is_float = bool(signal.is_float)
        self._low, self._high = signal.minimum, signal.maximum
        given = {**labels(message, signal.name)}
        self._labels: dict[Raw, str] = {
            number: rule.names.get(label, label) for number, label in given.items()
        }
        for name, label in rule.names.items():
            if name.lstrip("-").isdecimal():
                self._labels[int(name)] = label
        self._numbers = {label: number for number, label in self._labels.items()}

    def read(self, _owner: str, raw: Mapping[str, Raw]) -> Value | None:
        """Give the value; None if the message did not bring it. Raises: Unreadable."""
        number = raw.get(self._signal)
        if number is None:
            return None
        if self._kind == "label":
            label = self._labels.get(number)
            if label is None:
                raise Unreadable(f"{self._name}: {number} has no name")
            return label
        physical = number * self._scale + self._offset
        if self._is_outside(physical):
            raise Unreadable(
                f"{self._name}: {physical:.10g} is outside {self._low} to {self._high}"
            )
        value = physical * self.rule.scale + self.rule.offset
        if self._kind == "bool":
            return bool(value)
        return round(value) if self._kind == "integer" else value

    def write(self, _owner: str, value: Value) -> dict[str, Raw]:
        """Give the number for the signal. Raises: BadVehicleFrame where the DBC forbids it."""
        if self._kind == "label":
            number = self._numbers.get(str(value))
            if number is None:
                raise BadVehicleFrame(f"{self._name}: {value!r} is none of its names")
            return {self._signal: number}
        if isinstance(value, str):
            raise BadVehicleFrame(f"{self._name}: {value!r} is no number")
        physical = (value - self.rule.offset) / self.rule.scale
        if self._is_outside(physical):
            raise BadVehicleFrame(
                f"{self._name}: {physical:.10g} is outside {self._low} to {self._high}"
            )
        raw = (physical - self._offset) / self._scale
        return {self._signal: raw if self._is_float else round(raw)}

    def _is_outside(self, physical: float) -> bool:
        slack = abs(self._scale) * _LIMIT_SLACK
        if not math.isfinite(physical):
            return True
        return (self._low is not None and physical < self._low - slack) or (
            self._high is not None and physical > self._high + slack
        )


class CarriedText:
    """A text in several signals of one or more messages, first part first."""

    def __init__(self, path: str, rule: SignalRule, parts: Mapping[tuple[str, str], Part]) -> None:
        self.path = path
        self.rule = rule
        self._parts = parts
        self._known: dict[tuple[str, str], str] = {}

    def read(self, owner: str, raw: Mapping[str, Raw]) -> Value | None:
        """Keep the parts that came; the text is known once all of them have.

        Raises: Unreadable
        """
        for key, part in self._parts.items():
            if key[0] == owner and key[1] in raw:
                data = int(raw[key[1]]).to_bytes(part.size, part.order)
                text = data.rstrip(b"\0").decode("latin-1")
                if not (text.isascii() and text.isprintable()):
                    raise Unreadable(f"{owner}.{key[1]}: {text!r} is no text")
                self._known[key] = text
        if len(self._known) < len(self._parts):
            return None
        return "".join(self._known[key] for key in self._parts)

    def write(self, owner: str, value: Value) -> dict[str, Raw]:
        """Give the numbers for the signals of one message."""
        rest = str(value).encode("ascii")
        numbers: dict[str, Raw] = {}
        for (message, name), part in self._parts.items():
            if message == owner:
                numbers[name] = int.from_bytes(
                    rest[: part.size].ljust(part.size, b"\0"), part.order
                )
            rest = rest[part.size :]
        return numbers


@dataclass(frozen=True, slots=True)
class CarriedMessage:
    """One message of the map with what it carries; `period_s` is None if the DBC tells none."""

    packing: Packing
    values: list[Carried | CarriedText]
    period_s: float | None


def carry(path: str, rule: SignalRule, find: Callable[[str], Message]) -> Carried | CarriedText:
    """Make one rule of the map ready."""
    if rule.kind != "ascii":
        owner, name = rule.parts[0]
        message = find(owner)
        return Carried(path, rule, message, message.get_signal_by_name(name))
    parts = {}
    for owner, name in rule.parts:
        signal = find(owner).get_signal_by_name(name)
        is_big = signal.byte_order == "big_endian"
        parts[owner, name] = Part(signal.length // 8, "big" if is_big else "little")
    return CarriedText(path, rule, parts)
