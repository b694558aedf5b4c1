"""Regions and parks (行政区与园区), found by how their names end and where they stand."""

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
from loaders.documents.segment import Sentence
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedRelation,
    RelationType,
    Span,
)

__all__ = ["TOWN", "home", "locations", "parks", "rank_of", "regions"]

_REGION: Final = re.compile(
    rf"{alternation('place.region')}(?!{alternation('place.not_after')}|政(?!府))"
)
_SHORT: Final = re.compile(
    rf"(?:在|于|赴|到)(?P<name>{HAN}{{2,4}}?)(?=等地|市?(?:召开|举行|举办|开幕|开班|调研|考察|督查|督导|检查))"
    rf"|(?P<listed>{HAN}{{2}})(?=等[\d一二三四五六七八九十]*个?[省市县区])"
)
_ODD: Final = re.compile(alternation("place.no_stem", "place.deictic"))
_PROVINCE: Final = re.compile(alternation("place.province"))
_OFFICE: Final = re.compile(
    rf"{HAN}{{2,3}}[市县]|{alternation('organisation.ruling', 'organisation.ending')}"
    rf"|{alternation('organisation.line')}{alternation('organisation.department')}"
)
_RANK: Final = re.compile(rf"{alternation('place.region')}\Z")
_COMMON: Final = re.compile(rf"{alternation('place.no_region')}\Z")
_DEICTIC: Final = re.compile(alternation("place.deictic"))
_RANKS: Final = {
    **dict.fromkeys(("省", "自治区"), 0),
    **dict.fromkeys(("市", "自治州", "盟"), 1),
    **dict.fromkeys(("县", "自治县", "区", "旗"), 2),
    **dict.fromkeys(("镇", "乡", "街道"), 3),
    **dict.fromkeys(("村", "社区"), 4),
}
TOWN: Final = 3
_STEM_MIN, _STEM_MAX = 2, 3
_PARK: Final = re.compile(rf"{alternation('place.park')}(?!{HAN}?[内外])")
_ATTRIBUTE: Final = re.compile(rf"(?:{alternation('place.park_attribute')})*")
_PLURAL: Final = re.compile(alternation("place.plural"))
_PARTNER: Final = re.compile(rf"(?P<name>{HAN}{{2,4}})[、和与]\Z")
_TRADE: Final = re.compile(alternation("enterprise.industry"))
_TRADES: Final = re.compile(rf"(?:{alternation('enterprise.industry')})+")
_LISTED: Final = re.compile(
    rf"(?:将?在|对|将|推广至)(?P<list>{HAN}{{2,8}}(?:(?:、|以及|及|和){HAN}{{2,8}})*?)"
    rf"(?:(?P<count>[两二三四五六七八九十]|\d+)个|等)"
    rf"(?:{alternation('place.park_attribute')})*{alternation('place.park_noun')}"
)
_PARK_STEM: Final = range(2, 11)
_OPENINGS: Final = 2
_DOUBTFUL: Final = ("区", "乡", "村", "社区", "旗")


