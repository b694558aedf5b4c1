"""Locations (位置): which region or park something lies in, as the words say or its name shows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from loaders.documents.clauses import stated
from loaders.documents.lexicon import terms
from loaders.documents.places import home
from loaders.documents.predicate import Predicate
from loaders.documents.reading import Named, Reading
from loaders.documents.regions import is_wider, rank_of
from loaders.documents.runs import Run, runs
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.reference import Division, divisions

__all__ = ["locations", "named_after"]

_SITED: Final = (EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
_PLACES: Final = frozenset({EntityType.REGION, EntityType.PARK})
_BUILT: Final = (EntityType.ENTERPRISE, EntityType.PARK)
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
    for predicate in stated(reading, "lie"):
        yield from _lying(reading, predicate)
    for predicate in stated(reading, "hold"):
        yield from _held(reading, predicate)
    yield from _set_in(reading)
    yield from _inside(reading)
    yield from _of_scope(reading)
    yield from _of_home(reading)


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


def _is_in(name: str, wider: str) -> bool:
    """Return whether a region right after another can lie in it: 江苏 is wider than 盐城市."""
    if rank_of(name) is not None:
        return rank_of(wider) is None or is_wider(wider, name)
    stems = {d.name for d in _divisions(wider)}
    return any(above.name in stems for d in _divisions(name) for above in divisions().above(d))


def _divisions(name: str) -> tuple[Division, ...]:
    """Return the divisions that a name means, whole or without its last word."""
    whole = rank_of(name) is not None
    forms = (name,) if whole else tuple(name + rank for rank in _RANKS)
    return tuple(d for form in forms for d in divisions().named(form))


def _set_in(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 在甲市乙区,丙园区…: the clause before says where the subject lies."""
    for sentence in reading.sentences:
        for place, clause in pairwise(sentence.clauses):
            if not reading.text.startswith(("在", "位于"), place.start):
                continue
            where = reading.mentions(place, EntityType.REGION)
            thing = next(iter(reading.mentions(clause, *_BUILT)), None)
            lead = where[0].span.start - place.start if where else _FAR
            if not thing or lead > _STEM_MIN or thing.span.start != clause.start:
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
        elif place.type is EntityType.REGION and (rank_of(place.name) or _divisions(place.name)):
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
