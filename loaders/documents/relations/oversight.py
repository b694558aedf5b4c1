"""Oversight (监督): whom an inspection is said to be aimed at, as a list names them."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import runs
from loaders.documents.relations.signing import issuers
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["oversight"]

_OBJECT: Final = re.compile(
    r"[”》]?等?[^,，。;；]{0,8}?为(?:本次|此次|重点)?(?:专项)?(?:巡查|督查|检查|督导|监管|执法|考核|巡察)(?:的)?(?:重点)?(?:对象|单位)"
)
_LED: Final = re.compile(r"(?:巡查|督查|督导|检查)[^,，。;；]{0,6}?(?:组|办公室|领导小组)\Z")
_ACTORS: Final = (
    EntityType.REGION,
    EntityType.ORGANISATION,
    EntityType.ENTERPRISE,
    EntityType.PARK,
)
_NEAR: Final = 200


def oversight(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the objects of an inspection (监督对象)."""
    last: Named | None = None
    for sentence in reading.sentences:
        unreal = reading.unreal_from(sentence.span)
        for clause in sentence.clauses:
            if clause.start >= unreal:
                break
            named = reading.mentions(clause, *_ACTORS)
            for run in runs(reading, named):
                match = _OBJECT.match(reading.text, run.span.end, clause.end)
                opened = reading.text[run.span.start - 1 : run.span.start] == "以"
                if match and opened:
                    span = Span(run.span.start - 1, match.end())
                    for thing in run.heads:
                        for name in _inspectors(reading, last, clause.start):
                            yield _over(reading, (name, thing.name), span)
            offices = [n for n in named if n.type is EntityType.ORGANISATION]
            last = next((n for n in reversed(offices) if _LED.search(n.name)), last)


def _inspectors(reading: Reading, last: Named | None, start: int) -> tuple[str, ...]:
    """Return who inspects: the inspecting group named last, else who speaks in the document."""
    if last is not None and start - last.span.end <= _NEAR:
        return (last.name,)
    return issuers(reading, start)


def _over(reading: Reading, pair: tuple[str, str], span: Span) -> ExtractedRelation:
    return reading.relation(RelationType.REGULATES, *pair, span, "oversight.listed")
