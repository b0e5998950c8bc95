"""Read large pages of stations in a process of its own.

A nation's pages take some 20 s of a processor, during which a thread would hold up, every few
milliseconds, whoever draws the map.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from network.catalogue_file import CatalogueError
from network.intake import Incoming, Intake
from network.operators.station_page import LeftOut, Page, UnreadPage

LARGE: Final = 64 * 1024
"""A page of fewer bytes is read in 3 ms, which a process is not begun for (measured)."""
_ROOT = Path(__file__).parents[1]
_NICER = 5


class Written(NamedTuple):
    """A page's stations as they are written into the catalogue, and what was wrong with it."""

    stations: list[Incoming]
    left_out: tuple[LeftOut, ...]
    defects: Counter[str]


class PageJob:
    """Writes pages for the catalogue at `path`. Any thread may use it, one at a time.

    The process is begun when the first large page comes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._job: subprocess.Popen[bytes] | None = None

    def write(self, page: Page) -> Written:
        """Read a page that may be unread, and write its stations.

        Raises: CatalogueError, OSError where the process was ended.
        """
        if not isinstance(page, UnreadPage) or page.size < LARGE:
            return write(self._path, page)
        if self._job is None:
            self._job = _begun(self._path)
        try:
            answer = _asked(self._job, page)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.end()
            raise ChildProcessError("what reads the operators' stations has ended") from error
        if isinstance(answer, CatalogueError):
            raise answer
        return answer

    def end(self) -> None:
        """End the process; the next large page begins another. Harmless where there is none."""
        job, self._job = self._job, None
        if job is not None:
            job.kill()
            job.communicate()


def write(path: Path, page: Page) -> Written:
    """Read a page, and write its stations with what the catalogue at `path` knows of them.

    Raises: CatalogueError
    """
    intake = Intake.open(path)
    try:
        stations = intake.dated(page.stations)
    finally:
        intake.close()
    return Written([Incoming.of(one) for one in stations], page.left_out, page.defects)


def _begun(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # Not -m: both sides must know what is sent by the same name.
        [sys.executable, "-c", "from network.page_job import main; main()", str(path.absolute())],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _asked(job: subprocess.Popen[bytes], page: UnreadPage) -> Written | CatalogueError:
    assert job.stdin is not None
    assert job.stdout is not None
    pickle.dump(page, job.stdin)
    job.stdin.flush()
    answer: Written | CatalogueError = pickle.load(job.stdout)
    return answer


def main() -> None:
    """Answer pages on standard input until it ends; the catalogue is named."""
    path = Path(sys.argv[1])
    if sys.platform != "win32":
        os.nice(_NICER)
    gc.disable()  # a third of the time would go into looking for garbage that is not there
    while True:
        try:
            page: UnreadPage = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer: Written | CatalogueError
        try:
            answer = write(path, page)
        except CatalogueError as error:
            answer = CatalogueError(str(error))  # its kinds cannot be sent
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()
