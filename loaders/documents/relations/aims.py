"""Aims (措施对象): what a measure is for that no verb of its clause says.

A measure is told for a purpose: for the hazard that stands right before it, else for the activity
that its sentence spoke of last: 针对瓶装气泄漏隐患逐户排查, 丙行动中,采取丁方式.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["aims", "is_activity"]

_PAPER: Final = re.compile(
    r"(?:方案|办法|规定|通知|意见|细则|法|条例|导则|标准|通告|公告|制度|机制|报告|结果|清单|会议|会)[》”]?\Z"
)
_KINDS: Final = (EntityType.MEASURE, EntityType.HAZARD, EntityType.PROGRAMME)
_CLOSE: Final = 15
_FEW: Final = 2


def aims(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the hazard or the activity right before a measure (措施对象)."""
    if not reading.names(EntityType.MEASURE):
        return
    for sentence in reading.sentences:
        yield from _of(reading, sentence)


def is_activity(one: Named) -> bool:
    """Return whether a programme is something done, not a paper or a rule (活动类)."""
    return one.type is EntityType.PROGRAMME and not _PAPER.search(one.name)


def _of(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    hazards: list[Named] = []
    activity: Named | None = None
    for one in reading.mentions(sentence.span, *_KINDS):
        if one.type is EntityType.HAZARD:
            hazards.append(one)
        elif is_activity(one):
            activity = one
        elif one.type is EntityType.MEASURE:
            yield from _for(reading, one, _close(one, hazards), "aim.hazard")
            if activity and not hazards:
                yield from _for(reading, one, [activity], "aim.activity")


def _close(measure: Named, hazards: Sequence[Named]) -> Sequence[Named]:
    """Return the hazards right before a measure, unless there are many to choose from."""
    if len(hazards) > _FEW:
        return []
    return [n for n in hazards if measure.span.start - n.span.end < _CLOSE]


def _for(
    reading: Reading, measure: Named, things: Sequence[Named], rule: str
) -> Iterator[ExtractedRelation]:
    for thing in things:
        span = Span(thing.span.start, measure.span.end)
        pair = (measure.name, thing.name)
        yield reading.relation(RelationType.MEASURE_FOR, *pair, span, rule)
