"""Pilots (试点): which park or enterprise tries out which programme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.edges import HAN, items
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import runs
from loaders.documents.lexicon import alternation, terms
from loaders.documents.names.enterprises import PICKED
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    RelationType,
    Span,
)
from loaders.documents.text.segment import Sentence

__all__ = ["Pilot", "pilot_links", "pilot_programmes", "pilots"]

_TRYING: Final = (EntityType.PARK, EntityType.ENTERPRISE, EntityType.REGION)
_NOUN: Final = alternation("programme.pilot_noun", "pilot.noun")
_END: Final = rf"{_NOUN}?(?:工作)?(?=[,，。;；\n]|$)"
_ADVERB: Final = alternation("pilot.adverb")
_BECOME: Final = alternation("programme.pilot", "pilot.become")
_BECOMES: Final = re.compile(
    rf"{_ADVERB}*(?:[被由]{HAN}{{2,16}}?)?{_BECOME}了?(?P<what>[^,，。;；]{{2,40}}?试点){_END}"
)
_IN: Final = re.compile(
    r"在(?P<where>[^,，。;；]{2,60}?)(?P<each>分别)?开展(?P<what>[^,，。;；]{4,60}?试点)"
)
_DOES: Final = re.compile(
    rf"{_ADVERB}*{alternation('pilot.try')}了?(?P<what>[^,，。;；]{{4,40}}?试点)"
)
_AFTER_LIST: Final = re.compile(rf"(?:分[两三四\d]批)?开展(?P<what>{HAN}{{4,30}}?试点)")
_PURPOSE: Final = re.compile(
    rf"为(?:全[省市区县])?(?P<what>{HAN}{{4,20}}?建设)(?:全面实施|全面推开|推广)?(?:积累经验|提供样板|提供经验|探索路子)"
)
_FIRST_OF_PILOTS: Final = re.compile(r"在[^,，。]{0,14}试点[^,，。]{0,6}中率先建成")
_SCOPE: Final = re.compile(
    rf"(?:{alternation('programme.scope')})*(?:{HAN}{{2,14}}?{alternation('programme.line')})?"
)
_NEAR: Final = 200
_CORE_MIN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """One statement that some try out a programme (试点陈述).

    Attributes:
        trying: Names of those that try it.
        programme: Name of the programme.
        printed: Where its name stands; None if another sentence names it.
        evidence: The words that say so.
        rule: Id of the rule.
    """

    trying: tuple[str, ...]
    programme: str
    printed: Span | None
    evidence: Span
    rule: str


def pilots(reading: Reading) -> Iterator[Pilot]:
    """Yield pilots in every sentence that states them as done (试点)."""
    for sentence in reading.sentences:
        unreal = reading.unreal_from(sentence.span)
        for rule in (_become, _in_place, _picked):
            for pilot in rule(reading, sentence):
                if pilot.evidence.start < unreal:
                    yield pilot


def pilot_programmes(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the programmes that are tried out (试点项目)."""
    for pilot in pilots(reading):
        if pilot.printed is not None:
            yield reading.entity(EntityType.PROGRAMME, pilot.printed, pilot.rule)


