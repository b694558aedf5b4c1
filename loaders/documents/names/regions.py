"""Regions (行政区), found by how their names end and by what the dictionary knows."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.edges import HAN, items, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation, terms
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.segment import Sentence
from loaders.reference.divisions import divisions

__all__ = [
    "DISTRICT",
    "PROVINCE",
    "TOWN",
    "is_division",
    "is_wider",
    "rank_of",
    "regions",
    "short_regions",
]

_REGION: Final = re.compile(
    rf"{alternation('place.region')}(?!(?!{HAN}{{1,3}}[镇乡]){alternation('place.not_after')}|政(?!府))"
)
_SHORT: Final = re.compile(
    rf"(?:在|于|赴|到)(?P<name>{HAN}{{2,4}}?)(?=等地|市?{alternation('place.visited')})"
    rf"|(?P<listed>{HAN}{{2}})(?=等[\d一二三四五六七八九十]*个?[省市县区])"
)
_AT: Final = re.compile(r"(?:(?<![存现所潜实内正])在|位于|来自|地处|赴|抵达)")
_HEADLINE: Final = re.compile(rf"(?<![^\n])(?P<chain>{HAN}{{2,9}})(?=[:：])")
_DATELINE: Final = re.compile(
    rf"(?:(?<!{HAN})|(?<=[网社]))(?P<name>{HAN}{{2,3}})(?=\d{{1,2}}月\d{{1,2}}日(?:[电讯]|消息))"
)
_PLACES: Final = re.compile(rf"(?:{HAN}{{2,3}}[、和及与]){{2,}}{HAN}{{2,3}}")
_AREA: Final = re.compile(rf"(?P<name>{HAN}{{2}})地区")
_ZONE: Final = re.compile(rf"{alternation('place.park')}\Z")
_LAST_WORD: Final = re.compile(alternation("place.region", "place.park"))
_ODD: Final = re.compile(alternation("place.no_stem", "place.deictic"))
_PROVINCE: Final = re.compile(alternation("place.province"))
_OFFICE: Final = re.compile(
    rf"{HAN}{{2,3}}[市县]|{alternation('organisation.ruling', 'organisation.seat')}"
    rf"|{alternation('organisation.ending')}|{alternation('organisation.line')}{alternation('organisation.department')}"
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
DISTRICT: Final = 2
TOWN: Final = 3
_STEMS: Final = frozenset(
    name[: 3 if name[:1] in "内黑" else 2] for name in terms("place.province")
)
PROVINCE: Final = re.compile(rf"(?:{'|'.join(sorted(_STEMS))})")
_STEM: Final = range(2, 4)
_LONGEST: Final = 12
_LAST: Final = ("省", "市", "县", "区")
_LISTED_MIN: Final = 3
_TOWNS: Final = ("镇", "乡", "街道", "村")
_DOUBTFUL: Final = ("区", "乡", "村", "社区", "旗")


_NO_NAME: Final = re.compile(
    r"[Xx×*某]+[省市州区县旗镇乡村]|(?:[一二三四五六七八九十两][省市州区县旗镇乡村])+\Z"
)
"""Whose name was taken out, XX市, and how many: 三区一县."""


def regions(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the administrative regions named in the document (行政区).

    A district that the dictionary does not know needs a sign that it is one: it stands beside a
    wider or narrower one, opens two clauses, or has an office.
    """
    for _, match in reading.matches(_PROVINCE):
        yield reading.entity(EntityType.REGION, Span(*match.span()), "place.province")
    found = [span for sentence in reading.sentences for span in _candidates(reading, sentence)]
    opens = {clause.start for s in reading.sentences for clause in s.clauses}
    joined = {
        reading.quote(span)
        for pair in pairwise(found)
        if pair[0].end == pair[1].start and is_wider(*map(reading.quote, pair))
        for span in pair
    }
    opening = Counter(reading.quote(span) for span in found if span.start in opens)
    for span in found:
        name = reading.quote(span)
        if _NO_NAME.match(name):
            continue
        signs = name in joined or opening[name] > 1 or _has_office(reading, span.end)
        if signs or not name.endswith(_DOUBTFUL) or _is_known(reading, span):
            yield reading.entity(EntityType.REGION, span, "place.region")
    yield from _short_named(reading, found)


