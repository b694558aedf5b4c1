"""Scores of risk (风险评分): LEC and LS computed again, and the colour they earn. Pure.

LEC (作业条件危险性评价, Graham and Kinney 1976) has D = L·E·C; LS (风险矩阵) has R = L·S. Bounds
between the four colours are those in common use, not a national standard, so a level that differs
is only put to a person, and on a bound either level is right.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from graph.model.labels import RiskLevel

__all__ = ["METHODS", "Method", "levels_of"]


class Method(NamedTuple):
    """A way to score (评分方法): its factors, its product, and the least product of each level."""

    name: str
    factors: Sequence[str]
    product: str
    bounds: Mapping[RiskLevel, float]

    def score(self, factors: Sequence[float]) -> float:
        """Return the product of the factors [-].

        >>> METHODS[0].score([3, 6, 15])
        270.0
        """
        return float(math.prod(factors))


METHODS: Final = (
    Method(
        "LEC",
        ("L值", "E值", "C值"),
        "D值",
        {RiskLevel.RED: 320, RiskLevel.ORANGE: 160, RiskLevel.YELLOW: 70, RiskLevel.BLUE: 0},
    ),
    Method(
        "LS",
        ("L值", "S值"),
        "风险度R",
        {RiskLevel.RED: 20, RiskLevel.ORANGE: 15, RiskLevel.YELLOW: 9, RiskLevel.BLUE: 0},
    ),
)


def levels_of(method: Method, score: float) -> tuple[RiskLevel, ...]:
    """Return the level that a score earns; both, gravest first, where it lies on a bound.

    >>> [str(level) for level in levels_of(METHODS[0], 160)]
    ['ORANGE', 'YELLOW']
    """
    order = list(method.bounds)
    first = next(level for level in order if score >= method.bounds[level])
    below = order[order.index(first) + 1 :]
    on_bound = score == method.bounds[first] and bool(below)
    return (first, below[0]) if on_bound else (first,)
