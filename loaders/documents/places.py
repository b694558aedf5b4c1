"""Parks (园区) by how their names end, and where things lie (位置)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from loaders.documents.edges import HAN, has_edge, items, name_start
from loaders.documents.lexicon import alternation, terms
from loaders.documents.numerals import number
from loaders.documents.reading import Named, Reading
from loaders.documents.regions import is_wider
from loaders.documents.segment import Sentence
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    RelationType,
    Span,
)

__all__ = ["home", "locations", "parks"]

_PARK: Final = re.compile(rf"{alternation('place.park')}(?![以之]?[内外])")
_OWN_ZONE: Final = re.compile(r"开发区|高新区|经开区|保税区")
_PART: Final = re.compile(
    rf"(?:{alternation('enterprise.industry', 'place.park_attribute')})+{alternation('place.park')}"
)
_ATTRIBUTE: Final = re.compile(rf"(?:{alternation('place.park_attribute')})*")
_PLURAL: Final = re.compile(alternation("place.plural"))
_PARTNER: Final = re.compile(rf"(?P<name>{HAN}{{2,4}})[、和与]\Z")
_TRADE: Final = re.compile(alternation("enterprise.industry"))
_TRADES: Final = re.compile(rf"(?:{alternation('enterprise.industry')})+")
_LISTED: Final = re.compile(
    rf"{alternation('place.listing')}(?P<list>{HAN}{{2,8}}(?:(?:、|以及|及|和){HAN}{{2,8}}){{0,20}}?)"
    rf"(?:(?P<count>[两二三四五六七八九十]|\d+)个|等)"
    rf"(?:{alternation('place.park_attribute')})*{alternation('place.park_noun')}"
)
_PARK_STEM: Final = range(2, 11)
_STEM_MIN: Final = 2
_PLAIN: Final = 3
_COUNTED: Final = re.compile(r"\d|个|[一二三四五六七八九十两][大个家]|企业|领导")
_NEAR: Final = 40
_OPENINGS: Final = 2


@lru_cache(maxsize=4)
def home(reading: Reading) -> str | None:
    """Return the region that the document reports on, or None if none stands out (报告主体).

    It opens at least two clauses as their subject, more than any other region does; a region that
    opens an office's name says nothing.
    """
    counts: Counter[str] = Counter()
    kinds = (EntityType.REGION, EntityType.ORGANISATION, EntityType.ENTERPRISE)
    for clause in (clause for s in reading.sentences for clause in s.clauses):
        first = next(iter(reading.mentions(clause, *kinds)), None)
        if first and first.type is EntityType.REGION and first.span.start == clause.start:
            counts[first.name] += 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _OPENINGS:
        return None
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def parks(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the parks named in the document (园区)."""
    yield from _listed_parks(reading)
    found = list(_park_spans(reading))
    names = {reading.quote(span) for _, span in found}
    for sentence, span in found:
        if not _has_plain_prefix(reading, span, names):
            yield reading.entity(EntityType.PARK, span, "place.park")
            yield from _partner(reading, sentence, span)


def _park_spans(reading: Reading) -> Iterator[tuple[Sentence, Span]]:
    floor = 0
    for sentence, match in reading.matches(_PARK):
        inside = match.start() < floor
        span = None if inside else _park_span(reading, max(floor, sentence.span.start), match)
        if span is not None:
            floor = span.end
            yield sentence, span


def _has_plain_prefix(reading: Reading, span: Span, names: set[str]) -> bool:
    """Return whether the name is another park's with a word before it that is no place."""
    name = reading.quote(span)
    for start in range(1, len(name)):
        if name[start:] in names:
            return not reading.words.has_place(span.start, span.start + start)
    return False


