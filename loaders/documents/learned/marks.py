"""Marks around names that were learned (名称标记): names are whole, and end as their kind does."""

import re
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import EntityType, Span

__all__ = ["LEARNED", "is_odd", "unmarked", "with_marks"]

LEARNED: Final = ("tagger.", "encoder.")
"""How the rules begin that name what was learned: by words, or by what words mean."""

_PAIRS: Final = ("“”", "《》", "（）", "()")
_CUT: Final = re.compile(r"^[、及和与的（(]|[、及和与的率]$|^\d{1,2}\Z")
_TITLE_MARKS: Final = re.compile("[《》]")
_ODD: Final = {
    EntityType.REGION: re.compile(r"(?:[委局办厅处部长员组队]|书记)$"),
    EntityType.ORGANISATION: re.compile("常委$"),
}


def unmarked(name: str) -> str:
    """Return a name without the marks of a title (去书名号)."""
    return _TITLE_MARKS.sub("", name)


def is_odd(reading: Reading, kind: EntityType, span: Span) -> bool:
    """Return whether a name ends as none of its kind does: 甲市委常委 is no place and no body."""
    ending = _ODD.get(kind)
    return ending is not None and ending.search(reading.quote(span)) is not None


def with_marks(text: str, span: Span) -> Span | None:
    """Return a name's place with the mark that it was cut from; None if it holds but half a pair.

    >>> with_marks("办“甲杯”大赛", Span(2, 7))
    Span(start=1, end=7)
    """
    start, end = span.start, span.end
    for opening, closing in _PAIRS:
        name = text[start:end]
        if _unclosed(name, opening, closing) and text[end : end + 1] == closing:
            end += 1
        if _unclosed(name[::-1], closing, opening) and text[start - 1 : start] == opening:
            start -= 1
        if text.count(opening, start, end) != text.count(closing, start, end):
            return None
    return None if _CUT.search(text[start:end]) else Span(start, end)


def _unclosed(name: str, opening: str, closing: str) -> bool:
    return name.rfind(opening) > name.rfind(closing)
