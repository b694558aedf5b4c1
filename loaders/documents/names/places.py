"""Parks (园区) by how their names end, and where things lie (位置)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge, items, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, terms
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    Span,
)
from loaders.documents.text.numerals import number
from loaders.documents.text.segment import Sentence
from loaders.reference.divisions import divisions

__all__ = ["home", "parks"]

_SECTOR: Final = r"(?:[A-Z]|[东西南北中])(?:片区|区块)"
_PARK: Final = re.compile(
    rf"(?:{alternation('place.park')}{_SECTOR}|集中{_SECTOR}|{alternation('place.park')}|[石炼]化区)(?![以之]?[内外])"
)
_OWN_ZONE: Final = re.compile(r"开发区|高新区|经开区|保税区")
_NARROW: Final = re.compile(r"[县区旗镇乡]\Z")
_ZONES: Final = re.compile(
    rf"(?:(?<=[、，,：:])|(?<![^\n]))(?P<name>{alternation('place.zone')})(?=、|管委会)"
)
_PART: Final = re.compile(
    rf"(?:{alternation('enterprise.industry', 'place.park_attribute')})+{alternation('place.park')}"
    r"|(?:[石炼]化|化工)区|化工园区?"
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
_IN_ZONE: Final = re.compile(
    rf"{alternation('place.zone')}(?:{alternation('enterprise.industry')})*"
)
_DONE: Final = re.compile(alternation("place.done"))
_AREA: Final = "新区"
_BARE: Final = "园区"
_NATION: Final = re.compile(r"[中全]国|我国")
_COUNTED: Final = re.compile(
    r"[及和与局厅]|第.{1,2}批|首[批家个]|[A-D]级|各类|一?整套|(?:[省市县]|国家)级\Z|\d|个|[一二三四五六七八九十两][大个家]|企业|领导"
)
_NO_PARK: Final = re.compile(alternation("place.no_park"))
_COMMITTEE: Final = re.compile(r"工作委员会|专业委员会|分会")
_BRACKETED: Final = re.compile(
    rf"(?<!{HAN}){HAN}{{2,10}}(?P<bracket>[（(]{HAN}{{2,4}}[)）]){HAN}{{0,8}}?{alternation('place.park')}(?![内外])"
)
_NEAR: Final = 40
_OPENINGS: Final = 2


@lru_cache(maxsize=4)
def home(reading: Reading) -> str | None:
    """Return the region that the document reports on, or None if none stands out (报告主体).

    It opens at least two clauses as their subject, more than any other region does; a region that
    opens an office's or a park's name says nothing.
    """
    counts: Counter[str] = Counter()
    kinds = (EntityType.REGION, EntityType.ORGANISATION, EntityType.ENTERPRISE, EntityType.PARK)
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
    for sentence, match in reading.matches(_BRACKETED):
        start = name_start(reading, sentence.span.start, match.start("bracket"))
        if start >= match.start() and not _NO_PARK.search(match.group()):
            span = Span(start, match.end())
            yield reading.entity(EntityType.PARK, span, "place.park.bracketed")
    found = list(_park_spans(reading))
    names = {reading.quote(span) for _, span in found}
    for sentence, span in found:
        if not _has_plain_prefix(reading, span, names):
            yield reading.entity(EntityType.PARK, span, "place.park")
            yield from _partner(reading, sentence, span)
    for _, match in reading.matches(_ZONES):
        yield reading.entity(EntityType.PARK, Span(*match.span("name")), "place.park.zone")


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


def _park_span(reading: Reading, floor: int, match: re.Match[str]) -> Span | None:
    """Return the park's name, or None if it has none of its own.

    A region before it belongs to the name only where nothing else tells it from other parks.
    """
    start = name_start(reading, floor, match.start(), least=0)
    verb = _DONE.match(reading.text, start, match.start())
    start = verb.end() if verb else start
    regions = reading.mentions(Span(start, match.start()), EntityType.REGION)
    inner = max((start, *(region.span.end for region in regions)))
    own = _TRADES.sub("", _ATTRIBUTE.sub("", reading.text[inner : match.start()]))
    placed = bool(regions) and regions[-1].span.end == inner
    district = placed and _NARROW.search(regions[-1].name) and match.group() != _BARE
    if not own and placed and (_OWN_ZONE.match(match.group()) or district):
        inner = regions[-1].span.start
    stem = reading.text[inner : match.start()]
    own = _TRADES.sub("", _ATTRIBUTE.sub("", stem))
    if _NATION.match(stem) or (match.group() == _AREA and divisions().named(stem + _AREA)):
        return None
    if _IN_ZONE.fullmatch(stem):
        return Span(inner, match.end())
    if (
        len(stem) not in _PARK_STEM
        or len(own) < _STEM_MIN
        or _COUNTED.search(stem)
        or _NO_PARK.search(stem)
        or _COMMITTEE.match(reading.text, match.end())
    ):
        return None
    named = reading.words.may_be_proper(inner) or reading.words.has_proper(inner, match.start())
    placed_word = reading.words.has_place(inner, inner + 1) and not _PARK.search(stem)
    told = placed_word or (placed and len(own) >= _PLAIN)
    bare = match.group() == _BARE and not told
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
