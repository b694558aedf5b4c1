"""Locations (位置): which region or park something lies in, as the words say or its name shows."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.clauses import stated
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.names.place_names import divisions_called
from loaders.documents.names.places import home
from loaders.documents.names.regions import is_wider, rank_of
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence
from loaders.reference import divisions

__all__ = ["locations"]

_SITED: Final = (EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
_HAS: Final = re.compile(
    r"(?:现有|共有|现共有|拥有)[^,，。;；]{0,16}?(?:企业|公司|单位)[\d一二两三四五六七八九十]+家"
    r"[,，:：]?(?:分别(?:是|为)|即|包括)"
)
_PLACES: Final = frozenset({EntityType.REGION, EntityType.PARK})
_BUILT: Final = (EntityType.ENTERPRISE, EntityType.PARK)
_LEAD: Final = 2
_SCOPE: Final = re.compile(r"[全我](?P<rank>[省市区县])(?:辖区内?)?(?:现|共|目前|已)*有")
_HELD_WITHIN: Final = re.compile(
    r"(?:范围|辖区|境)?[里内中]?[,，]?"
    r"(?:的|(?:入驻|入园|驻区|重点|骨干|龙头|规上|化工|生产)*企业|包括|涵盖|[现已]?有|拥有|(?:聚集|集聚|入驻|落户)了?){1,3}"
)
_WITHIN: Final = frozenset({"的", "境内的", "境内", "辖区内的", "辖区", "辖区企业", "企业"})
_ONE_OF: Final = re.compile(r"[,，]?(?:是|作为|系|属于|隶属于?)(?:位于)?")
_ITS_ENTERPRISE: Final = re.compile(
    r"(?:内|里)?的?(?:一家)?(?:重点|龙头|骨干|入驻|入园|规上|化工|危化品?|生产)*企业"
)
_FAR: Final = 200


def locations(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield which region something lies in, where its name or the word before it says so (位置)."""
    for sentence in reading.sentences:
        for types in (_SITED, (EntityType.REGION,)):
            yield from _touching(reading, reading.mentions(sentence.span, *types))
        yield from _numbered(reading, sentence)
        yield from _numbered(reading, sentence)
    for predicate in stated(reading, "lie"):
        yield from _lying(reading, predicate)
    for predicate in stated(reading, "hold"):
        yield from _held(reading, predicate)
    yield from _set_in(reading)
    yield from _inside(reading)
    yield from _of_scope(reading)
    yield from _of_home(reading)


def _touching(reading: Reading, named: tuple[Named, ...]) -> Iterator[ExtractedRelation]:
    """Yield 甲市乙区, 甲镇乙市场, 甲镇的乙公司: what stands right after a region lies in it."""
    for before, after in pairwise(named):
        between = reading.text[before.span.end : after.span.start]
        of = between in _WITHIN and after.type is EntityType.ENTERPRISE
        if before.type not in _PLACES or not (of or not between):
            continue
        if after.type is EntityType.REGION and not _is_in(after.name, before.name):
            continue
        if before.type is EntityType.PARK and after.type is not EntityType.ENTERPRISE:
            continue
        span = Span(before.span.start, after.span.end)
        yield _lies(reading, (after.name, before.name), span, "place.before")


def _numbered(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 甲市现有…企业两家,分别是乙公司、丙公司: those that a region is said to have."""
    opening = next(iter(reading.mentions(sentence.span, EntityType.REGION)), None)
    if opening is None or opening.span.start != sentence.span.start:
        return
    has = _HAS.match(reading.text, opening.span.end, sentence.span.end)
    firms = (
        reading.mentions(Span(has.end(), sentence.span.end), EntityType.ENTERPRISE) if has else ()
    )
    for run in runs(reading, firms):
        if has and run.span.start == has.end():
            for firm in run.heads:
                span = Span(opening.span.start, run.span.end)
                yield _lies(reading, (firm.name, opening.name), span, "place.has")


def _is_in(name: str, wider: str) -> bool:
    """Return whether a region right after another can lie in it: 江苏 is wider than 盐城市."""
    if rank_of(name) is not None:
        return rank_of(wider) is None or is_wider(wider, name)
    stems = {d.name for d in divisions_called(wider)}
    return any(
        above.name in stems for d in divisions_called(name) for above in divisions().above(d)
    )


def _set_in(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 在甲市乙区,丙园区…: the clause before says where the subject lies."""
    for sentence in reading.sentences:
        for place, clause in pairwise(sentence.clauses):
            if not reading.text.startswith(("在", "位于"), place.start):
                continue
            where = reading.mentions(place, EntityType.REGION)
            thing = next(iter(reading.mentions(clause, *_BUILT)), None)
            lead = where[0].span.start - place.start if where else _FAR
            if not thing or lead > _LEAD or thing.span.start != clause.start:
                continue
            if where[-1].span.end == place.end and _touch(where):
                span = Span(place.start, thing.span.end)
                yield _lies(reading, (thing.name, where[-1].name), span, "place.set")


def _touch(named: tuple[Named, ...]) -> bool:
    return all(one.span.end == other.span.start for one, other in pairwise(named))


def _inside(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲园区内,包括乙公司在内…; 甲园区企业乙公司."""
    for sentence in reading.sentences:
        found = list(runs(reading, reading.mentions(sentence.span, *_BUILT)))
        for one, other in pairwise(found):
            place, things = _whose(reading, one, other)
            span = Span(one.span.start, other.span.end)
            for company in things if place and span.end - span.start <= _FAR else ():
                if place:
                    yield _lies(reading, (company.name, place.name), span, "place.inside")


def _whose(reading: Reading, one: Run, other: Run) -> tuple[Named | None, tuple[Named, ...]]:
    """Return a park and those that are said to be its enterprises, of two runs side by side."""
    kinds = tuple({n.type for n in run.heads} for run in (one, other))
    start, end = one.span.end, other.span.start
    if kinds == ({EntityType.PARK}, {EntityType.ENTERPRISE}):
        return (
            (one.heads[-1], other.heads)
            if _HELD_WITHIN.fullmatch(reading.text, start, end)
            else (None, ())
        )
    if kinds == ({EntityType.ENTERPRISE}, {EntityType.PARK}):
        said = _ONE_OF.fullmatch(reading.text, start, end)
        theirs = said and _ITS_ENTERPRISE.match(reading.text, other.span.end)
        return (other.heads[-1], one.heads) if theirs else (None, ())
    return None, ()


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


def _of_scope(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 全省共有甲公司等5家: they lie in the only province that the document names."""
    for _, match in reading.matches(_SCOPE):
        ending = match.group("rank")
        fitting = [n for n in reading.names(EntityType.REGION) if n.endswith(ending)]
        after = Span(match.end(), min(len(reading.text), match.end() + _FAR))
        run = next(runs(reading, reading.mentions(after, EntityType.ENTERPRISE)), None)
        if run is None or run.span.start != match.end() or len(fitting) != 1:
            continue
        for company in run.heads:
            span = Span(match.start(), company.span.end)
            yield _lies(reading, (company.name, fitting[0]), span, "place.scope")


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
