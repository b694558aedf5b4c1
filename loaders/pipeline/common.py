"""Common keys (共有键): which of millions of keys are met in several sources, a part at a time."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from loaders.shelf import Spool

__all__ = ["Keys", "Marked", "is_among"]

_PART: Final = 50_000
"""Things whose keys are compared at a time: some 16 keys each, of 14 bytes."""
_ROW: Final = np.dtype([("number", "i8"), ("source", "i4"), ("coded", "?"), ("exact", "?")])


class Marked(NamedTuple):
    """A key of a thing (带标记的键), with what tells whether another that bears it may be the same.

    Attributes:
        number: A number for the key.
        source: A number for the sources that state the thing.
        coded: Whether it has an official code.
        exact: Whether the key is its name, and not what nearly agrees with that.
    """

    number: int
    source: int
    coded: bool
    exact: bool


class Keys:
    """Keys of things (键集), in files until they are compared.

    Args:
        things: How many things they are of.
    """

    def __init__(self, things: int) -> None:
        parts = range(1 + things // _PART)
        self._parts = [Spool[NDArray[np.void]](block=1) for _ in parts]

    def add(self, keys: Iterable[Marked]) -> None:
        """Add keys."""
        rows = np.fromiter(keys, dtype=_ROW)
        of_part = rows["number"] % len(self._parts)
        for k, part in enumerate(self._parts):
            part.append(rows[of_part == k])

    def shared(self) -> NDArray[np.int64]:
        """Return the numbers, in order, that things of several sources bear and may be one by.

        Of two things with codes of their own only those may that bear one name.
        """
        found = [_shared(np.concatenate([*part])) for part in self._parts if part]
        return np.sort(np.concatenate([np.empty(0, np.int64), *found]))


def _shared(rows: NDArray[np.void]) -> NDArray[np.int64]:
    rows = rows[np.argsort(rows["number"])]
    numbers: NDArray[np.int64] = rows["number"]
    starts = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1)) if len(rows) else numbers
    if not len(starts):
        return numbers
    sources = rows["source"]
    several = np.minimum.reduceat(sources, starts) < np.maximum.reduceat(sources, starts)
    coded = np.logical_and.reduceat(rows["coded"], starts)
    named = np.add.reduceat(rows["exact"].astype(np.int64), starts) > 1
    return numbers[starts][several & (named | ~coded)]


def is_among(numbers: NDArray[np.int64], ordered: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return, for each number, whether it is one of those in order."""
    if not len(ordered):
        return np.zeros(len(numbers), np.bool_)
    places = np.searchsorted(ordered, numbers).clip(max=len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[places] == numbers
    return found
