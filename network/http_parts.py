"""Load what the HTTP client loads only with its first connection, while nobody waits for it."""

import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import cast

_PARTS = ("httpcore", "anyio._backends._asyncio")


@cache
def load_parts() -> None:
    """Load them; for a thread. Cost: 40 ms at the first time (measured)."""
    for part in _PARTS:
        # Another version of the client may do without it.
        with suppress(ImportError):
            import_module(part)
    # httpcore 1.0.9 looks for it at every lock, and through all of the path where it is not there:
    # a tenth of what live statuses cost (measured).
    if find_spec("sniffio") is None:
        sys.modules["sniffio"] = cast(ModuleType, None)
