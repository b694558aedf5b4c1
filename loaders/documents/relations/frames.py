"""Frames (句式): what a verb states between the one who acts and the thing acted on."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any, Final, Self

from loaders.documents.grammar.clauses import stated
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run
from loaders.documents.lexicon import alternation
from loaders.documents.relations.issuing import spoken_for
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["framed", "quoted"]

_ACCIDENT: Final = re.compile(r"[”》]?[^,，。]{0,16}?(?:事故|火灾|爆炸)")
_BARE: Final = re.compile(
    r"(?:等[\d一二三四五六七八九十]*[余多]?[个家]?[^,，。的]{0,4})?(?:人民政府|政府|党委)?(?:主要|有关|相关|分管)?(?:负责人|领导)?(?:$|[,，。]|开展|进行|实施|组织|作出)"
)
_TO_VERB: Final = re.compile(rf"(?:{alternation('clause.after_subject')})*")
_BESIDE: Final = re.compile("(?:同志)?(?:具体|全面|亲自|牵头|分别|直接|主要)*")
_WITH: Final = re.compile("会同|协同")
_FAR: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """One row of the table of frames."""

    rule: str
    verbs: frozenset[str]
    doer: frozenset[EntityType]
    thing: frozenset[EntityType]
    relation: RelationType
    target: bool = False
    place: bool = False
    passive: bool = False
    active: bool = False
    implied: bool = False
    reversed: bool = False
    only_thing: str = ""
    not_thing: str = ""
    then: str = ""
    on_site: bool = False
    bare: bool = False

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """Return the frame that a row describes."""
        types = {end: frozenset(map(EntityType, row[end])) for end in ("doer", "thing")}
        relation = RelationType(row["relation"])
        return cls(**row | types | {"verbs": frozenset(row["verbs"]), "relation": relation})


@cache
def _frames() -> tuple[_Frame, ...]:
    text = (files("loaders.documents.relations") / "frames.toml").read_text(encoding="utf-8")
    return tuple(_Frame.of(row) for row in tomllib.loads(text)["frame"])


def framed(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield what the verbs of a document state between names (句式所述关系)."""
    told = list(stated(reading, *{verb for frame in _frames() for verb in frame.verbs}))
    for predicate, following in zip_longest(told, told[1:]):
        if predicate is None:
            continue
        hosted = _hosted(reading, predicate, following)
        for frame in _frames():
            if hosted and frame.passive and predicate.kinds & frame.verbs:
                yield from _links(reading, frame, replace(predicate, objects=hosted))
            elif predicate.kinds & frame.verbs and _fits(frame, predicate):
                yield from _links(reading, frame, predicate)


def _hosted(reading: Reading, first: Predicate, second: Predicate | None) -> Run | None:
    """Return what 由甲指导,乙主办的丙 is about, for its first verb."""
    if second is None or first.sentence != second.sentence or first.undergoer or not first.agent:
        return None
    return second.objects if reading.text.startswith("的", second.verb.end) else None


def _fits(frame: _Frame, predicate: Predicate) -> bool:
    if frame.passive:
        return predicate.agent is not None
    return not (frame.active and predicate.agent)


def _links(reading: Reading, frame: _Frame, predicate: Predicate) -> Iterator[ExtractedRelation]:
    run, things = _things(frame, predicate)
    if run is None or _is_of_accident(reading, frame, predicate, run):
        return
    if frame.then and not re.match(frame.then, reading.text[run.span.end : predicate.clause.end]):
        return
    if frame.on_site and run is predicate.place and not _is_site(reading, predicate):
        return
    if frame.bare and not _is_bare(reading, predicate, run):
        return
    doer = _doer(reading, frame, predicate)
    acting = [n for n in _acting(reading, frame, doer) if n.type in frame.doer] if doer else []
    span = quoted(predicate.verb, run, doer)
    for thing in things if span else ():
        for one in acting:
            yield _link(reading, frame, (one.name, thing.name), span or thing.span)
        if frame.implied and (doer is None or doer is run):
            yield from _implied(reading, frame, predicate, (run, thing))


def _is_bare(reading: Reading, predicate: Predicate, run: Run) -> bool:
    """Return whether nothing goes on after the thing: 对甲县督查, 约谈甲县政府负责人."""
    if run is predicate.target and _TO_VERB.fullmatch(
        reading.text, run.span.end, predicate.verb.start
    ):
        return True
    return bool(_BARE.match(reading.text, run.span.end, predicate.clause.end))


