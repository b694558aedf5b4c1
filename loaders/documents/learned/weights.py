"""Weights of a linear model (线性权重): what each sign in the text speaks for, and how much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Signs", "Vector", "Weights"]

Vector: TypeAlias = NDArray[np.float64]
Signs: TypeAlias = tuple[str, ...]

_AT_ONCE: Final = 16_384
_KEPT: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """A table of signs by answers (权重表).

    Attributes:
        answers: What can be answered, such as types of relation; one column each.
        rows: Row of each sign.
        table: Weight of each sign for each answer; its last row is of no sign and zero.
    """

    answers: tuple[str, ...]
    rows: Mapping[str, int]
    table: Vector

    @classmethod
    def of(cls, answers: Iterable[str], weights: Mapping[str, Mapping[str, float]]) -> "Weights":
        """Return the table of what each sign weighs for some answers."""
        known = tuple(answers)
        column = {answer: index for index, answer in enumerate(known)}
        table = np.zeros((len(weights) + 1, len(known)))
        for row, shares in enumerate(weights.values()):
            for answer, weight in shares.items():
                table[row, column[answer]] = weight
        return cls(answers=known, rows={sign: i for i, sign in enumerate(weights)}, table=table)

    @classmethod
    def read(cls, text: str) -> "Weights":
        r"""Return the table that `lines` wrote (读权重表).

        >>> Weights.read("A\tB\nsign\t1:0.5\n").scores([[("sign",)], [("other",)]]).tolist()
        [[0.0, 0.5], [0.0, 0.0]]
        """
        first, *lines = text.rstrip("\n").split("\n")
        rows = [line.split("\t") for line in lines]
        answers = tuple(first.split("\t"))
        table = np.zeros((len(rows) + 1, len(answers)))
        for row, (_, *shares) in enumerate(rows):
            for share in shares:
                column, weight = share.split(":")
                table[row, int(column)] = float(weight)
        return cls(answers=answers, rows={r[0]: i for i, r in enumerate(rows)}, table=table)

    def lines(self) -> Iterator[str]:
        """Yield the answers, then each sign with its weights as column:weight (写权重表)."""
        yield "\t".join(self.answers)
        for sign, row in self.rows.items():
            weights = self.table[row]
            shares = (f"{column}:{weights[column]:.3g}" for column in weights.nonzero()[0])
            yield "\t".join((sign, *shares))

    def scores(self, shown: Iterable[Sequence[Signs]]) -> Vector:
        """Return for each place what its signs weigh together, one column for each answer.

        Args:
            shown: For each place its signs, in groups; a group that returns is weighed once.
        """
        places, known = iter(shown), _Groups(self)
        parts = [np.zeros((0, len(self.answers)))]
        while some := list(islice(places, _AT_ONCE)):
            parts.append(known.weighed(some))
            if len(known) > _KEPT:
                known = _Groups(self)
        return np.concatenate(parts)


class _Groups(dict[Signs, int]):
    """Numbers of groups of signs; 0 is of all that weigh nothing (特征组号)."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights
        self._sums = np.zeros((1, len(weights.answers)))
        self._count = 1
        self._starts: list[int] = []
        self._new: list[int] = []

    def __missing__(self, group: Signs) -> int:
        rows = self._weights.rows
        found = [rows[sign] for sign in group if sign in rows]
        if found:
            self._starts.append(len(self._new))
            self._new += found
            self._count += 1
        number = self[group] = self._count - 1 if found else 0
        return number

    def weighed(self, shown: Sequence[Sequence[Signs]]) -> Vector:
        """Return what the groups of each place weigh together."""
        starts: list[int] = []
        groups: list[int] = []
        for place in shown:
            starts.append(len(groups))
            groups.append(0)
            groups.extend(filter(None, map(self.__getitem__, place)))
        if self._new:
            sums = np.add.reduceat(self._weights.table[self._new], self._starts, axis=0)
            self._sums = np.concatenate([self._sums, sums])
            self._new, self._starts = [], []
        return np.add.reduceat(self._sums[groups], starts, axis=0)
