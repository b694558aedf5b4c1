"""Memory of the process (进程内存): what was freed goes back to the system.

The GNU C library keeps heaps apart for threads, and after the first large block that it frees it
puts such blocks into them too. What comes and goes for weeks (files, bodies, rows) then leaves
holes between what stays, in each heap others; a server that holds no more than before takes more
and more. One heap, and large blocks beside it, have no such holes.
"""

import ctypes
import platform
from typing import Final

__all__ = ["keep_one_heap"]

_HEAPS: Final = (-8, 1)
"""`M_ARENA_MAX`: the interpreter runs one thread at a time, so that none waits for the other."""
_BESIDE: Final = (-3, 128 << 10)
"""`M_MMAP_THRESHOLD`: size from which a block lies beside the heap and goes back by itself [B]."""
_TRIM: Final = (-1, 128 << 10)
"""`M_TRIM_THRESHOLD`: how much may be free at the end of the heap [B]."""


def keep_one_heap() -> bool:
    """Set the GNU C library so that it gives back what is freed; tell whether it is the one here.

    For a process that lasts or holds much, before it has threads. Parameters as ``mallopt`` of
    glibc takes them, https://man7.org/linux/man-pages/man3/mallopt.3.html.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    mallopt = ctypes.CDLL(None).mallopt
    return all(mallopt(name, value) for name, value in (_HEAPS, _BESIDE, _TRIM))
