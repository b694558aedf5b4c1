"""Annotated documents as the learned layer is fitted to them (训练语料)."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from loaders.documents.extract import read
from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import EntityType, Span
from loaders.documents.text.clean import clean
from loaders.measure import annotated_in
from loaders.readers.text import read_text

__all__ = ["Lesson", "lessons", "weakened"]

_MARKS: Final = re.compile(r"[\s“”《》（）()]")
_KINDS: Final = frozenset(EntityType)
_FORGOTTEN: Final = 0.8
"""Share of names, of a document that the rules were written by, that they are made to miss."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """A document, what the rules make of it, and what a careful reader found (训练文档).

    Attributes:
        name: File name.
        reading: The document with the rules' entities.
        gold: Its annotation.
        familiar: Whether the rules were written by it, so that they look better than they are.
    """

    name: str
    reading: Reading
    gold: Mapping[str, Any]
    familiar: bool


def lessons(folders: Iterable[Path], *, familiar: bool) -> Iterator[Lesson]:
    """Yield the annotated documents of some folders (读训练语料)."""
    for each in annotated_in(folders):
        source = clean(read_text(each.document).text)
        yield Lesson(
            name=each.document.name, reading=read(source), gold=each.gold, familiar=familiar
        )


def weakened(lesson: Lesson) -> Reading:
    """Return a document as the rules would see it if they had not been written by it (规则弱化).

    The tagger is told what the rules found. Were it told so of documents in which they find all,
    it would trust them too much; so they forget there as much as they miss elsewhere.
    """
    if not lesson.familiar:
        return lesson.reading
    known = (e for e in lesson.reading.entities if _share(e.name) >= _FORGOTTEN)
    return replace(lesson.reading, entities=tuple(known))


def _share(name: str) -> float:
    """Return a number from 0 to 1 that depends on a name alone."""
    return zlib.crc32(name.encode()) / 2**32


def named_spans(text: str, gold: Mapping[str, Any]) -> list[tuple[Span, str]]:
    """Return where the names of an annotation stand, the longest first taken (标注名所在)."""
    kinds = {_bare(row["name"]): row["type"] for row in gold["entities"] if row["type"] in _KINDS}
    places = [place for place, char in enumerate(text) if not _MARKS.match(char)]
    plain, taken, found = _bare(text), bytearray(len(text)), []
    for name in sorted(filter(None, kinds), key=lambda name: (-len(name), name)):
        for match in re.finditer(re.escape(name), plain):
            span = Span(places[match.start()], places[match.end() - 1] + 1)
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                found.append((span, kinds[name]))
    return sorted(found)


def _bare(name: str) -> str:
    return _MARKS.sub("", name)
