"""Names with a place in them (冠名): where a park or an enterprise lies, as its name shows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import terms
from loaders.documents.names.regions import rank_of
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.reference import Division, divisions

__all__ = ["divisions_called", "named_after"]

_RANKS: Final[tuple[str, ...]] = (
    "",
    "市",
    "区",
    "县",
    "省",
    "自治区",
    "自治州",
    "镇",
    "街道",
    "乡",
)
_SAME: Final = re.compile(r"(?:经济|高新|技术|工业|产业)*(?:开发区|新区|高新区|经开区|区|县|市)?")
_OF_PROVINCE: Final = re.compile("(?:壮族|回族|维吾尔)?(?:省|自治区|特别行政区|市)$")
_PROVINCES: Final = re.compile(
    rf"(?:{'|'.join(_OF_PROVINCE.sub('', name) for name in sorted(terms('place.province')))})"
    "(?!省|市|自治区)"
)
_STEM_MIN: Final = 2


def divisions_called(name: str) -> tuple[Division, ...]:
    """Return the divisions that a name means, whole or without its last word."""
    whole = rank_of(name) is not None
    forms = (name,) if whole else tuple(name + rank for rank in _RANKS)
    return tuple(d for form in forms for d in divisions().named(form))


def named_after(reading: Reading, told: Iterable[ExtractedRelation]) -> Iterator[ExtractedRelation]:
    """Yield the region that opens the name of a park or an enterprise (名称冠以行政区).

    A region that the document does not name says nothing; and of an enterprise of which the text
    tells where it stands, the name says only where it was registered.
    """
    yield from _after_stem(reading)
    placed = {r.source for r in told if r.type is RelationType.LOCATED_IN}
    for thing in reading.entities:
        if thing.type is EntityType.PARK:
            rule, ranks = "place.park-name", _RANKS[1:4]
        elif thing.type is EntityType.ENTERPRISE and thing.name not in placed:
            rule, ranks = "place.own-name", _RANKS[2:4]
        else:
            continue
        inside = _opening_place(reading, thing.name, ranks)
        if inside:
            yield _lies(reading, (thing.name, inside), thing.span, rule)


def _after_stem(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲乙产业园 where 甲市 is named: the place before a park without its last word."""
    places = _stems(reading)
    longest = max(map(len, places), default=0)
    for park in reading.mentions(Span(0, len(reading.text)), EntityType.PARK):
        start = park.span.start
        for size in range(min(longest, start), _STEM_MIN - 1, -1):
            place = places.get(reading.text[start - size : start])
            if place and place.endswith(_RANKS[1:4]):
                span = Span(start - size, park.span.end)
                yield _lies(reading, (park.name, place), span, "place.park-name")
                break


def _opening_place(reading: Reading, name: str, ranks: tuple[str, ...]) -> str | None:
    """Return the narrowest of the places that open a name: whole, or of some ranks without it.

    甲开发区 is only another word for the place 甲.
    """
    places = _stems(reading)
    position, inside = _province(name), None
    while True:
        ends = range(len(name) - 1, position + _STEM_MIN - 1, -1)
        fitting = (
            e for e in ends if _counts(places.get(name[position:e]), name[position:e], ranks)
        )
        end = next(fitting, None)
        if end is None or _SAME.fullmatch(name, end):
            return inside
        position, inside = end, places[name[position:end]]


def _counts(place: str | None, printed: str, ranks: tuple[str, ...]) -> bool:
    return place is not None and (place == printed or place.endswith(ranks))


@lru_cache(maxsize=4)
def _stems(reading: Reading) -> Mapping[str, str]:
    """Return the places of a document by their names, whole and without their last word."""
    found: dict[str, str] = {}
    for place in reading.entities:
        if place.type is EntityType.PARK:
            found[place.name] = place.name
        elif place.type is EntityType.REGION and (
            rank_of(place.name) or divisions_called(place.name)
        ):
            found[place.name] = place.name
            stem = place.name[:-1]
            if place.name.endswith(_RANKS[1:4]) and len(stem) >= _STEM_MIN:
                found.setdefault(stem, place.name)
    return found


def _province(name: str) -> int:
    """Return how long the province is that opens a name without its last word.

    It counts for nothing: 福建 opens the names of enterprises all over the province.
    """
    opening = _PROVINCES.match(name)
    return opening.end() if opening else 0


def _lies(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.LOCATED_IN, pair[0], pair[1], span, rule)
