"""Safety custody (安全托管): who looks after the safety of which park or enterprise.

A provider is known by what it is hired for: as a 安全管家, for 安全托管, in active and passive
clauses, in an apposition or under a label. What is planned, wished or denied is no custody.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.contracts import contracts
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    RelationType,
    Span,
)
from loaders.documents.text.segment import Sentence

__all__ = ["custody", "providers"]

_TITLE: Final = alternation("custody.title")
_SERVICE: Final = alternation("custody.service")
_BRING: Final = alternation("custody.bring")
_INSTITUTION: Final = alternation("custody.institution")
_WORDS: Final = r"[^,，。;；:：]"
_ROLE: Final = rf"[“\"]?{_TITLE}[”\"]?(?:服务)?(?:{_INSTITUTION})?"
_TITLED: Final = re.compile(
    rf"(?P<bring>{_BRING}(?:了)?|由|与|和)?{_WORDS}{{0,6}}?{_ROLE}(?:[—\-]*|[为是系:：]\s*)\Z"
)
_HIRED: Final = re.compile(rf"(?:{_BRING}(?:了)?|由)\Z")
_FOR: Final = re.compile(rf"{_WORDS}{{0,16}}?{_SERVICE}")
_SERVES: Final = re.compile(
    rf"(?:的)?(?:专业|专家|技术|服务)*(?:团队|机构|力量|专家)?[,，]?为{_WORDS}{{2,30}}?提供{_WORDS}{{0,10}}?{_SERVICE}"
)
_AS: Final = re.compile(rf"(?:作为|担任|为|成为|任){_WORDS}{{0,12}}?{_ROLE}")
_AGREED: Final = re.compile(
    rf"签[订定署约]了?{_WORDS}{{0,16}}?{_SERVICE}{_WORDS}{{0,6}}?(?:合同|协议|书)"
    rf"|举[行办]了?{_WORDS}{{0,16}}?{_SERVICE}{_WORDS}{{0,6}}?签约"
)
_OFFERED: Final = re.compile(
    rf"(?:{_WORDS}{{0,16}}[,，])?(?:已|正式|正)?(?:[为对向给]{_WORDS}{{2,40}}?(?:提供|开展|实施)|受{_WORDS}{{2,40}}?委托"
    rf"|(?:中标|承接|承担|负责|入驻|进驻|接管|托管)了?){_WORDS}{{0,40}}?{_SERVICE}"
    rf"|[与和同]{_WORDS}{{2,40}}?签[订定署约]了?{_WORDS}{{0,16}}?{_SERVICE}{_WORDS}{{0,6}}?(?:合同|协议)"
    rf"|托管了?(?!的)(?={_WORDS}{{2,60}}?(?:公司|园区|企业|厂)){_WORDS}{{2,60}}"
    rf"|(?:担任|成为|作为|是|出任)(?P<whose>{_WORDS}{{2,30}}?)的?{_ROLE}"
)
_TAKEN: Final = re.compile(rf"{_SERVICE}{_WORDS}{{0,8}}?(?:统一|整体)?由\Z")
_UNNAMED: Final = re.compile(
    rf"(?:{_BRING}(?:了)?|由)(?P<name>“?{alternation('custody.third')}”?"
    rf"(?:{alternation('custody.attribute')})*{_INSTITUTION})"
)
_SAME_SERVICE: Final = re.compile(r"该(?:项|种)?(?:服务|模式)已?在")
_REACHED: Final = re.compile(alternation("custody.reach"))
_DENIED: Final = re.compile(
    rf"{alternation('modality.denied', 'modality.future', 'custody.former')}\Z"
)
_ENDED: Final = re.compile(alternation("custody.ended"))
_BARE: Final = re.compile("(?<![业工技])园区(?!企业)")
_CLASS: Final = re.compile(rf"[“\"]?{_TITLE}[”\"]?")
_STEWARD: Final = (EntityType.CUSTODY_PROVIDER,)
_IN_CARE: Final = (EntityType.PARK, EntityType.ENTERPRISE)
_PROVIDING: Final = (EntityType.ENTERPRISE, EntityType.CUSTODY_PROVIDER)
_BEFORE: Final = 40
_AFTER: Final = 90
_CLAUSES_BACK: Final = 4
_FAR: Final = 200


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
        rule = found.rule.removesuffix(".implied")
        yield reading.entity(EntityType.CUSTODY_PROVIDER, found.provider, rule)
    for contract in contracts(reading):
        yield reading.entity(
            EntityType.CUSTODY_PROVIDER, contract.provider.span, "custody.contract"
        )


def custody(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who is in whose custody (托管关系)."""
    for found in _all(reading):
        for cared in found.cared:
            if cared != found.name:
                yield reading.relation(
                    RelationType.IN_CUSTODY_OF, cared, found.name, found.evidence, found.rule
                )
    for contract in contracts(reading):
        for bought in contract.cared:
            pair = (bought.name, contract.provider.name)
            yield reading.relation(
                RelationType.IN_CUSTODY_OF, *pair, contract.evidence, "custody.contract"
            )
    yield from _of_class(reading)


