"""Fitting of weights (权重拟合) by CRFsuite, whose penalty on their sum leaves few of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from loaders.documents.learned.tagger import AFTER
from loaders.documents.learned.weights import Signs, Weights

__all__ = ["fitted"]


def fitted(
    rows: Iterable[tuple[Sequence[Sequence[Signs]], Sequence[str]]], penalty: Mapping[str, float]
) -> Weights:
    """Return the weight of each sign for each answer (拟合权重).

    The same rows in the same order give the same weights.

    Args:
        rows: Sequences: the signs of each place in groups, and the right answer there.
        penalty: CRFsuite's parameters.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(penalty)
    for signs, answers in rows:
        trainer.append([list(chain.from_iterable(groups)) for groups in signs], answers)
    with TemporaryDirectory() as folder:
        file = str(Path(folder) / "fitted.crf")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
        tagger.close()
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (sign, answer), weight in sorted(info.state_features.items()):
        weights[sign][answer] = weight
    for (one, other), weight in sorted(info.transitions.items()):
        weights[f"{AFTER} {one}"][other] = weight
    return Weights.of(sorted(info.labels), weights)
