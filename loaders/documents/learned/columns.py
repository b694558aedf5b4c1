"""Columns of signs (特征列): what many places show, each different group of signs kept once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from loaders.documents.learned.weights import Signs, Vector, Weights

__all__ = ["Column", "Numbers", "by_place", "column", "distinct", "flags", "some", "weighed"]

Numbers: TypeAlias = NDArray[np.int64]
_Kind = TypeVar("_Kind", bound=Hashable)


class Column(NamedTuple):
    """One kind of signs at the places that show it (特征列).

    Attributes:
        groups: The groups of signs that are shown.
        at: For each place the number of the group that is shown there.
        places: Which places these are, in order, one as often as it shows a group; None is all.
    """

    groups: Sequence[Signs]
    at: Numbers
    places: Numbers | None = None


def column(kinds: Numbers, shown: Callable[[int], Signs]) -> Column:
    """Return the column of places that show the same where their kinds are the same (按类成列).

    Args:
        kinds: For each place a number.
        shown: Returns what a place shows; asked once for each number.
    """
    _, first, at = np.unique(kinds, return_index=True, return_inverse=True)
    return Column([shown(place) for place in first.tolist()], at)


def some(shown: Sequence[Signs]) -> Column:
    """Return the column of what some places show and most do not (稀疏列)."""
    places = [place for place, signs in enumerate(shown) if signs]
    groups, at = distinct(shown[place] for place in places)
    return Column(groups, at, np.array(places, np.int64))


def flags(signs: Sequence[str], shown: Sequence[NDArray[np.bool_ | np.int64]]) -> Column:
    """Return the column of which of some signs each place shows (开关列)."""
    kinds = np.zeros(len(shown[0]), np.int64)
    for number, at in enumerate(shown):
        kinds |= at.astype(np.int64) << number
    return column(kinds, lambda n: tuple(s for i, s in enumerate(signs) if kinds[n] >> i & 1))


def by_place(columns: Iterable[Column], count: int) -> Sequence[Sequence[Signs]]:
    """Return for each of so many places its groups of signs, column by column (逐处特征)."""
    shown: list[list[Signs]] = [[] for _ in range(count)]
    for groups, at, places in columns:
        for place, group in zip(range(count) if places is None else places, at, strict=True):
            shown[place].append(groups[group])
    return shown


def distinct(shown: Iterable[_Kind]) -> tuple[list[_Kind], Numbers]:
    """Return what is shown, once each, and for each place the number of what it shows (去重编号).

    >>> distinct("abca")[0], distinct("abca")[1].tolist()
    (['a', 'b', 'c'], [0, 1, 2, 0])
    """
    known: dict[_Kind, int] = {}
    at = np.array([known.setdefault(one, len(known)) for one in shown], np.int64)
    return list(known), at


def weighed(weights: Weights, columns: Iterable[Column], count: int) -> Vector:
    """Return for each of so many places what its signs weigh, one column an answer (逐处权重)."""
    total = np.zeros((count, len(weights.answers)))
    for groups, at, places in columns:
        sums = weights.scores((group,) for group in groups)
        if places is None:
            total += sums[at]
            continue
        heavy = np.abs(sums).max(axis=1)[at] > 0
        here, starts = np.unique(places[heavy], return_index=True)
        if len(here):
            total[here] += np.add.reduceat(sums[at[heavy]], starts, axis=0)
    return total
