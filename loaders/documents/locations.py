"""Locations (位置): which region or park something lies in, as the words say or its name shows."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.clauses import stated
from loaders.documents.places import home
from loaders.documents.predicate import Predicate
from loaders.documents.reading import Named, Reading
from loaders.documents.regions import is_wider, rank_of
from loaders.documents.runs import Run
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["locations"]

_SITED: Final = (EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
_PLACES: Final = frozenset({EntityType.REGION, EntityType.PARK})
_BUILT: Final = (EntityType.ENTERPRISE, EntityType.PARK)
_FAR: Final = 200


def locations(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield which region something lies in, where its name or the word before it says so (位置)."""
    for sentence in reading.sentences:
        for types in (_SITED, (EntityType.REGION,)):
            yield from _touching(reading, reading.mentions(sentence.span, *types))
    for predicate in stated(reading, "lie"):
        yield from _lying(reading, predicate)
    for predicate in stated(reading, "hold"):
        yield from _held(reading, predicate)
    yield from _by_own_name(reading)
    yield from _of_home(reading)


def _touching(reading: Reading, named: tuple[Named, ...]) -> Iterator[ExtractedRelation]:
    """Yield 甲市乙区, 甲镇乙市场, 甲镇的乙公司: what stands right after a region lies in it."""
    for before, after in pairwise(named):
        between = reading.text[before.span.end : after.span.start]
        of = between == "的" and after.type is EntityType.ENTERPRISE
        if before.type not in _PLACES or not (of or not between):
            continue
        if after.type is EntityType.REGION and not _is_in(after.name, before.name):
            continue
        if before.type is EntityType.PARK and after.type is not EntityType.ENTERPRISE:
            continue
        span = Span(before.span.start, after.span.end)
        yield _lies(reading, (after.name, before.name), span, "place.before")


def _is_in(name: str, wider: str) -> bool:
    """Return whether a region right after another can lie in it: 江苏 is wider than 盐城市."""
    if rank_of(wider) is None:
        return rank_of(name) is not None
    return is_wider(wider, name)


def _lying(reading: Reading, predicate: Predicate) -> Iterator[ExtractedRelation]:
    """Yield 甲公司位于乙镇, 位于乙镇的甲公司."""
    place = predicate.objects
    where = [n for n in place.heads if n.type in _PLACES] if place else []
    if place is None or not where:
        return
    if reading.text.startswith("的", place.span.end):
        after = Span(place.span.end + 1, min(place.span.end + 40, predicate.sentence.end))
        following = [n for n in reading.mentions(after, *_BUILT) if n.span.start == after.start]
    else:
        following = _sited(predicate.subject)
    for thing in following:
        start = min(thing.span.start, predicate.verb.start)
        span = Span(start, max(thing.span.end, place.span.end))
        if span.end - span.start <= _FAR:
            yield _lies(reading, (thing.name, where[-1].name), span, "place.situated")


def _sited(run: Run | None) -> list[Named]:
    return [n for n in run.heads if n.type in _BUILT] if run else []


def _held(reading: Reading, predicate: Predicate) -> Iterator[ExtractedRelation]:
    """Yield 甲会议在乙市召开, 在乙市召开甲会议: what is held lies where it is held."""
    place = predicate.place
    where = [n for n in place.heads if n.type in _PLACES] if place else []
    held = predicate.objects or (None if predicate.agent else predicate.subject)
    if place is None or held is None or not where:
        return
    span = Span(min(place.span.start, held.span.start), max(place.span.end, held.span.end))
    for event in held.heads if span.end - span.start <= _FAR else ():
        if event.type is EntityType.PROGRAMME:
            yield _lies(reading, (event.name, where[-1].name), span, "place.held")


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
    for park in reading.mentions(Span(0, len(reading.text)), EntityType.PARK) if region else ():
        start = park.span.start - 2
        if region and reading.text[max(0, start) : park.span.start] == f"该{region[-1]}":
            span = Span(start, park.span.end)
            yield _lies(reading, (park.name, region), span, "place.home")


def _lies(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.LOCATED_IN, pair[0], pair[1], span, rule)
