"""Keep the service PIN in the data folder: its salted hash and the count of wrong ones."""

import os
import secrets
from pathlib import Path

import msgspec

from vehicle.arming import SALT_BYTES, BadPin, hash_pin

FILE = "service_pin.json"


class ServicePinError(Exception):
    """The file of the service PIN cannot be used; one line naming it."""


class PinRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept: never the PIN itself."""

    record: str
    failures: int = 0


def load(folder: Path) -> PinRecord | None:
    """Read what is kept; None where no PIN was ever set. Raises: ServicePinError."""
    file = folder / FILE
    try:
        return msgspec.json.decode(file.read_bytes(), type=PinRecord)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ServicePinError(f"{file}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise ServicePinError(f"{file}: damaged; set the service PIN anew") from error


def store(folder: Path, kept: PinRecord) -> None:
    """Write it so that nobody else on this machine can read it. Raises: ServicePinError."""
    file, fresh = folder / FILE, folder / f"{FILE}.new"
    try:
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(msgspec.json.encode(kept))
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError as error:
        raise ServicePinError(f"{file}: {error.strerror}") from error


def set_pin(folder: Path, pin: str) -> None:
    """Set or replace the service PIN. Raises: ServicePinError."""
    try:
        record = hash_pin(pin, secrets.token_bytes(SALT_BYTES))
    except BadPin as error:
        raise ServicePinError(str(error)) from error
    store(folder, PinRecord(record))