def rank_of(name: str) -> int | None:
    """Return a region's rank by its last word, 0 for a province; None for a short name."""
    match = _RANK.search(name)
    return _RANKS[match.group()] if match else None


def is_wider(name: str, other: str) -> bool:
    """Return whether the first region is of a higher rank than the other (上级行政区)."""
    rank, narrower = rank_of(name), rank_of(other)
    return rank is not None and narrower is not None and rank < narrower


def _short_named(reading: Reading, cities: list[Span]) -> Iterator[ExtractedEntity]:
    """Yield known places without their last word: 在甲召开, 甲等五市, 甲乙市 (行政区简称)."""
    spans = [
        Span(*match.span("name" if match.group("name") else "listed"))
        for _, match in reading.matches(_SHORT)
    ]
    for city in cities:
        end, start = city.start, reading.words.place_start(city.start)
        while start is not None and not _RANK.search(reading.text, start, end):
            spans.append(Span(start, end))
            end, start = start, reading.words.place_start(start)
    for span in spans:
        if reading.words.place_start(span.end) == span.start:
            yield reading.entity(EntityType.REGION, span, "place.short")


def short_regions(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield short names that stand as places on their own: 在甲乙,, 甲乙1月2日电 (行政区简称).

    No longer name holds them; a chain of two, 在甲乙丙丁, names both.
    """
    yield from _visited(reading)
    yield from _listed(reading)
    for match in _HEADLINE.finditer(reading.text):
        yield from _chain(reading, Span(*match.span("chain")))
    for _, match in reading.matches(_DATELINE):
        if is_division(match.group("name")):
            yield reading.entity(EntityType.REGION, Span(*match.span("name")), "place.dateline")
    for _, match in reading.matches(_AREA):
        name = match.group("name")
        towns = (divisions().named(name + last) for last in ("镇", "乡", "县", "市"))
        if any(towns) and reading.words.has_proper(*match.span("name")):
            yield reading.entity(EntityType.REGION, Span(*match.span()), "place.area")


def _visited(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the places that follow 在, 位于 …, up to a longer name that one of them opens."""
    kinds = [kind for kind in EntityType if kind is not EntityType.REGION]
    for sentence, match in reading.matches(_AT):
        end = match.end()
        while (short := _short_at(reading, end, sentence.span.end)) is not None:
            around = reading.mentions(Span(end, min(end + _LONGEST, sentence.span.end)), *kinds)
            if any(named.span.start == end for named in around):
                break
            yield reading.entity(EntityType.REGION, short, "place.at")
            end = short.end


def _listed(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the places of a list of three or more: 赴甲、乙、丙等地, 甲、乙和丙3个市."""
    for _, match in reading.matches(_PLACES):
        places = (_place_in(reading, item) for item in items(reading.text, Span(*match.span())))
        known = [place for place in places if place]
        if len(known) >= _LISTED_MIN:
            yield from (reading.entity(EntityType.REGION, place, "place.listed") for place in known)


def _place_in(reading: Reading, item: Span) -> Span | None:
    """Return the short name of a place that an item of a list ends with, or begins with."""
    start = reading.words.place_start(item.end)
    if start is not None and start >= item.start:
        last = Span(start, item.end)
        if is_division(reading.quote(last)) or reading.quote(last) in _STEMS:
            return last
    return _short_at(reading, item.start, item.end)


def _chain(reading: Reading, whole: Span) -> Iterator[ExtractedEntity]:
    """Yield the places that a headline opens with, if it names nothing else before its colon."""
    found, end = [], whole.start
    while (short := _short_at(reading, end, whole.end)) is not None:
        found.append(short)
        end = short.end
    for short in found if end == whole.end else ():
        yield reading.entity(EntityType.REGION, short, "place.headline")


def _short_at(reading: Reading, start: int, floor: int) -> Span | None:
    """Return the short name of a division that begins here and ends where a word does."""
    for end in (start + 3, start + 2):
        span = Span(start, min(end, floor))
        if (
            reading.words.begins(span.end)
            and is_division(reading.quote(span))
            and reading.words.has_proper(span.start, span.end)
            and not _LAST_WORD.match(reading.text, span.end)
        ):
            return span
    return None


def _candidates(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    for clause in sentence.clauses:
        floor = clause.start
        for match in _REGION.finditer(reading.text, clause.start, clause.end):
            for start in (_known_start(reading, match), name_start(reading, floor, match.start())):
                if start is not None and start >= floor:
                    span = Span(start, match.end())
                    if _is_region(reading, span, match):
                        yield span
                        floor = match.end()
                        break


def _known_start(reading: Reading, match: re.Match[str]) -> int | None:
    """Return where a place begins that the dictionary knows, with or without its last word."""
    whole = reading.words.place_start(match.end())
    listed = _listed_start(reading, match)
    if whole is None and listed is not None:
        return listed
    return reading.words.place_start(match.start()) if whole is None else whole


def _listed_start(reading: Reading, match: re.Match[str]) -> int | None:
    """Return where a division of the official table begins that ends here, the longest one."""
    for start in range(max(0, match.end() - _LONGEST), match.end() - 2):
        if divisions().named(reading.text[start : match.end()]) and reading.words.begins(start):
            return start
    return None


def is_division(stem: str) -> bool:
    """Return whether a name without its last word is one of the official table's (行政区简称).

    >>> is_division("莆田"), is_division("甲乙")
    (True, False)
    """
    return any(divisions().named(stem + last) for last in _LAST)


def _is_known(reading: Reading, span: Span) -> bool:
    places = (reading.words.place_start(end) for end in (span.end, span.end - 1))
    return span.start in places or bool(divisions().named(reading.quote(span)))


def _is_region(reading: Reading, span: Span, match: re.Match[str]) -> bool:
    """Return whether the words before 市, 区 … can be a region's own name."""
    name = reading.quote(span)
    if not name.isalpha() or _DEICTIC.match(name) or name in terms("place.region"):
        return False
    if _ZONE.search(name) or (_is_tail(reading, span) and not divisions().named(name)):
        return False
    if reading.words.splits(span.end) and not _has_office(reading, span.end):
        return False
    if len(name) > min(_STEM) and divisions().named(name) and not _COMMON.fullmatch(name):
        return True
    if reading.words.place_start(span.end) == span.start and len(name) > min(_STEM):
        return True
    stem = reading.text[span.start : match.start()]
    return len(stem) in _STEM and not _ODD.search(stem) and _is_own_name(reading, span, match)


def _is_tail(reading: Reading, span: Span) -> bool:
    """Return whether a name would begin with the last word of another, or a measure: 1名正县."""
    before = reading.text[max(0, span.start - 1) : span.start]
    return reading.text[span.start] in _RANKS or before.isdigit()


def _is_own_name(reading: Reading, span: Span, match: re.Match[str]) -> bool:
    """Return whether the stem is a name: one that is known, unknown to the dictionary, or a town's.

    A province that is not on the list needs its city or its office after it: 省 ends too many
    other words.
    """
    name = reading.quote(span)
    common = _COMMON.search(name)
    if _is_known(reading, span) and (not common or match.group() == "市"):
        return True
    if common or not (name.endswith(_TOWNS) or reading.words.may_be_proper(span.start)):
        return False
    return match.group() != "省" or _has_office(reading, span.end)


def _has_office(reading: Reading, end: int) -> bool:
    return bool(_OFFICE.match(reading.text, end))
