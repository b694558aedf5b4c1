"""Regions (行政区), found by how their names end and by what the dictionary knows."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.edges import HAN, name_start
from loaders.documents.lexicon import alternation, terms
from loaders.documents.reading import Reading
from loaders.documents.segment import Sentence
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["TOWN", "is_wider", "rank_of", "regions"]

_REGION: Final = re.compile(
    rf"{alternation('place.region')}(?!{alternation('place.not_after')}|政(?!府))"
)
_SHORT: Final = re.compile(
    rf"(?:在|于|赴|到)(?P<name>{HAN}{{2,4}}?)(?=等地|市?{alternation('place.visited')})"
    rf"|(?P<listed>{HAN}{{2}})(?=等[\d一二三四五六七八九十]*个?[省市县区])"
)
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
TOWN: Final = 3
_STEM: Final = range(2, 4)
_TOWNS: Final = ("镇", "乡", "街道", "村")
_DOUBTFUL: Final = ("区", "乡", "村", "社区", "旗")


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
        start = reading.words.place_start(city.start)
        if start is not None and not _RANK.search(reading.text, start, city.start):
            spans.append(Span(start, city.start))
    for span in spans:
        if reading.words.place_start(span.end) == span.start:
            yield reading.entity(EntityType.REGION, span, "place.short")


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
    return reading.words.place_start(match.start()) if whole is None else whole


def _is_known(reading: Reading, span: Span) -> bool:
    places = (reading.words.place_start(end) for end in (span.end, span.end - 1))
    return span.start in places


def _is_region(reading: Reading, span: Span, match: re.Match[str]) -> bool:
    """Return whether the words before 市, 区 … can be a region's own name."""
    name = reading.quote(span)
    if not name.isalpha() or _DEICTIC.match(name) or name in terms("place.park", "place.region"):
        return False
    if reading.words.splits(span.end) and not _has_office(reading, span.end):
        return False
    if reading.words.place_start(span.end) == span.start and len(name) > min(_STEM):
        return True
    stem = reading.text[span.start : match.start()]
    return len(stem) in _STEM and not _ODD.search(stem) and _is_own_name(reading, span, match)


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
