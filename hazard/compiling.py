"""Compiled loops (编译执行): functions over arrays as machine code, made at their first use.

Compiling takes seconds, so the code is kept beside the source, else among the caches of the user;
where neither can be written it is made anew in each process. It is kept for one kind of processor
and one version of the source. No reordering of sums is allowed, so that answers do not depend on
the processor.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

__all__ = ["compiled"]

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Return a function as machine code, compiled when it is first called (编译)."""
    try:
        made = numba.njit(function, cache=True, nogil=True)
    except RuntimeError:  # no folder where it could be kept can be written
        made = numba.njit(function, nogil=True)
    return cast(F, made)
