"""Common keys (共有键): which of millions of keys are met in several sources, a part at a time."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.shelf import Spool

__all__ = ["Keys", "is_among"]

_PART: Final = 50_000
"""Things whose keys are compared at a time: some 16 keys each, of 14 bytes."""
_ROW: Final = np.dtype([("number", "i8"), ("source", "i4"), ("coded", "?"), ("exact", "?")])


class Keys:
    """Keys of things (键集), with what tells whether two that bear one may be the same, in files.

    Args:
        things: How many things they are of.
    """

    def __init__(self, things: int) -> None:
        parts = range(1 + things // _PART)
        self._parts = [Spool[NDArray[np.void]](block=1) for _ in parts]

    def add(
        self,
        numbers: Sequence[Collection[int]],
        sources: Sequence[int],
        coded: Sequence[bool],
        names: Sequence[int],
    ) -> None:
        """Add the keys of some things.

        Args:
            numbers: For each thing, a number for each of its keys.
            sources: A number for the sources that state it.
            coded: Whether it has an official code.
            names: The number that stands for its very name.
        """
        counts = [len(each) for each in numbers]
        rows = np.empty(sum(counts), dtype=_ROW)
        rows["number"] = np.fromiter(chain.from_iterable(numbers), np.int64, len(rows))
        rows["source"] = np.repeat(sources, counts)
        rows["coded"] = np.repeat(coded, counts)
        rows["exact"] = rows["number"] == np.repeat(names, counts)
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