def _is_site(reading: Reading, predicate: Predicate) -> bool:
    """Return whether the visit is all that is told: 赴甲园区督导抗台工作 inspects that work."""
    return bool(_BARE.match(reading.text, predicate.verb.end, predicate.clause.end))


def _acting(reading: Reading, frame: _Frame, doer: Run) -> tuple[Named, ...]:
    """Return those who act; 甲组会同乙 inspects: the authority is 甲's, 乙 goes with it."""
    if frame.relation is not RelationType.REGULATES:
        return doer.heads
    with_them = _WITH.search(reading.text, doer.span.start, doer.span.end)
    end = with_them.start() if with_them else doer.span.end
    return tuple(n for n in doer.heads if n.span.start < end)


def _implied(
    reading: Reading, frame: _Frame, predicate: Predicate, acted_on: tuple[Run, Named]
) -> Iterator[ExtractedRelation]:
    """Yield links whose doer the sentence leaves out: the document has it.

    Acts of authority go on over a full stop: 甲局检查。对有隐患的乙公司,责令停产.
    """
    run, thing = acted_on
    carried = predicate.carried if frame.relation is RelationType.REGULATES else None
    span = quoted(predicate.verb, run, carried)
    going_on = [n for n in carried.heads if n.type in frame.doer] if carried and span else []
    if going_on and span:
        for one in going_on:
            yield _link(reading, frame, (one.name, thing.name), span, ".continued")
        return
    for name in spoken_for(reading, predicate, thing):
        whole = quoted(predicate.verb, run) or thing.span
        yield _link(reading, frame, (name, thing.name), whole, ".implied")


def _doer(reading: Reading, frame: _Frame, predicate: Predicate) -> Run | None:
    """Return the one who acts; of 甲印发的《乙》, the name before the verb."""
    if reading.text[predicate.verb.end : predicate.verb.end + 1] == "的":
        near = predicate.before
        between = reading.text[near.span.end : predicate.verb.start] if near else "，"
        return near if re.fullmatch("[^,，。、]{0,4}", between) else None
    near = predicate.before
    if near and EntityType.LEADER in frame.doer and near.heads[-1].type is EntityType.LEADER:
        between = reading.text[near.span.end : predicate.verb.start]
        if _BESIDE.fullmatch(between):
            return near
    return predicate.doer


def _things(frame: _Frame, predicate: Predicate) -> tuple[Run | None, tuple[Named, ...]]:
    """Return the things acted on, and the run they stand in."""
    undergoer = predicate.subject if predicate.agent else predicate.topic
    for run, allowed in (
        (predicate.objects, True),
        (predicate.target, frame.target),
        (predicate.place, frame.place),
        (undergoer, predicate.objects is None),
        (predicate.subject, frame.implied and predicate.objects is None),
    ):
        things = _fitting(run, frame) if run and allowed else ()
        if things:
            return run, things
    return None, ()


def _fitting(run: Run, frame: _Frame) -> tuple[Named, ...]:
    """Return the things that fit a frame; 甲公司主要负责人 stands for the company."""
    types = frame.thing
    led = (item for item in run.items if item[-1].type in {*types, EntityType.LEADER})
    fitting = ([n for n in item if n.type in types] for item in led)
    things = (names[-1] for names in fitting if names and "某" not in names[-1].name)
    return tuple(
        n
        for n in things
        if re.search(frame.only_thing, n.name) and not re.search(frame.not_thing or r"\A\Z", n.name)
    )


def _is_of_accident(reading: Reading, frame: _Frame, predicate: Predicate, run: Run) -> bool:
    """Return whether what is made known is an accident, not the one who had it."""
    told = reading.quote(predicate.verb).endswith(("通报", "曝光", "公布"))
    rest = min(predicate.clause.end, run.span.end + 30)
    about = told and frame.relation is RelationType.REGULATES
    return about and bool(_ACCIDENT.match(reading.text, run.span.end, rest))


def quoted(verb: Span, *runs: Run | None) -> Span | None:
    """Return the words from the first name to the last, or None if they stand too far apart."""
    spans = [verb, *(run.span for run in runs if run)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return whole if whole.end - whole.start <= _FAR else None


def _link(
    reading: Reading, frame: _Frame, ends: tuple[str, str], span: Span, how: str = ""
) -> ExtractedRelation:
    source, target = reversed(ends) if frame.reversed else ends
    return reading.relation(frame.relation, source, target, span, frame.rule + how)
