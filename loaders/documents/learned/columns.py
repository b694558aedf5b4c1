"""Columns of signs (特征列): what many places show, each different group of signs kept once."""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from loaders.documents.learned.weights import Signs, Vector, Weights

__all__ = ["Column", "Numbers", "distinct", "weighed"]

Numbers: TypeAlias = NDArray[np.int64]
_Kind = TypeVar("_Kind", bound=Hashable)


class Column(NamedTuple):
    """One kind of signs at every place (特征列).

    Attributes:
        groups: The groups of signs that are shown.
        at: For each place the number of the group that is shown there.
    """

    groups: Sequence[Signs]
    at: Numbers


def distinct(shown: Iterable[_Kind]) -> tuple[list[_Kind], Numbers]:
    """Return what is shown, once each, and for each place the number of what it shows (去重编号).

    >>> distinct("abca")[0], distinct("abca")[1].tolist()
    (['a', 'b', 'c'], [0, 1, 2, 0])
    """
    known: dict[_Kind, int] = {}
    at = np.array([known.setdefault(one, len(known)) for one in shown], np.int64)
    return list(known), at


def weighed(weights: Weights, columns: Sequence[Column]) -> Vector:
    """Return for each place what its signs weigh together, one column an answer (逐处权重)."""
    total = np.zeros((len(columns[0].at), len(weights.answers)))
    for column in columns:
        total += weights.scores((group,) for group in column.groups)[column.at]
    return total
