"""Looking after (包保联系): which leader answers for which enterprise or park, by name.

副市长甲联系包保乙园区; 丙公司苯罐区为重大危险源,主要负责人丁某,技术负责人戊某.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import runs
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["looking_after"]

_CARED: Final = (EntityType.ENTERPRISE, EntityType.PARK)
_LOOKS_AFTER: Final = re.compile(
    r"(?:同志)?(?:负责)?(?:联系包保|包保联系|安全包保|包保|包联|包抓|挂钩联系|挂点联系|定点联系|挂联)"
)
_HOLDER: Final = re.compile(alternation("post.answering"))
_NEAR: Final = 100


def looking_after(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who looks after whom, and who holds the post that answers for whom (包保责任)."""
    for sentence in reading.sentences:
        real = Span(sentence.span.start, reading.unreal_from(sentence.span))
        for leader in reading.mentions(real, EntityType.LEADER):
            yield from _after(reading, sentence, leader)
            if _HOLDER.match(leader.name) and not _HOLDER.fullmatch(leader.name):
                yield from _holding(reading, sentence, leader)


def _after(reading: Reading, sentence: Sentence, leader: Named) -> Iterator[ExtractedRelation]:
    """Yield 甲联系包保乙、丙."""
    verb = _LOOKS_AFTER.match(reading.text, leader.span.end, sentence.span.end)
    if verb is None:
        return
    run = next(runs(reading, reading.mentions(Span(verb.end(), sentence.span.end), *_CARED)), None)
    for thing in run.heads if run and run.span.start == verb.end() else ():
        yield _answers(reading, leader, thing, "duty.looks-after")


def _holding(reading: Reading, sentence: Sentence, leader: Named) -> Iterator[ExtractedRelation]:
    """Yield 甲公司…,主要负责人乙某: of the only enterprise or park that the sentence names."""
    named = {n.name: n for n in reading.mentions(sentence.span, *_CARED)}
    thing = next(iter(named.values())) if len(named) == 1 else None
    if thing and thing.span.end <= leader.span.start:
        yield _answers(reading, leader, thing, "duty.holds-post")


def _answers(reading: Reading, leader: Named, thing: Named, rule: str) -> ExtractedRelation:
    first, last = sorted((leader.span, thing.span))
    span = Span(first.start, last.end)
    pair = (leader.name, thing.name)
    return reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, rule)
