"""Memory of the process (进程内存): asked of the C library, in a process of its own."""

import platform
import subprocess
import sys
from pathlib import Path

from server.memory import keep_one_heap

ROOT = Path(__file__).parents[3]
PROBE = """
import ctypes, threading, sys
from server.memory import keep_one_heap

class Info(ctypes.Structure):  # struct mallinfo2
    _fields_ = [(name, ctypes.c_size_t) for name in
                "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keep".split()]

library = ctypes.CDLL(None)
library.mallinfo2.restype = Info
if sys.argv[1] == "yes":
    assert keep_one_heap()
large = bytearray(30 << 20)
del large  # from now on blocks of this size would lie in the heap
before = library.mallinfo2().hblkhd
held = []

def work():
    for _ in range(50):
        held.append(bytearray(200 << 10))
        held.append(bytearray(1 << 10))

thread = threading.Thread(target=work)
thread.start()
thread.join()
print((library.mallinfo2().hblkhd - before) >> 20)
"""


def beside(kept: str) -> int:
    """Return how much of ten megabytes of blocks lies beside the heap [MiB]."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", PROBE, kept], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return int(done.stdout)


def test_large_blocks_lie_beside_the_heap_whatever_was_freed_before() -> None:
    if platform.libc_ver()[0] == "glibc":
        assert beside("no") == 0
        assert beside("yes") >= 9
    else:
        assert not keep_one_heap()
