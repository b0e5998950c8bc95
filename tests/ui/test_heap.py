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
