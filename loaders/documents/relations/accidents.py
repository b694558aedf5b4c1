"""Accidents (事故): which enterprise had which accident."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.clauses import stated
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import runs
from loaders.documents.relations.belongings import owner_in
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["accidents"]

_STRUCK: Final = frozenset({EntityType.ENTERPRISE})
_ACCIDENT: Final = re.compile(
    r"(?:事故|爆炸|闪爆|燃爆|火灾|起火|着火|泄漏|泄露|中毒|窒息|坍塌|垮塌|坠落|溃坝|透水)(?:事件)?\Z"
)
_BETWEEN: Final = re.compile(
    r"(?:“[^”]{1,12}”|[\"\d.·月日]|的|特别|重大|较大|一般|厂区|园区|公司|[A-Za-z#])*"
)
_REACH: Final = 40
_FAR: Final = 200


def accidents(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield enterprises and the accidents that they had (事故关系)."""
    for predicate in stated(reading, "happen"):
        yield from _happened(reading, predicate)
    yield from _named(reading)


def _happened(reading: Reading, predicate: Predicate) -> Iterator[ExtractedRelation]:
    """Yield 甲公司…发生…事故: the last enterprise before the verb, or the sentence's subject."""
    end = min(predicate.clause.end, predicate.verb.end + _REACH)
    hazards = reading.mentions(Span(predicate.verb.end, end), EntityType.HAZARD)
    struck = _struck(reading, predicate)
    if hazards and struck:
        span = Span(struck.span.start, hazards[-1].span.end)
        for hazard in hazards if span.end - span.start <= _FAR else ():
            pair = (struck.name, hazard.name)
            yield reading.relation(RelationType.HAD_ACCIDENT, *pair, span, "accident.happened")


def _struck(reading: Reading, predicate: Predicate) -> Named | None:
    """Return the one that had it; of two (甲公司员工在乙公司) it is not told which."""
    before = Span(max(predicate.clause.start, predicate.verb.start - _FAR), predicate.verb.start)
    found = tuple(runs(reading, reading.mentions(before, EntityType.ENTERPRISE)))
    names = {owner_in(item).name for run in found for item in run.items}
    if predicate.place and len(names) > 1:
        return None
    for run in (predicate.before, predicate.place, predicate.subject):
        owners = [owner_in(item) for item in run.items] if run else []
        named = [n for n in owners if n.type in _STRUCK]
        if len(named) == 1:
            return named[0]
    return None


def _named(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲公司“3·21”爆炸事故: the accident that bears the enterprise's name."""
    whole = Span(0, len(reading.text))
    named = reading.mentions(whole, EntityType.ENTERPRISE, EntityType.HAZARD)
    for one, other in pairwise(named):
        kinds = (one.type, other.type)
        start, end = one.span.end, other.span.start
        if kinds != (EntityType.ENTERPRISE, EntityType.HAZARD) or end - start > _REACH:
            continue
        if _ACCIDENT.search(other.name) and _BETWEEN.fullmatch(reading.text, start, end):
            span = Span(one.span.start, other.span.end)
            pair = (one.name, other.name)
            yield reading.relation(RelationType.HAD_ACCIDENT, *pair, span, "accident.named")
