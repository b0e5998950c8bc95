"""Read a TOML file into a typed record; one line says what is wrong with it."""

from pathlib import Path
from typing import TypeVar

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
        content = msgspec.toml.decode(file.read_bytes())
    except OSError as error:
        raise VehicleFileError(file, "", error.strerror or str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise VehicleFileError(file, "", " ".join(str(error).split())) from error
    return read_table(file, "", content, record)


def read_table(file: Path, field: str, content: object, record: type[T]) -> T:
    """Read one table of a file; `field` is its name. Raises: VehicleFileError."""
    try:
        return msgspec.convert(content, record)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        inner = place.removesuffix("`")
        name = f"{field}{inner}" if field else inner.removeprefix(".")
        raise VehicleFileError(file, name, reason) from error
