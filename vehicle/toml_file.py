"""Read a TOML file into a typed record; one line says what is wrong with it."""

import re
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
        return msgspec.toml.decode(file.read_bytes(), type=record)
    except OSError as error:
        raise VehicleFileError(file, "", error.strerror or str(error)) from error
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        field = re.sub(r"^\.|`$", "", place)
        raise VehicleFileError(file, field, reason) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise VehicleFileError(file, "", " ".join(str(error).split())) from error