def _of_class(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the one park of a document whose steward has no name: 与“安全管家”密切协作."""
    whole = Span(0, len(reading.text))
    stewards = [n for n in reading.mentions(whole, *_STEWARD) if _CLASS.fullmatch(n.name)]
    parks = reading.names(EntityType.PARK)
    if len(parks) != 1 or not stewards:
        return
    found = reading.mentions(whole, EntityType.PARK)
    pairs = ((p, s) for p, s in _neighbours(found, stewards) if s.span.end - p.span.start <= _AFTER)
    for park, steward in pairs:
        span = Span(park.span.start, steward.span.end)
        if not re.search("[。；;\n]", reading.quote(span)):
            pair = (park.name, steward.name)
            yield reading.relation(RelationType.IN_CUSTODY_OF, *pair, span, "custody.class")
            return


def _neighbours(before: Sequence[Named], after: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield each later thing with the last of the earlier ones that stands before it."""
    starts = [named.span.start for named in before]
    for named in after:
        place = bisect_right(starts, named.span.start) - 1
        if place >= 0:
            yield before[place], named


def _all(reading: Reading) -> Iterator[_Custody]:
    for index, sentence in enumerate(reading.sentences):
        clauses = sentence.clauses
        unreal = reading.unreal_from(sentence.span)
        starts = [clause.start for clause in clauses]
        for company in reading.mentions(sentence.span, *_PROVIDING):
            place = bisect_right(starts, company.span.start) - 1
            ended = _ENDED.search(reading.text, company.span.end, sentence.span.end)
            if company.span.start < unreal and place >= 0 and not ended:
                yield from _named(
                    reading, clauses[max(0, place - _CLAUSES_BACK) : place + 2], company
                )
        yield from _unnamed(reading, index, unreal)


def _named(reading: Reading, clauses: Sequence[Span], company: Named) -> Iterator[_Custody]:
    """Yield a company hired as steward, or with whom custody is agreed."""
    clause = next((c for c in reversed(clauses) if c.start <= company.span.start), clauses[0])
    floor = max(clauses[0].start, company.span.start - _BEFORE)
    before = reading.text[floor : company.span.start]
    stop = min(clauses[-1].end, company.span.end + _AFTER)
    after = reading.text[company.span.end : stop]
    rule = _rule(before, after[: max(0, clause.end - company.span.end)], after)
    if rule is None:
        return
    cared, rest = _subjects(reading, clauses, company.span), stop
    if not cared:
        cared, rule = _only_park(reading, clauses, company.span), f"{rule}.implied"
    offered = _OFFERED.match(after)
    if offered:
        rest = company.span.end + offered.end()
        named = reading.mentions(Span(company.span.end, rest), *_IN_CARE)
        cared, rule = (named, "custody.offered") if named else (cared, rule)
    elif rule.startswith("custody.title"):
        rest = company.span.end
    start = min(cared[0].span.start if cared else clause.start, company.span.start)
    end = max(cared[-1].span.end if cared else 0, min(rest, max(clause.end, company.span.end)))
    if offered:
        end = max(end, rest)
    yield _Custody(
        provider=company.span,
        name=company.name,
        cared=tuple(c.name for c in cared),
        evidence=Span(start, end),
        rule=rule if cared else rule.removesuffix(".implied"),
    )


def _only_park(reading: Reading, clauses: Sequence[Span], company: Span) -> tuple[Named, ...]:
    """Return what 园区 before a company means: the only park of the document, named by then."""
    park = next(iter(reading.mentions(Span(0, clauses[-1].end), EntityType.PARK)), None)
    if park is None or len(reading.names(EntityType.PARK)) != 1:
        return ()
    start = max(clauses[0].start, company.start - _FAR)
    word = _BARE.search(reading.text, start, company.start)
    return (replace(park, span=Span(*word.span())),) if word else ()


def _rule(before: str, clause: str, after: str) -> str | None:
    """Return how the words around a company say that it is a custody provider, if they do.

    Args:
        before: The words before it in its clause.
        clause: The words after it in its clause.
        after: These and the next clause.
    """
    titled = _TITLED.search(before)
    if titled and not _DENIED.search(before[: titled.start()]):
        return "custody.title"
    hired = _HIRED.search(before)
    if hired and not _DENIED.search(before[: hired.start()]):
        taken = _TAKEN.search(before)
        if taken or _FOR.match(clause) or _SERVES.match(after) or _AS.match(after.lstrip(",，")):
            return "custody.service"
    if before.endswith(("与", "和", "同")) and _AGREED.match(clause):
        return "custody.service"
    return "custody.offered" if _OFFERED.match(after) else None


def _unnamed(reading: Reading, index: int, unreal: int) -> Iterator[_Custody]:
    """Yield a third party without a name; the next sentence may say where its service reaches."""
    sentence = reading.sentences[index]
    starts = [clause.start for clause in sentence.clauses]
    for match in _UNNAMED.finditer(reading.text, sentence.span.start, unreal):
        place = bisect_right(starts, match.start()) - 1
        clauses = sentence.clauses[max(0, place - _CLAUSES_BACK) : place + 1]
        cared = _subjects(reading, clauses, Span(*match.span()))
        end = clauses[-1].end
        start = cared[0].span.start if cared else match.start()
        if not cared and index + 1 < len(reading.sentences):
            cared, reach = _reached(reading, reading.sentences[index + 1])
            end = max(end, reach)
        near = Span(match.end(), max(match.end(), min(clauses[-1].end, match.end() + _BEFORE)))
        named = reading.mentions(near, *_PROVIDING)[:1]
        provider = Span(*match.span("name"))
        if named and named[0].span.start == match.end():
            provider = named[0].span
        yield _Custody(
            provider=provider,
            name=reading.quote(provider),
            cared=tuple(c.name for c in cared),
            evidence=Span(start, end),
            rule="custody.third-party",
        )


def _reached(reading: Reading, sentence: Sentence) -> tuple[tuple[Named, ...], int]:
    """Return the parks that 该项服务 reached, and where the sentence stops saying so."""
    for clause in sentence.clauses[:_CLAUSES_BACK]:
        opening = _SAME_SERVICE.match(reading.text, clause.start)
        if opening and _REACHED.search(reading.text, opening.end(), clause.end):
            parks = reading.mentions(Span(opening.end(), clause.end), *_IN_CARE)
            return parks, clause.end
    return (), 0


def _subjects(reading: Reading, clauses: Sequence[Span], before: Span) -> tuple[Named, ...]:
    """Return the parks or enterprises of the nearest clause that names some before the verb."""
    for clause in reversed(clauses):
        end = min(clause.end, before.start)
        start = max(clause.start, end - _FAR)
        if start < end:
            named = reading.mentions(Span(start, end), *_IN_CARE)
            if named:
                return named
    return ()
