"""Decide who may let this program send on a bus that may be a real one. No I/O, no clock."""

import hashlib
import hmac
from collections.abc import Callable

PIN_DIGITS = range(4, 13)
"""How many digits a service PIN has (chosen)."""
SALT_BYTES = 16
COST, BLOCK, LANES = 2**14, 8, 1
"""scrypt's N, r, p: the set for interactive use of RFC 7914's author; some 50 ms and 16 MiB."""
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 600.0
"""The wait doubles with every wrong PIN between these (chosen)."""
_SCHEME = "scrypt"


class BadPin(Exception):
    """A PIN that cannot be set, or a record that is none; one line."""


def hash_pin(pin: str, salt: bytes) -> str:
    """Write a PIN as a record: scheme, N, r, p, salt, digest. Takes some 50 ms.

    Raises: BadPin for one that is not 4 to 12 digits.
    """
    if not (pin.isascii() and pin.isdecimal() and len(pin) in PIN_DIGITS):
        raise BadPin(f"a service PIN has {PIN_DIGITS[0]} to {PIN_DIGITS[-1]} digits")
    digest = _digest(pin, salt, COST, BLOCK, LANES)
    return "$".join([_SCHEME, str(COST), str(BLOCK), str(LANES), salt.hex(), digest.hex()])


def is_pin(pin: str, record: str) -> bool:
    """Tell whether a PIN is the one of a record. Takes some 50 ms.

    Raises: BadPin for a record that `hash_pin` has not written.
    """
    try:
        scheme, cost, block, lanes, salt, digest = record.split("$")
        numbers = int(cost), int(block), int(lanes)
        wanted = bytes.fromhex(digest)
        if scheme != _SCHEME:
            raise BadPin(f"{scheme!r} is no way of keeping a service PIN")
        return hmac.compare_digest(_digest(pin, bytes.fromhex(salt), *numbers), wanted)
    except ValueError as error:
        raise BadPin("the record of the service PIN is damaged; set it anew") from error


def _digest(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=lanes, dklen=32)


class PinLock:
    """Count wrong PINs and make the next one wait.

    `failures` are those since the last right PIN; who keeps them over a restart gives them back.
    """

    def __init__(self, failures: int = 0, now: float = 0.0) -> None:
        self.failures = failures
        self._free_at = now + self._wait_s()

    def wait_s(self, now: float) -> float:
        """Tell how long no PIN is looked at; 0 when one may be entered."""
        return max(0.0, self._free_at - now)

    def note(self, now: float, *, is_right: bool) -> None:
        """Take the outcome of one attempt."""
        self.failures = 0 if is_right else self.failures + 1
        self._free_at = now + self._wait_s()

    def _wait_s(self) -> float:
        if not self.failures:
            return 0.0
        return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(self.failures - 1, 32))


class Arming:
    """Whether this program may send on buses that may be real; ends with the program."""

    def __init__(self, *, is_armed: bool = False) -> None:
        self.is_armed = is_armed
        self._followers: list[Callable[[], None]] = []

    def follow(self, callback: Callable[[], None]) -> None:
        """Call back whenever it is armed or disarmed."""
        self._followers.append(callback)

    def set(self, *, is_armed: bool) -> None:
        """Arm or disarm. Who may, is decided elsewhere."""
        if is_armed is self.is_armed:
            return
        self.is_armed = is_armed
        for callback in tuple(self._followers):
            callback()
