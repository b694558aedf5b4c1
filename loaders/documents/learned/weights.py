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

_AT_ONCE: Final = 4096
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
            shown: For each place its signs, in groups; a group that returns is looked up once.
        """
        places, known = iter(shown), _Rows(self.rows)
        parts = [np.zeros((0, len(self.answers)))]
        while some := list(islice(places, _AT_ONCE)):
            parts.append(self._weighed(some, known))
            if len(known) > _KEPT:
                known.clear()
        return np.concatenate(parts)

    def _weighed(self, shown: Sequence[Sequence[Signs]], known: "_Rows") -> Vector:
        starts: list[int] = []
        rows: list[int] = []
        for groups in shown:
            starts.append(len(rows))
            rows.append(len(self.rows))
            for group in groups:
                rows += known[group]
        return np.add.reduceat(self.table[rows], starts, axis=0)


class _Rows(dict[Signs, Sequence[int]]):
    """Rows of the signs of a group, as far as they weigh anything (特征行号)."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, group: Signs) -> Sequence[int]:
        found = self[group] = [self._rows[sign] for sign in group if sign in self._rows]
        return found
