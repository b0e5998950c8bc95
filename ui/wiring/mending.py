"""Make a damaged catalogue anew while the program runs; what was read of it stays in use till then.

Whoever reads a damaged part of a file leaves a note beside it; here it is looked for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from network.catalogue import Catalogue, CatalogueError

LOOK_S = 5.0
"""How often it is looked for a note, in real seconds (chosen)."""
MOST = 3
"""A file that is damaged oftener in one run lies on a disk that no new file mends (chosen)."""
FAILED_S = 300.0
"""After a failure, on a full disk for instance, it is tried again after so long (chosen)."""
_log = logging.getLogger(__name__)


async def mend(
    catalogue: Catalogue,
    rebuild: Callable[[], Awaitable[None]],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Rebuild a catalogue whenever it is found damaged; ends after too many times."""
    done = 0
    while done < MOST:
        await sleep(LOOK_S)
        if not catalogue.is_damaged:
            continue
        done += 1
        try:
            await rebuild()
        except CatalogueError as error:
            _log.warning("%s", error)
            await sleep(FAILED_S)
