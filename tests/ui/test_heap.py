"""Memory that a thread has used goes back to the system; in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from ui.heap import be_thrifty

ROOT = Path(__file__).parents[2]
# Eight threads at once hold 3 MB each in small pieces; prints how many heaps there are beside the
# first, which malloc_info(3) lists.
_PROGRAM = """
import ctypes, os, sys, threading
from ui.heap import be_thrifty
if sys.argv[1] == "thrifty":
    assert be_thrifty()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
barrier = threading.Barrier(8)
def fill():
    barrier.wait()
    for _ in range(3000):
        libc.malloc(1024)
    barrier.wait()
threads = [threading.Thread(target=fill) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fdopen.restype = ctypes.c_void_p
reader, writer = os.pipe()
file = libc.fdopen(writer, b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
print(os.fdopen(reader).read().count("<heap "))
"""


def _heaps(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told")
def test_threads_share_two_heaps() -> None:
    if not be_thrifty():
        pytest.skip("the C library is not glibc")
    assert _heaps("thrifty") <= 2
    assert _heaps("as it is") > 2


_FREED = """
import ctypes
from pathlib import Path
from ui.heap import give_back
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
pieces = [libc.malloc(4000) for _ in range(10_000)]
for piece in pieces: ctypes.memset(piece, 1, 4000)
last = libc.malloc(4000)
for piece in pieces: libc.free(piece)
before = resident_mb()
give_back()
print(before - resident_mb())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc gives back")
def test_what_was_freed_below_something_kept_is_given_back() -> None:
    if not be_thrifty():
        pytest.skip("the C library is not glibc")
    done = subprocess.run(
        [sys.executable, "-c", _FREED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # 10 000 pieces of 4000 bytes: 38 MB.
    assert float(done.stdout) > 30.0
