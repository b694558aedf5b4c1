"""The chain: the chance of a run is what all sequences of answers that hold it add up to."""

from itertools import pairwise, product

import numpy as np
import pytest

from loaders.documents.learned.chain import Chain
from loaders.documents.learned.weights import Vector

NOTHING, OPENS, GOES_ON = range(3)
CHAIN = Chain(
    opens=np.array([1.0, 1.0, 0.0]),
    follows=np.array([[1.2, 0.7, 0.0], [0.5, 0.4, 2.0], [1.1, 0.3, 0.9]]),
    going={OPENS: GOES_ON},
)


def scores(length: int, seed: int) -> Vector:
    return np.random.default_rng(seed).normal(size=(length, 3))


def by_counting(one: Vector) -> dict[tuple[int, int], float]:
    """Return the chance of each run by going through every sequence of answers."""
    shares: dict[tuple[int, int], float] = {}
    total = 0.0
    for answers in product(range(3), repeat=len(one)):
        power = float(np.exp(sum(one[i, a] for i, a in enumerate(answers))))
        power *= CHAIN.opens[answers[0]]
        for before, after in pairwise(answers):
            power *= CHAIN.follows[before, after]
        total += power
        for start in (i for i, a in enumerate(answers) if a == OPENS):
            stop = start + 1
            while stop < len(answers) and answers[stop] == GOES_ON:
                stop += 1
            shares[start, stop] = shares.get((start, stop), 0.0) + power
    return {run: share / total for run, share in shares.items()}


def test_the_chance_of_a_run_is_its_share_of_all_sequences() -> None:
    sequences = [scores(5, 1), scores(1, 2), scores(0, 3), scores(4, 4)]

    found = {(r.sequence, r.start, r.stop): r.chance for r in CHAIN.likely(sequences, 1e-9)}

    for number, one in enumerate(sequences):
        expected = by_counting(one) if len(one) else {}
        assert {run[1:] for run in found if run[0] == number} == set(expected)
        for (start, stop), chance in expected.items():
            assert found[number, start, stop] == pytest.approx(chance)


def test_what_is_less_likely_is_left_out() -> None:
    sequences = [scores(6, seed) for seed in range(5)]
    every = {run[:4]: run.chance for run in CHAIN.likely(sequences, 1e-9)}

    likely = {run[:4]: run.chance for run in CHAIN.likely(sequences, 0.3)}

    assert likely == pytest.approx({run: share for run, share in every.items() if share >= 0.3})


def test_sequences_are_summed_alike_together_and_alone() -> None:
    sequences = [scores(length, length) for length in (3, 900, 40, 7)]

    together = {run[:4]: run.chance for run in CHAIN.likely(sequences, 0.2)}
    alone = {
        (number, *run[1:4]): run.chance
        for number, one in enumerate(sequences)
        for run in CHAIN.likely([one], 0.2)
    }

    assert together == pytest.approx(alone)
