"""Choice (入选): which parks, enterprises and regions are chosen for a pilot or a title.

甲园区成功入选“乙单位”, 确定甲园区等十个园区为乙试点, “乙单位”出炉,他们是甲园区、丙园区: each
of them is a pilot of it, also those that a list on lines of their own goes on with.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["chosen"]

_TITLE: Final = re.compile(r"试点|示范|样板|标杆|创建|(?:单位|园区|企业|名单|名录|建设)[”》]?\Z")
_ENTERS: Final = re.compile(
    rf"[^,，。;；]{{0,12}}?(?:{alternation('pilot.chosen')})[^。;；]{{0,30}}?[“《]?"
)
_NAMED: Final = re.compile(
    r"(?:等[\d一二三四五六七八九十]*[余多]?[个家]?[^,，。;；]{0,10}?)?(?:被)?(?:确定|认定|评选|评定|命名)?为[^,，。;；、]{0,20}?[“《]?"
)
_CHOOSES: Final = re.compile(
    r"(?:确定|认定|评选出?|选定|遴选出?|授予|评定|命名)(?:了)?[^,，。;；、]{0,6}\Z"
)
_ARE: Final = re.compile(
    r"[”》]?[^。;；\n]{0,40}?(?:[他它]们是|分别是|分别为|包括|名单(?:如下)?[:：]|为[:：]|有[:：])"
)
_LIST: Final = re.compile(r"[”》]?(?:全)?名单(?:如下)?[^\n]{0,20}\n")
_ROW: Final = re.compile(r"(?:[^\n。;；]{0,24}\n){0,3}[^\n。;；]{0,24}")
_TRYING: Final = frozenset({EntityType.PARK, EntityType.ENTERPRISE, EntityType.REGION})
_NEAR: Final = 200
_LIST_MAX: Final = 1500
_FEW: Final = 8
_MOST: Final = 60


def chosen(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who is chosen for a pilot or bears a title (入选试点)."""
    for sentence in reading.sentences:
        named = reading.mentions(sentence.span)
        papers = (n for n in named if n.type is EntityType.PROGRAMME)
        titles = [n for n in papers if _TITLE.search(n.name)][:_FEW]
        found = list(runs(reading, named))[:_MOST] if titles else []
        for title in titles:
            yield from _entering(reading, title, found)
            yield from _listed(reading, sentence, title, found)
            yield from _rows(reading, title)


def _entering(reading: Reading, title: Named, found: list[Run]) -> Iterator[ExtractedRelation]:
    """Yield 甲成功入选乙, 确定甲为乙."""
    for run in found:
        if run.span.end > title.span.start:
            return
        text = reading.text
        enters = _ENTERS.fullmatch(text, run.span.end, title.span.start)
        before = text[max(0, run.span.start - 12) : run.span.start]
        named = _NAMED.fullmatch(text, run.span.end, title.span.start)
        if enters or (named and _CHOOSES.search(before)):
            yield from _of(reading, title, run)


def _listed(
    reading: Reading, sentence: Sentence, title: Named, found: list[Run]
) -> Iterator[ExtractedRelation]:
    """Yield 乙出炉,他们是甲、丙."""
    told = _ARE.match(reading.text, title.span.end, sentence.span.end)
    for run in found if told else ():
        if told and told.end() <= run.span.start <= told.end() + 1:
            yield from _of(reading, title, run)


def _rows(reading: Reading, title: Named) -> Iterator[ExtractedRelation]:
    """Yield the parks on the lines below 以下为乙名单, as far as each line names one."""
    head = _LIST.match(reading.text, title.span.end)
    end = head.end() if head else 0
    after = Span(end, min(len(reading.text), end + _LIST_MAX))
    for park in reading.mentions(after, EntityType.PARK)[:_MOST] if head else ():
        if not _ROW.fullmatch(reading.text, end, park.span.start):
            return
        span = Span(park.span.start, park.span.end)
        yield _pilot(reading, park.name, title.name, span, "pilot.row")
        end = park.span.end


def _of(reading: Reading, title: Named, run: Run) -> Iterator[ExtractedRelation]:
    span = Span(min(run.span.start, title.span.start), max(run.span.end, title.span.end))
    for one in run.heads if span.end - span.start <= _NEAR else ():
        if one.type in _TRYING:
            yield _pilot(reading, one.name, title.name, span, "pilot.chosen")


def _pilot(reading: Reading, one: str, title: str, span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.PILOT_OF, one, title, span, rule)
