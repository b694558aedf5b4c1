"""How often what was fitted is right in documents that it was not fitted to (留出实测)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from loaders.documents.extract import extract_with
from loaders.documents.learned.layer import learned
from loaders.documents.statements import Extraction
from loaders.measure import as_toml, judged
from loaders.training.corpus import Lesson

__all__ = ["record"]

_MEANT: Final = "encoder."


def record(lessons: Iterable[Lesson]) -> str:
    """Return the table of the learned rules over some documents, as the product now extracts.

    Args:
        lessons: Annotated documents that nothing was fitted to.
    """
    said = {
        lesson.name: [
            one for one in judged(_extracted(lesson), lesson.gold) if one.rule.startswith(_MEANT)
        ]
        for lesson in lessons
    }
    return as_toml(said, command="train-meaning")


def _extracted(lesson: Lesson) -> Extraction:
    """Return what the layer that comes with the package finds if every rule of it is heard."""
    return extract_with(replace(learned(), seldom=frozenset()), lesson.reading.source)
