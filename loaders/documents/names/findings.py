"""Findings (检查发现的隐患): 存在甲记录不规范、乙阀门锈蚀等隐患, each of the listed a hazard."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.edges import items
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["findings", "found_lists"]

_ITEM: Final = r"[^,，。;；:：、\n“”]{3,32}?"
_LIST: Final = re.compile(
    rf"存在(?:以下|下列|着|有|了)*(?P<list>{_ITEM}(?:、{_ITEM}){{0,9}}(?:[,，]{_ITEM}(?:、{_ITEM}){{0,9}}){{0,3}}?)"
    r"等(?:方面|安全|消防|突出|一般|多[项处个]|\d+[项处个条])*的?(?:问题|隐患|现象|情况|情形|违法行为)"
)
_AGAIN: Final = re.compile(r".{0,40}存在")
_FAULT: Final = re.compile(alternation("hazard.fault"))
_ASKED: Final = re.compile(r"(?:是否|可能|不|不得|未|已|有无|如|凡)\Z")


def findings(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what is said to have been found amiss, as far as a list names it (隐患)."""
    for listed in found_lists(reading):
        for item in listed:
            yield reading.entity(EntityType.HAZARD, item, "hazard.found")


@lru_cache(maxsize=4)
def found_lists(reading: Reading) -> tuple[tuple[Span, ...], ...]:
    """Return the items of each list of faults (隐患清单).

    All of a list are faults if one of them says so; what stands before another 存在 is where.
    """
    return tuple(_lists(reading))


def _lists(reading: Reading) -> Iterator[tuple[Span, ...]]:
    for sentence, match in reading.matches(_LIST):
        before = reading.text[max(sentence.span.start, match.start() - 2) : match.start()]
        parts = items(reading.text, Span(*match.span("list")), joined="[,，]")
        own = tuple(item for part in parts for item in _faults(reading.text, part))
        if not _ASKED.search(before) and any(_FAULT.search(reading.quote(one)) for one in own):
            yield own


def _faults(text: str, part: Span) -> tuple[Span, ...]:
    """Return the items of a part without where they were found: 甲工房、乙工房存在丙."""
    again = _AGAIN.match(text, part.start, part.end)
    return items(text, Span(again.end() if again else part.start, part.end), joined="、")