def locations(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield which region something lies in, where its name or the word before it says so (位置)."""
    kinds = (EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
    for sentence in reading.sentences:
        for types in (kinds, (EntityType.REGION,)):
            yield from _touching(reading, reading.mentions(sentence.span, *types))
    yield from _situated(reading)
    yield from _by_own_name(reading)
    yield from _of_home(reading)


def _touching(reading: Reading, named: tuple[Named, ...]) -> Iterator[ExtractedRelation]:
    """Yield 甲市乙区, 甲镇乙市场: what stands right after a region lies in it."""
    for before, after in pairwise(named):
        if before.span.end == after.span.start and before.type is EntityType.REGION:
            if after.type is EntityType.REGION and not is_wider(before.name, after.name):
                continue
            span = Span(before.span.start, after.span.end)
            yield _lies(reading, (after.name, before.name), span, "place.before")


def _park_span(reading: Reading, floor: int, match: re.Match[str]) -> Span | None:
    """Return the park's name, or None if it has none of its own.

    A region before it belongs to the name only where nothing else tells it from other parks.
    """
    start = name_start(reading, floor, match.start(), least=0)
    regions = reading.mentions(Span(start, match.start()), EntityType.REGION)
    inner = max((start, *(region.span.end for region in regions)))
    own = _TRADES.sub("", _ATTRIBUTE.sub("", reading.text[inner : match.start()]))
    placed = bool(regions) and regions[-1].span.end == inner
    if not own and placed and _OWN_ZONE.match(match.group()):
        inner = regions[-1].span.start
    stem = reading.text[inner : match.start()]
    own = _TRADES.sub("", _ATTRIBUTE.sub("", stem))
    if len(stem) not in _PARK_STEM or len(own) < _STEM_MIN or _COUNTED.search(stem):
        return None
    named = reading.words.may_be_proper(inner) or reading.words.has_proper(inner, match.start())
    placed_word = reading.words.has_place(inner, inner + 1) and not _PARK.search(stem)
    bare = match.group() == "园区" and not placed_word
    if bare or not (placed or named or len(own) <= _PLAIN):
        return None
    more = _PART.match(reading.text, match.end())
    return Span(inner, more.end() if more else match.end())


def _partner(reading: Reading, sentence: Sentence, park: Span) -> Iterator[ExtractedEntity]:
    """Yield the park listed before one that carries the ending for both: 甲、乙产业园."""
    match = _PARTNER.search(reading.text, max(sentence.span.start, park.start - _NEAR), park.start)
    if match is None or not _PLURAL.search(
        reading.text, park.end, min(sentence.span.end, park.end + _NEAR)
    ):
        return
    start = match.start("name")
    if has_edge(reading, start) and not _TRADE.search(match.group("name")):
        span = Span(start, start + len(match.group("name")))
        yield reading.entity(EntityType.PARK, span, "place.park.list")


def _listed_parks(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield parks of a list that is said to be one: 甲、乙及丙三个化工园区, 甲、乙等化工园区."""
    for _, match in reading.matches(_LISTED):
        listed = items(reading.text, Span(*match.span("list")))
        count = match.group("count")
        names = [reading.quote(item) for item in listed]
        if count and number(count) != len(listed):
            continue
        if all(name not in terms("enterprise.industry") for name in names):
            for item in listed:
                yield reading.entity(EntityType.PARK, item, "place.park.apposition")


def _situated(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 位于甲镇的乙公司."""
    for sentence, match in reading.matches(re.compile("位于")):
        after = Span(match.end(), sentence.span.end)
        named = reading.mentions(after, EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
        for place, company in pairwise(named):
            between = reading.text[place.span.end : company.span.start]
            kinds = (place.type is EntityType.ENTERPRISE, company.type is EntityType.ENTERPRISE)
            if between == "的" and kinds == (False, True):
                span = Span(match.start(), company.span.end)
                yield _lies(reading, (company.name, place.name), span, "place.situated")


def _by_own_name(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the region that opens an enterprise's registered name; the narrowest counts."""
    for company in reading.entities:
        if company.type is not EntityType.ENTERPRISE:
            continue
        floor, inside = company.span.start, None
        for region in reading.mentions(company.span, EntityType.REGION, EntityType.PARK):
            if region.span.start == floor:
                floor, inside = region.span.end, region.name
        if inside and inside != company.name:
            pair = (company.name, inside)
            yield _lies(reading, pair, company.span, "place.own-name")


def _of_home(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 该市 before a park: the park lies in the region that the document reports on."""
    region = home(reading)
    for sentence in reading.sentences:
        for park in reading.mentions(sentence.span, EntityType.PARK):
            start = park.span.start - 2
            said = reading.text[max(0, start) : park.span.start]
            if region and said == f"该{region[-1]}":
                span = Span(start, park.span.end)
                yield _lies(reading, (park.name, region), span, "place.home")


def _lies(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.LOCATED_IN, pair[0], pair[1], span, rule)
