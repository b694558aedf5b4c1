"""Safety custody (安全托管): who looks after the safety of which park or enterprise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.reading import Named, Reading
from loaders.documents.segment import Sentence
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    RelationType,
    Span,
)

__all__ = ["UNREAL", "custody", "providers"]

UNREAL: Final = re.compile(alternation("modality.unreal"))

_QUOTED_TITLE: Final = rf"[“\"]?{alternation('custody.title')}[”\"]?"
_BROUGHT: Final = re.compile(
    rf"(?:{alternation('custody.bring')}|由)(?P<title>{_QUOTED_TITLE}(?:服务)?(?:机构|单位|公司)?[—-]*)?\Z"
)
_SERVICE: Final = re.compile(alternation("custody.service"))
_CONTRACT: Final = re.compile(
    rf"签[订定署]了?[^,，。]{{0,10}}{alternation('custody.service')}[^,，。]{{0,6}}(?:合同|协议)"
)
_OFFERED: Final = re.compile(
    rf"(?:[为对向][^,，。]{{2,40}}?(?:提供|开展|实施)|受[^,，。]{{2,40}}?委托)"
    rf"[^,，。]{{0,8}}{alternation('custody.service')}"
)
_UNNAMED: Final = re.compile(
    rf"{alternation('custody.bring')}(?P<name>“?{alternation('custody.third')}”?"
    rf"(?:{alternation('custody.attribute')})*{alternation('custody.institution')})"
)
_SAME_SERVICE: Final = re.compile(r"该(?:项|种)?(?:服务|模式)已?在")
_REACHED: Final = re.compile(alternation("custody.reach"))
_WINDOW: Final = 120
_IN_CARE: Final = (EntityType.PARK, EntityType.ENTERPRISE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Custody:
    """A provider, those in its care, and the words that say so."""

    provider: Span
    name: str
    cared: tuple[str, ...]
    evidence: Span
    rule: str


def providers(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield custody providers: by title, by contract, or unnamed third parties (安全托管机构)."""
    for found in _all(reading):
        yield reading.entity(EntityType.CUSTODY_PROVIDER, found.provider, found.rule)


def custody(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who is in whose custody (托管关系)."""
    for found in _all(reading):
        for cared in found.cared:
            if cared != found.name:
                yield reading.relation(
                    RelationType.IN_CUSTODY_OF, cared, found.name, found.evidence, found.rule
                )


def _all(reading: Reading) -> Iterator[_Custody]:
    for index, sentence in enumerate(reading.sentences):
        if UNREAL.search(reading.quote(sentence.span)):
            continue
        yield from _named(reading, sentence)
        yield from _unnamed(reading, index)


def _named(reading: Reading, sentence: Sentence) -> Iterator[_Custody]:
    """Yield a company brought in as steward, or with whom custody is agreed."""
    kinds = (EntityType.ENTERPRISE, EntityType.CUSTODY_PROVIDER)
    for company in reading.mentions(sentence.span, *kinds):
        before = reading.text[
            max(sentence.span.start, company.span.start - _WINDOW) : company.span.start
        ]
        brought = _BROUGHT.search(before)
        clause = _clause_at(sentence, company.span)
        after = reading.text[company.span.end : min(clause.end, company.span.end + _WINDOW)]
        offered = _OFFERED.match(after)
        titled = bool(brought and brought.group("title"))
        serving = bool(brought and _SERVICE.search(after))
        agreed = before.endswith("与") and bool(_CONTRACT.search(after))
        if titled or serving or agreed or offered:
            cared = _subjects(reading, sentence, company.span)
            if offered:
                rest = Span(company.span.end, company.span.end + offered.end())
                cared = reading.mentions(rest, *_IN_CARE)
            start = min(cared[0].span.start if cared else clause.start, company.span.start)
            yield _Custody(
                provider=company.span,
                name=company.name,
                cared=tuple(c.name for c in cared),
                evidence=Span(start, clause.end if not titled else company.span.end),
                rule="custody.title" if titled else "custody.service",
            )


def _unnamed(reading: Reading, index: int) -> Iterator[_Custody]:
    """Yield a third party without a name; the next sentence may say where its service reaches."""
    sentence = reading.sentences[index]
    for match in _UNNAMED.finditer(reading.text, sentence.span.start, sentence.span.end):
        cared = _subjects(reading, sentence, Span(*match.span()))
        end = _clause_at(sentence, Span(*match.span())).end
        start = cared[0].span.start if cared else match.start()
        if not cared and index + 1 < len(reading.sentences):
            cared, reach = _reached(reading, reading.sentences[index + 1])
            end = max(end, reach)
        yield _Custody(
            provider=Span(*match.span("name")),
            name=match.group("name"),
            cared=tuple(c.name for c in cared),
            evidence=Span(start, end),
            rule="custody.third-party",
        )


def _reached(reading: Reading, sentence: Sentence) -> tuple[tuple[Named, ...], int]:
    """Return the parks that 该项服务 reached, and where the sentence stops saying so."""
    for clause in sentence.clauses:
        opening = _SAME_SERVICE.match(reading.text, clause.start)
        if opening and _REACHED.search(reading.text, opening.end(), clause.end):
            parks = reading.mentions(Span(opening.end(), clause.end), *_IN_CARE)
            return parks, clause.end
    return (), 0


def _subjects(reading: Reading, sentence: Sentence, before: Span) -> tuple[Named, ...]:
    """Return the parks or enterprises of the nearest clause that names some before the verb."""
    for clause in reversed(sentence.clauses):
        end = min(clause.end, before.start)
        if clause.start < end:
            named = reading.mentions(Span(clause.start, end), *_IN_CARE)
            if named:
                return named
    return ()


def _clause_at(sentence: Sentence, span: Span) -> Span:
    return next((c for c in sentence.clauses if c.start <= span.start < c.end), sentence.span)
