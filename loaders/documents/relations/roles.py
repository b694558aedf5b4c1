"""Roles (角色标签): hosts and advisers on lines of their own, and who signs for a park."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.grammar.runs import ACTORS, runs
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["roles"]

_LABEL: Final = re.compile(
    r"(?:(?P<host>主办|承办|主编|组织|发布)|(?P<adviser>指导|支持|协办|技术支持|参编))"
    r"(?:单位|机构|方)[ 　]*[:：][ 　]*"
)
_COMMITTEE: Final = re.compile(r"(?:党工委)?管(?:理)?委(?:员)?会(?:[（(]筹[)）])?")
_SIGNED: Final = re.compile(r"[ \t　]*(?:[（(]筹[)）])?[ \t　]*(?:\n|\Z)")
_FOOTER: Final = re.compile("版权所有|ICP|网站|技术支持|备案|联系电话")
_NEAR: Final = 300
_LINE_MAX: Final = 120


def roles(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 主办单位:甲 under an event's name, and the park whose committee signs (角色关系)."""
    yield from _labelled(reading)
    yield from _committees(reading)


def _labelled(reading: Reading) -> Iterator[ExtractedRelation]:
    whole = Span(0, len(reading.text))
    events = reading.mentions(whole, EntityType.PROGRAMME)
    starts = [event.span.start for event in events]
    for label in _LABEL.finditer(reading.text) if events else ():
        place = bisect_right(starts, label.start()) - 1
        line = reading.text.find("\n", label.end(), label.end() + _LINE_MAX)
        end = line if line >= 0 else min(len(reading.text), label.end() + _LINE_MAX)
        run = next(runs(reading, reading.mentions(Span(label.end(), end), *ACTORS)), None)
        if run is None or place < 0 or run.span.start != label.end():
            continue
        if _FOOTER.search(reading.text, label.end(), end):
            continue
        event = events[place]
        span = Span(event.span.start, run.span.end)
        for one in run.heads if span.end - span.start <= _NEAR else ():
            if label.group("host"):
                pair = (one.name, event.name)
                yield reading.relation(RelationType.MANAGES, *pair, span, "duty.label")
            else:
                pair = (event.name, one.name)
                yield reading.relation(RelationType.SUPPORTED_BY, *pair, span, "duty.label")


def _committees(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the park of the committee that signs a notice about it (管委会落款).

    The name alone states nothing: elsewhere the committee only bears the park's.
    """
    for office in reading.mentions(Span(0, len(reading.text)), EntityType.ORGANISATION):
        before = reading.text.rfind("\n", 0, office.span.start)
        alone = not reading.text[before + 1 : office.span.start].strip()
        if before < 0 or not alone or not _SIGNED.match(reading.text, office.span.end):
            continue
        for park in reading.mentions(office.span, EntityType.PARK)[:1]:
            rest = _COMMITTEE.fullmatch(reading.text, park.span.end, office.span.end)
            told = reading.text.find(park.name, 0, before) >= 0
            if rest and told and park.span.start == office.span.start:
                pair = (office.name, park.name)
                yield reading.relation(RelationType.MANAGES, *pair, office.span, "duty.committee")
