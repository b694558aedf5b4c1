"""A linear chain (线性链): how likely each run of places is one name, by the scores of its places.

Every place has a score for each answer, every pair of neighbouring answers has one too. The chance
of a run is the sum over all sequences of answers that hold it, by the forward-backward recursion
(Rabiner 1989, §III), scaled at each place. Sequences of like length are summed side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from loaders.documents.learned.weights import Vector

__all__ = ["Chain", "Likely"]

_AT_ONCE: Final = 8192
"""Places, filled up ones too, that are summed side by side."""


class Likely(NamedTuple):
    """A run of places that may be one name (可能的名称).

    Attributes:
        sequence: Which sequence it is in.
        start: Its first place.
        stop: The place after its last.
        answer: The answer at its first place.
        chance: How likely it is that exactly this is a name, from 0 to 1.
    """

    sequence: int
    start: int
    stop: int
    answer: int
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chain:
    """Answers that follow each other (线性链模型).

    Attributes:
        opens: For each answer 1 if a sequence may open with it, else 0.
        follows: Power of each answer (row) before each other (column); 0 where it cannot be.
        going: For each answer that opens a name the one with which the name goes on, if any does.
    """

    opens: Vector
    follows: Vector
    going: Mapping[int, int | None]

    def likely(self, sequences: Sequence[Vector], least: float) -> Iterator[Likely]:
        """Yield the runs whose chance is at least `least`, in no order (可能的名称).

        At one place there are no more of them than 1 / `least`, so the work is linear.

        Args:
            sequences: For each sequence the scores of its places, one column for each answer.
            least: Least chance, above 0.
        """
        order = sorted(
            (i for i, one in enumerate(sequences) if len(one)), key=lambda i: len(sequences[i])
        )
        some: list[int] = []
        for i in reversed(order):
            if some and (len(some) + 1) * len(sequences[some[0]]) > _AT_ONCE:
                yield from self._summed(sequences, some).likely(least)
                some = []
            some.append(i)
        if some:
            yield from self._summed(sequences, some).likely(least)

    def _summed(self, sequences: Sequence[Vector], which: Sequence[int]) -> "_Sums":
        lengths = np.array([len(sequences[i]) for i in which])
        scores = np.zeros((len(which), lengths.max(), len(self.opens)))
        for row, i in enumerate(which):
            scores[row, : lengths[row]] = sequences[i]
        power = np.exp(scores - scores.max(axis=2, keepdims=True))
        before, scale = np.empty_like(power), np.empty(power.shape[:2])
        now = power[:, 0] * self.opens
        for place in range(power.shape[1]):
            now = (now @ self.follows) * power[:, place] if place else now
            scale[:, place] = now.sum(axis=1)
            now = before[:, place] = now / scale[:, place, None]
        after = np.ones_like(power)
        for place in range(power.shape[1] - 2, -1, -1):
            rest = (power[:, place + 1] * after[:, place + 1]) @ self.follows.T
            rest /= scale[:, place + 1, None]
            after[:, place] = np.where((place + 1 < lengths)[:, None], rest, 1.0)
        return _Sums(self, which, lengths, power / scale[:, :, None], before, after)


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Sums over all answers before and after each place of some sequences."""

    chain: Chain
    which: Sequence[int]
    lengths: Vector
    power: Vector
    before: Vector
    after: Vector

    def likely(self, least: float) -> Iterator[Likely]:
        places = np.arange(self.power.shape[1]) < self.lengths[:, None]
        for opening in self.chain.going:
            share = self.before[:, :, opening] * self.after[:, :, opening]
            for row, place in np.argwhere((share >= least) & places).tolist():
                yield from self._from(row, place, opening, least)

    def _from(self, row: int, place: int, opening: int, least: float) -> Iterator[Likely]:
        """Yield the names that begin at a place, the shortest first."""
        going = self.chain.going[opening]
        here, answer = float(self.before[row, place, opening]), opening
        for end in range(place, int(self.lengths[row])):
            whole, longer = here * float(self.after[row, end, answer]), 0.0
            if going is not None and end + 1 < self.lengths[row]:
                here *= float(self.chain.follows[answer, going] * self.power[row, end + 1, going])
                longer, answer = here * float(self.after[row, end + 1, going]), going
            if whole - longer >= least:
                yield Likely(self.which[row], place, end + 1, opening, whole - longer)
            if longer < least:
                return
