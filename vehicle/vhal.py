"""Offer the car under the names of Android's Vehicle HAL: what is read, what a write becomes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from vehicle.signals import KNOWN, Signals, Value
from vehicle.toml_file import VehicleFileError, read_table, read_toml
from vehicle.trim import VEHICLES

VHAL = VEHICLES / "vhal.toml"
PropertyValue: TypeAlias = bool | int | float | tuple[int, ...]

Written: TypeAlias = bool | float


class VhalError(Exception):
    """A property that does not exist, or a value that it cannot take; one line."""


class Property(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"kind": "type", "source": "from"},
):
    """One property; the fields are explained in the file itself."""

    id: Annotated[int, msgspec.Meta(ge=1, le=0xFFFFFFFF)]
    kind: Literal["BOOLEAN", "INT32", "INT32_VEC", "FLOAT"]
    access: Literal["READ", "READ_WRITE"]
    unit: str = ""
    source: str = ""
    value: tuple[int, ...] = ()
    scale: Annotated[float, msgspec.Meta(gt=0, le=1e9)] = 1.0
    names: dict[str, int] = {}
    write: str = ""
    words: dict[str, str] = {}


class _VhalFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    properties: dict[str, Any]
    not_offered: dict[str, str]


@dataclass(frozen=True, slots=True)
class Vhal:
    """The properties by name; `not_offered` says of the others why."""

    properties: dict[str, Property]
    not_offered: dict[str, str]

    @classmethod
    def load(cls, file: Path = VHAL) -> "Vhal":
        """Read the file. Raises: VehicleFileError."""
        content = read_toml(file, _VhalFile)
        properties = {}
        for name, table in content.properties.items():
            properties[name] = read_table(file, f"properties.{name}", table, Property)
            _check(file, name, properties[name])
        return cls(properties, content.not_offered)

    def read(self, name: str, signals: Signals, now: float) -> PropertyValue | None:
        """Give a property's value; None while the car does not tell it. Raises: VhalError."""
        rule = self._rule(name)
        if not rule.source:
            return rule.value
        value = signals.fresh(rule.source, now)
        if value is None:
            return None
        if isinstance(value, str):
            return rule.names.get(value)
        if rule.kind == "BOOLEAN":
            return bool(value)
        return round(value * rule.scale) if rule.kind == "INT32" else value * rule.scale

    def command(self, name: str, value: Written) -> tuple[str, Value]:
        """Turn a write into the VSS path and the value of a command. Raises: VhalError."""
        rule = self._rule(name)
        if rule.access != "READ_WRITE":
            raise VhalError(f"{name} can only be read")
        if (rule.kind == "BOOLEAN") is not isinstance(value, bool):
            raise VhalError(f"{name} takes {rule.kind}, not {value!r}")
        if rule.words:
            return rule.write, rule.words[str(value).lower()]
        if isinstance(value, bool):
            return rule.write, value
        try:
            return rule.write, round(value / rule.scale)
        except (OverflowError, ValueError) as error:
            raise VhalError(f"{name} takes {rule.kind}, not {value!r}") from error

    def name_of(self, path: str) -> str | None:
        """Name the property that reads a VSS path; None if none does."""
        return next((name for name, rule in self.properties.items() if rule.source == path), None)

    def _rule(self, name: str) -> Property:
        if name not in self.properties:
            raise VhalError(f"{name}: {self.not_offered.get(name, 'no such property')}")
        return self.properties[name]


def _check(file: Path, name: str, rule: Property) -> None:
    field = f"properties.{name}"
    for key, path in (("from", rule.source), ("write", rule.write)):
        if path and path not in KNOWN:
            reason = f"{path!r}: no such signal in vehicle/signals.py"
            raise VehicleFileError(file, f"{field}.{key}", reason)
    if bool(rule.source) == bool(rule.value):
        raise VehicleFileError(file, field, "needs either `from` or `value`")
    if (rule.access == "READ_WRITE") is not bool(rule.write):
        raise VehicleFileError(file, field, "READ_WRITE and `write` belong together")
    if rule.words and rule.words.keys() != {"true", "false"}:
        raise VehicleFileError(file, f"{field}.words", "needs `true` and `false`")