def regions(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the administrative regions named in the document (行政区).

    A district that the dictionary does not know needs a sign that it is one: it stands beside a
    wider or narrower one, opens two clauses, or has an office.
    """
    yield from _provinces(reading)
    found = [span for sentence in reading.sentences for span in _candidates(reading, sentence)]
    opens = {clause.start for s in reading.sentences for clause in s.clauses}
    joined = {
        reading.quote(span)
        for pair in pairwise(found)
        if pair[0].end == pair[1].start and _is_wider(*map(reading.quote, pair))
        for span in pair
    }
    opening = Counter(reading.quote(span) for span in found if span.start in opens)
    for span in found:
        name = reading.quote(span)
        signs = name in joined or opening[name] > 1 or _has_office(reading, span.end)
        known = reading.words.place_start(span.end - 1) == span.start
        known = known or reading.words.place_start(span.end) == span.start
        if known or not name.endswith(_DOUBTFUL) or signs:
            yield reading.entity(EntityType.REGION, span, "place.region")
    yield from _short_named(reading)


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
    floor = 0
    for sentence, match in reading.matches(_PARK):
        span = _park_span(reading, max(floor, sentence.span.start), match)
        if span is not None:
            floor = span.end
            yield reading.entity(EntityType.PARK, span, "place.park")
            yield from _partner(reading, sentence, span)


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
            if after.type is EntityType.REGION and not _is_wider(before.name, after.name):
                continue
            span = Span(before.span.start, after.span.end)
            yield _lies(reading, (after.name, before.name), span, "place.before")


def _provinces(reading: Reading) -> Iterator[ExtractedEntity]:
    for _, match in reading.matches(_PROVINCE):
        yield reading.entity(EntityType.REGION, Span(*match.span()), "place.province")


def _short_named(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield known places without their last word: 在甲召开, 甲等五市 (行政区简称)."""
    for _, match in reading.matches(_SHORT):
        span = Span(*match.span("name" if match.group("name") else "listed"))
        if reading.words.place_start(span.end) == span.start:
            yield reading.entity(EntityType.REGION, span, "place.short")


def _candidates(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    for clause in sentence.clauses:
        floor = clause.start
        for match in _REGION.finditer(reading.text, clause.start, clause.end):
            for start in (_known(reading, match), name_start(reading, floor, match.start())):
                if start is not None and start >= floor:
                    span = Span(start, match.end())
                    if _is_region(reading, span, match):
                        yield span
                        floor = match.end()
                        break


def _known(reading: Reading, match: re.Match[str]) -> int | None:
    """Return where a place begins that the dictionary knows, with or without its last word."""
    whole = reading.words.place_start(match.end())
    return reading.words.place_start(match.start()) if whole is None else whole


def _is_region(reading: Reading, span: Span, match: re.Match[str]) -> bool:
    """Return whether the words before 市, 区 … can be a region's own name."""
    name = reading.quote(span)
    if not name.isalpha() or _DEICTIC.match(name):
        return False
    if reading.words.splits(span.end) and not _has_office(reading, span.end):
        return False
    whole = reading.words.place_start(span.end) == span.start and len(name) > _STEM_MIN
    return whole or _is_own_name(reading, span, match)


def _is_own_name(reading: Reading, span: Span, match: re.Match[str]) -> bool:
    """Return whether a name that the dictionary does not know as a whole may be a region's.

    A province that is not on the list needs its city or its office after it: 省 ends too many
    other words.
    """
    name, stem = reading.quote(span), reading.text[span.start : match.start()]
    if not _STEM_MIN <= len(stem) <= _STEM_MAX or _ODD.search(stem):
        return False
    if _known(reading, match) == span.start:
        return True
    if _COMMON.search(name):
        return False
    return match.group() != "省" or _has_office(reading, span.end)


def _has_office(reading: Reading, end: int) -> bool:
    return bool(_OFFICE.match(reading.text, end))


def rank_of(name: str) -> int | None:
    """Return a region's rank by its last word, 0 for a province; None for a short name."""
    match = _RANK.search(name)
    return _RANKS[match.group()] if match else None


def _is_wider(name: str, other: str) -> bool:
    """Return whether the first region is of a higher rank than the other."""
    rank, narrower = rank_of(name), rank_of(other)
    return rank is not None and narrower is not None and rank < narrower


def _park_span(reading: Reading, floor: int, match: re.Match[str]) -> Span | None:
    """Return the park's name without a region before it, or None if it has no name of its own."""
    start = name_start(reading, floor, match.start(), least=0)
    for region in reading.mentions(Span(start, match.start()), EntityType.REGION):
        start = max(start, region.span.end)
    stem = reading.text[start : match.start()]
    own = _TRADES.sub("", _ATTRIBUTE.sub("", stem))
    if len(stem) not in _PARK_STEM or len(own) < _STEM_MIN or re.search(r"\d|个", stem):
        return None
    return Span(start, match.end())


def _partner(reading: Reading, sentence: Sentence, park: Span) -> Iterator[ExtractedEntity]:
    """Yield the park listed before one that carries the ending for both: 甲、乙产业园."""
    match = _PARTNER.search(reading.text[sentence.span.start : park.start])
    if match is None or not _PLURAL.search(reading.text, park.end, sentence.span.end):
        return
    start = sentence.span.start + match.start("name")
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
