"""``python -m loaders.training [--read FOLDER…] [--unread FOLDER…]`` fits the learned layer (训练).

The annotated documents are dealt into parts. For each part a layer is fitted to all others and
judged by it: so its rules are measured in documents that they were not learned from, and the linker
learns from names as the tagger finds them in new documents. The layer that is kept learns from all.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from loaders.documents.extract import extract_with
from loaders.documents.learned.layer import LINKS, NAMES, RECORD, Learned
from loaders.documents.learned.weights import Weights
from loaders.measure import Judged, as_toml, judged
from loaders.training.corpus import Lesson, lessons
from loaders.training.linking import fitted_linker
from loaders.training.tagging import fitted_tagger

_PARTS: Final = 5
_DATA: Final = Path(__file__).parents[1] / "documents" / "learned" / "data"
_LEARNED: Final = ("tagger.", "learned.")


def _main(read: Iterable[Path], unread: Iterable[Path]) -> None:
    known = [*lessons(read, familiar=True), *lessons(unread, familiar=False)]
    parts = [known[part::_PARTS] for part in range(_PARTS)]
    taggers = [fitted_tagger(_others(parts, part)) for part in parts]
    tagged = {
        lesson.name: lesson.reading.knowing(tagger.named(lesson.reading))
        for part, tagger in zip(parts, taggers, strict=True)
        for lesson in part
    }
    said: dict[str, list[Judged]] = {}
    for part, tagger in zip(parts, taggers, strict=True):
        others = _others(parts, part)
        layer = Learned(tagger=tagger, linker=fitted_linker((o, tagged[o.name]) for o in others))
        said |= {lesson.name: _judged(layer, lesson) for lesson in part}
    (_DATA / RECORD).write_text(as_toml(said, command="train"), encoding="utf-8")
    _write(NAMES, fitted_tagger(known).weights)
    _write(LINKS, fitted_linker((lesson, tagged[lesson.name]) for lesson in known).weights)


def _others(parts: Sequence[Sequence[Lesson]], but: Sequence[Lesson]) -> list[Lesson]:
    return [lesson for part in parts if part is not but for lesson in part]


def _judged(layer: Learned, lesson: Lesson) -> list[Judged]:
    """Return how far what was learned is right in a document that it was not learned from."""
    found = judged(extract_with(layer, lesson.reading.source), lesson.gold)
    return [said for said in found if said.rule.startswith(_LEARNED)]


def _write(name: str, weights: Weights) -> None:
    (_DATA / name).write_text("\n".join(weights.lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--read", nargs="*", type=Path, default=[])
    parser.add_argument("--unread", nargs="*", type=Path, default=[])
    folders = parser.parse_args()
    _main(folders.read, folders.unread)
