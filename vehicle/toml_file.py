"""Read a TOML file into a typed record; one line says what is wrong with it."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class VehicleFileError(Exception):
    """A vehicle's file cannot be used; the text is one line: file, field, reason."""

    def __init__(self, file: Path, field: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (file.name, field, reason) if part))


def read_toml(file: Path, record: type[T]) -> T:
    """Read a file whose fields are those of `record`.

    Raises: VehicleFileError for an unreadable file and for missing, unknown and absurd fields.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise VehicleFileError(file, "", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise VehicleFileError(file, "", f"no UTF-8 (at line {line})") from error
    try:
        content = msgspec.toml.decode(text)
    except msgspec.DecodeError as error:
        reason = " ".join(str(error).split())
        raise VehicleFileError(file, _field_before(text, reason), reason) from error
    return read_table(file, "", content, record)


def read_table(file: Path, field: str, content: object, record: type[T]) -> T:
    """Read one table of a file; `field` is its name. Raises: VehicleFileError."""
    try:
        return msgspec.convert(content, record)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        inner = place.removesuffix("`")
        while _ANY_KEY in inner:
            inner = inner.replace(_ANY_KEY, f".{_culprit(content, record, inner)}", 1)
        name = f"{field}{inner}" if field else inner.removeprefix(".")
        raise VehicleFileError(file, name, reason) from error


_ANY_KEY = "[...]"
"""How msgspec tells of a table whose keys are free, without the key."""


def _culprit(content: object, record: type[T], place: str) -> str:
    """Find the key that stands for the first `[...]` of a place: alone it is still refused."""
    content = deepcopy(content)
    table: Any = content
    for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", place.partition(_ANY_KEY)[0]):
        table = table[name] if name else table[int(index)]
    everything = dict(table)
    for key, value in everything.items():
        table.clear()
        table[key] = value
        try:
            msgspec.convert(content, record)
        except msgspec.ValidationError:
            return str(key)
    return _ANY_KEY.strip("[]")


def _field_before(text: str, reason: str) -> str:
    """Name the field at the line where TOML ends, as far as it can be read."""
    match = re.search(r"at line (\d+)", reason)
    lines = text.splitlines()[: int(match[1]) if match else None]
    field = ""
    for line in reversed(lines):
        table = re.match(r"\s*\[+\s*([A-Za-z][\w.-]*)", line)
        if table is not None:
            return f"{table[1]}.{field}" if field else table[1]
        key = re.match(r"\s*([\w.-]+)\s*=", line)
        field = field or (key[1] if key is not None else "")
    return field
