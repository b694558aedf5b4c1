"""``python -m loaders.training.meaning …`` fits the encoder and its heads (语义层训练).

It writes what was fitted beside the product's code, and how often that is right in documents that
it was not fitted to. It needs the dependency group `train-meaning`.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import onnx

from loaders.documents.meaning.characters import Characters
from loaders.training.corpus import lessons
from loaders.training.meaning.examples import Example, apart, examples
from loaders.training.meaning.judging import record
from loaders.training.meaning.network.fitting import fitted, untaught
from loaders.training.meaning.network.graph import read
from loaders.training.meaning.network.writing import write
from loaders.training.meaning.vocabulary import as_lines, kept, vocabulary

_DATA: Final = Path(__file__).parents[2] / "documents" / "meaning" / "data"
_RECORD: Final = "precision.toml"
_EPOCHS: Final = 6
_TOLD: Final = 20
"""One step in so many is told of."""


def _main(given: argparse.Namespace) -> None:
    held_out = list(lessons(given.judged, familiar=False))
    known = [
        example
        for folders, weight in ((given.annotated, 1.0), (given.twice, 2.0))
        for lesson in apart(lessons(folders, familiar=False), held_out)
        for example in examples(lesson, weight)
    ]
    _fit(given, known)
    (_DATA / _RECORD).write_text(record(held_out), encoding="utf-8")


def _fit(given: argparse.Namespace, known: Iterable[Example]) -> None:
    model, numbers = onnx.load(given.encoder), vocabulary(given.tokenizer)
    tokens = kept(numbers)
    network = fitted(
        untaught(read(model, [numbers[token] for token in tokens])),
        list(known),
        Characters.read(as_lines(tokens)),
        epochs=given.epochs,
        progress=_tell,
    )
    write(_DATA, model, network, tokens)


def _tell(step: int, steps: int, loss: float) -> None:
    if step % _TOLD == 0 or step == steps:
        sys.stderr.write(f"{step}/{steps}: {loss:.2f}\n")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m loaders.training.meaning")
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained, float32, ONNX")
    parser.add_argument("--tokenizer", type=Path, required=True, help="its tokenizer.json")
    parser.add_argument("--annotated", nargs="*", type=Path, default=[], help="folders")
    parser.add_argument("--twice", nargs="*", type=Path, default=[], help="with double weight")
    parser.add_argument("--judged", nargs="+", type=Path, required=True, help="never learned from")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    return parser.parse_args()


if __name__ == "__main__":
    _main(_given())