def pilot_links(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who tries out what (试点关系)."""
    for pilot in (*pilots(reading), *_first(reading)):
        for name in pilot.trying:
            yield reading.relation(
                RelationType.PILOT_OF, name, pilot.programme, pilot.evidence, pilot.rule
            )


def _become(reading: Reading, sentence: Sentence) -> Iterator[Pilot]:
    """Yield 甲、乙成为…试点: the list that ends where the verb begins."""
    for clause in sentence.clauses:
        for run in runs(reading, reading.mentions(clause, *_TRYING)):
            for pattern, rule in ((_BECOMES, "pilot.be"), (_DOES, "pilot.do")):
                if rule == "pilot.do" and run.span.start != clause.start:
                    continue
                match = pattern.match(reading.text, run.span.end, sentence.span.end)
                what = _without_scope(reading, Span(*match.span("what"))) if match else None
                if match and what:
                    evidence = Span(min(clause.start, run.span.start), match.end())
                    yield _pilot(reading, run.heads, what, evidence, rule)
                    break


def _in_place(reading: Reading, sentence: Sentence) -> Iterator[Pilot]:
    """Yield 在甲、乙分别开展丙、丁试点: one each, in order; without 分别 all try the same."""
    for match in _IN.finditer(reading.text, sentence.span.start, sentence.span.end):
        where = reading.mentions(Span(*match.span("where")), *_TRYING)
        places = tuple(place for run in runs(reading, where) for place in run.heads)
        what, evidence = Span(*match.span("what")), Span(*match.span())
        if match.group("each"):
            parts = _parts(reading, what, len(places))
            for place, part in zip(places, parts, strict=False):
                yield _pilot(reading, (place,), part, evidence, "pilot.respectively")
        elif places:
            yield _pilot(reading, places, what, evidence, "pilot.in")


def _picked(reading: Reading, sentence: Sentence) -> Iterator[Pilot]:
    """Yield 选择甲等3家企业开展…试点, and 确定甲、乙为试点企业 with its purpose."""
    for match in PICKED.finditer(reading.text, sentence.span.start, sentence.span.end):
        trying = reading.mentions(Span(*match.span("list")), *_TRYING)
        after = _AFTER_LIST.match(reading.text, match.end(), sentence.span.end)
        if trying and after:
            evidence = Span(match.start(), after.end())
            yield _pilot(reading, trying, Span(*after.span("what")), evidence, "pilot.picked")
        elif trying and "试点" in reading.text[match.end("list") : match.end()]:
            yield from _for_purpose(reading, sentence, match, trying)


def _for_purpose(
    reading: Reading, sentence: Sentence, match: re.Match[str], trying: tuple[Named, ...]
) -> Iterator[Pilot]:
    """Yield pilots named only as such, where the sentence says what for and a programme fits."""
    end = min(sentence.span.end, match.end() + _NEAR)
    purpose = _PURPOSE.search(reading.text, match.end(), end)
    known = {_core(name): name for name in reading.names(EntityType.PROGRAMME)}
    if purpose and (name := known.get(_core(purpose.group("what")))):
        yield Pilot(
            trying=tuple(named.name for named in trying),
            programme=name,
            printed=None,
            evidence=Span(match.start(), purpose.end()),
            rule="pilot.purpose",
        )


def _first(reading: Reading) -> Iterator[Pilot]:
    """Yield 甲区在…试点城市中率先建成…平台: a park that tries out a platform."""
    for sentence, match in reading.matches(_FIRST_OF_PILOTS):
        start = max(sentence.span.start, match.start() - _NEAR)
        before = reading.mentions(Span(start, match.start()), *_TRYING)
        after = Span(match.end(), min(sentence.span.end, match.end() + _NEAR))
        built = reading.mentions(after, EntityType.PLATFORM)
        if before and before[-1].span.end == match.start() and len(built) == 1:
            yield Pilot(
                trying=(before[-1].name,),
                programme=built[0].name,
                printed=None,
                evidence=Span(before[-1].span.start, built[0].span.end),
                rule="pilot.first",
            )


def _pilot(
    reading: Reading, trying: tuple[Named, ...], what: Span, evidence: Span, rule: str
) -> Pilot:
    return Pilot(
        trying=tuple(named.name for named in trying),
        programme=reading.quote(what),
        printed=what,
        evidence=evidence,
        rule=rule,
    )


def _without_scope(reading: Reading, what: Span) -> Span | None:
    """Return the pilot's name without how far it reaches, or None if nothing is left of it."""
    scope = _SCOPE.match(reading.text, what.start, what.end)
    start = scope.end() if scope else what.start
    return Span(start, what.end) if what.end - start >= _CORE_MIN else None


def _parts(reading: Reading, what: Span, count: int) -> tuple[Span, ...]:
    """Return the list in as many parts as asked, cutting at 、 alone if 和 belongs to a name."""
    found = items(reading.text, what)
    if len(found) == count:
        return found
    starts = [what.start, *(what.start + m.end() for m in re.finditer("、", reading.quote(what)))]
    ends = [*(start - 1 for start in starts[1:]), what.end]
    parts = tuple(Span(s, e) for s, e in zip(starts, ends, strict=True))
    return parts if len(parts) == count else ()


def _core(name: str) -> str:
    """Return a programme's name as it is compared: one word for one system, without 试点."""
    (same,) = terms("programme.same_to")
    return re.sub(alternation("programme.same_as"), same, name).removesuffix("试点")
