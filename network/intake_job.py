"""Take what waits in a catalogue's file over, in a process of its own.

It takes seconds of a processor and hundreds of megabytes, which who draws the map must not feel.
"""

import asyncio
import gc
import os
import subprocess
import sys
from pathlib import Path

from network.catalogue_file import CatalogueError
from network.imports.shelf import Shelf
from network.imports.taking import renew
from network.intake import Intake

_ROOT = Path(__file__).parents[1]
_NICER = 5


async def apply_apart(path: Path) -> None:
    """Apply what waits. Raises: CatalogueError; all is as before then."""
    job = await asyncio.to_thread(_begun, path)
    try:
        said, _ = await asyncio.to_thread(job.communicate)
    except asyncio.CancelledError:
        job.terminate()  # SQLite takes nothing over then
        raise
    if job.returncode != 0:
        raise CatalogueError(f"{path}: {_reason(said, path)}")


def _reason(said: bytes, path: Path) -> str:
    lines = said.decode(errors="replace").strip().splitlines() or ["it ended early"]
    return lines[-1].removeprefix(f"{path.absolute()}: ")


def _begun(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "network.intake_job", str(path.absolute())],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def main(path: Path) -> int:
    """Apply what waits in the file; answers the exit status."""
    if sys.platform != "win32":
        os.nice(_NICER)
    gc.disable()  # a third of the time would go into looking for garbage that is not there
    try:
        intake = Intake.open(path)
        try:
            intake.apply()
        finally:
            intake.close()
        renew(path, Shelf(path.parent))
    except CatalogueError as error:
        print(error)  # noqa: T201 - what the other process reads
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
