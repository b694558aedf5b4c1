"""Where a registered name begins (登记名称起点): past its place, with what it has in brackets."""

import re
from typing import Final

from loaders.documents.grammar.edges import HAN, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.regions import PROVINCE, TOWN, is_division, rank_of
from loaders.documents.statements import EntityType, Span

__all__ = ["is_generic", "past_by", "registered_start"]

_GENERIC: Final = re.compile(rf"(?:{alternation('enterprise.generic', 'enterprise.industry')})*")
_BRACKET: Final = re.compile(rf"[（(]{HAN}{{2,6}}[)）]\Z")
_NOW_BY: Final = re.compile(
    rf"(?:园区)?(?:[原现仍均]由|“?{alternation('custody.title')}”?(?:服务)?(?:{alternation('custody.institution')})?[—\-]*)"
)
_CALLED_DU: Final = (2, 3)
_OWN_MIN: Final = 2


def registered_start(reading: Reading, floor: int, end: int) -> int:
    """Return where a registered name begins, with a part in brackets: 甲（集团）有限公司."""
    start = name_start(reading, floor, end)
    if start > floor and reading.text[start - 1] in "和与及" and is_generic(reading, start, end):
        start = name_start(reading, floor, start - 1)
    start = _from_place(reading, floor, start)
    start = _past_places(reading, _wider(reading, floor, start, end), end)
    start = _past_city(reading, start, end)
    start = past_by(reading, start, end)
    bracket = _BRACKET.search(reading.text[max(floor, start - 8) : start])
    if bracket is None:
        return start
    return name_start(reading, floor, start - len(bracket.group()))


def past_by(reading: Reading, start: int, end: int) -> int:
    """Return where a name begins after 原由, 园区现由 or 园区安全管家, which are no part of it."""
    by = _NOW_BY.match(reading.text, start, end)
    return by.end() if by else start


def _from_place(reading: Reading, floor: int, start: int) -> int:
    """Return where a name begins whose own word begins with 和 or 为, after a place: 甲市和乙公司.

    A town and a firm are hardly ever named as two of a kind; many firms are called 和某 or 为某,
    and many 某都: 甲省乙都公司.
    """
    if start > floor and reading.text[start - 1] == "都":
        stems = (start - length for length in _CALLED_DU)
        places = (reading.words.place_start(stem) for stem in stems if stem > floor)
        return next((p for p in places if p is not None and p >= floor), start)
    if start <= floor or reading.text[start - 1] not in "和为":
        return start
    place = reading.words.place_start(start - 1)
    return start if place is None or place < floor else place


def _wider(reading: Reading, floor: int, start: int, end: int) -> int:
    """Return where a name begins whose own word was taken for a verb: 甲联合化工有限公司."""
    verb = reading.words.follows_verb(start) or reading.text.endswith("联合", floor, start)
    if start <= floor or not verb or reading.words.has_proper(start, end):
        return start
    wider = name_start(reading, floor, start - 1)
    return wider if reading.words.has_proper(wider, start) else start


def _past_places(reading: Reading, start: int, end: int) -> int:
    """Return where the name itself begins after the place that it stands in.

    A registered name opens with its region at most, so a town, a park, or a region that is no
    narrower than the one before it shows that the name begins there or after it.
    """
    rank, position = -1, start
    for place in reading.mentions(Span(start, end), EntityType.REGION, EntityType.PARK):
        if place.span.start != position:
            break
        position = place.span.end
        now = rank_of(place.name) if place.type is EntityType.REGION else TOWN
        if now is not None and now <= rank:
            start = place.span.start
        if now is not None and now >= TOWN and position < end:
            start, now = position, -1
        rank = now if now is not None else rank
    return start


def _past_city(reading: Reading, start: int, end: int) -> int:
    """Return where a name begins after a province and its city, both by their stems: 甲乙丙公司."""
    province = PROVINCE.match(reading.text, start, end)
    if province is None:
        return start
    for length in (3, 2):
        city = Span(province.end(), province.end() + length)
        own = end - city.end >= _OWN_MIN and reading.words.begins(city.end)
        if own and is_division(reading.quote(city)):
            return city.end
    return start


def is_generic(reading: Reading, start: int, end: int) -> bool:
    """Return whether only trades and common nouns stand in a span (通用词)."""
    match = _GENERIC.match(reading.text, start, end)
    return match is not None and match.end() == end
