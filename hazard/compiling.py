"""Compiled loops (编译执行): functions over arrays as machine code, made at their first use.

Compiling takes seconds, so the code is kept beside the source, else among the caches of the user;
where neither can be written it is made anew in each process. It is kept for one kind of processor
and for one version of the module that the function is of: what it calls must be of the same
module. No reordering of sums is allowed, so that answers do not depend on the processor.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

__all__ = ["compiled", "inlined"]

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Return a function as machine code, compiled when it is first called (编译)."""
    try:
        made = numba.njit(function, cache=True, nogil=True)
    except RuntimeError:  # no folder where it could be kept can be written
        made = numba.njit(function, nogil=True)
    return cast(F, made)


def inlined(function: F) -> F:
    """Return a function to be put wherever a compiled one calls it; it may make no array (内联).

    It does not count who holds its arrays, which takes half the time of short loops: its caller
    holds them.
    """
    # A version of the compiler that does not know the last of these says so at once.
    uncounted: dict[str, bool] = {"nogil": True, "forceinline": True, "_nrt": False}
    return cast(F, numba.njit(**uncounted)(function))  # type: ignore[call-overload] # it is not told to type checkers
