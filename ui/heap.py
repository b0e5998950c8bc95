"""Have the C library keep less memory than it likes to. No Qt."""

import ctypes
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

_ARENA_MAX: Final = -8
_MMAP_THRESHOLD: Final = -3
_TRIM_THRESHOLD: Final = -1
_MB: Final = 2**20
THRIFT: Final[Mapping[int, int]] = {
    _ARENA_MAX: 2,
    _MMAP_THRESHOLD: 4 * _MB,
    _TRIM_THRESHOLD: 16 * _MB,
}
"""By glibc's numbers for mallopt(3). Chosen by measurement on the whole network: left alone each
thread has a heap of its own, and columns that were read once keep their place in one, 45 MB in all.
Below 4 MB a new question to the columns costs twice the processor time, as fresh pages do."""


def be_thrifty() -> bool:
    """Let threads share two heaps, and give large pieces back when they are free.

    To be called before there are threads. Tells whether the C library understood: glibc does, and
    others are as they are.
    """
    if sys.platform != "linux":
        return False
    try:
        tune = ctypes.CDLL(None).mallopt
    except AttributeError:
        return False
    understood = [tune(name, value) for name, value in THRIFT.items()]
    return all(understood)


def give_back() -> None:
    """Give free memory back to the system after much of it was used; for a thread. Cost: 3 ms."""
    if sys.platform != "linux":
        return
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
