"""Controls (管控): which measure or system serves what, and what an instrument governs."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, product
from typing import Final

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run
from loaders.documents.lexicon import alternation
from loaders.documents.relations.frames import quoted
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.outline import Section, outline

__all__ = ["controls"]

_HAZARD: Final = frozenset({EntityType.HAZARD})
_PLATFORM: Final = frozenset({EntityType.PLATFORM})
_MEASURE: Final = frozenset({EntityType.MEASURE})
_PROGRAMME: Final = frozenset({EntityType.PROGRAMME})
_SERVED: Final = frozenset({EntityType.HAZARD, EntityType.ENTERPRISE, EntityType.PARK})
_LOOKED_AFTER: Final = re.compile(
    rf"{alternation('hazard.control', 'hazard.patrol')}|[^,，。;；]{{0,6}}?(?:水平|能力)"
)
_INSTRUMENT: Final = re.compile(
    r"(?:办法|规定|细则|基本要求|规范|标准|导则|指南|条例|规程)(?:[（(]试行[）)]|[（(]暂行[）)])?\Z"
)
_PAPERS: Final = re.compile(r"(?:机制|方案|办法|意见|通知|制度)\Z")
_OPENING: Final = re.compile(r"[,，][^,，、。;；]*\Z")
_NEW: Final = re.compile(
    rf"(?:{alternation('verb.carry', 'verb.launch', 'programme.practise')}|进行)[“《]?\Z"
)
_ANNOUNCED: Final = re.compile(r"(?:如下|以下)[^,，。;；\n]{0,10}?措施|措施(?:如下|通知如下)")
_NEAR: Final = 200
_LEAD_MAX: Final = 7
_MOST: Final = 12
_ANNOUNCED_MAX: Final = 2000


def controls(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield links of control and detection (管控与监测关系)."""
    for _, found in groupby(predicates(reading), key=lambda p: p.sentence):
        told = list(found)
        yield from _serving(reading, told)
        yield from _detecting(reading, told)
        yield from _measures(reading, told)
        yield from _removing(reading, told)
        yield from _holding_down(reading, told)
    yield from _announced(reading)
    yield from _governed(reading)
    yield from _named_for(reading)


def _announced(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the headings after 防范化解甲,…现提出如下措施: measures for what the sentence names."""
    told = [p for p in predicates(reading) if p.objects and "better" in p.kinds]
    sections = outline(reading.text) if told else ()
    for sentence, match in reading.matches(_ANNOUNCED) if told else ():
        low = bisect_left(told, match.start() - _NEAR, key=lambda p: p.verb.start)
        high = bisect_left(told, match.start(), key=lambda p: p.verb.start)
        aims = told[low:high][-_MOST:]
        first = bisect_left(sections, match.end(), key=lambda s: s.title.start)
        titles = list(_same_level(sections[first : first + _MOST]))
        for title, aim in product(titles, [a for a in aims if a.sentence == sentence.span]):
            yield from _titled(reading, title, aim, match.start())


def _same_level(sections: Sequence[Section]) -> Iterator[Span]:
    """Yield the titles that stand side by side after a place."""
    for section in sections:
        if section.level < sections[0].level:
            return
        if section.level == sections[0].level:
            yield section.title


def _titled(
    reading: Reading, title: Span, aim: Predicate, announced: int
) -> Iterator[ExtractedRelation]:
    for measure in reading.mentions(title, EntityType.MEASURE):
        span = Span(announced, measure.span.end)
        if aim.objects is None or span.end - span.start > _ANNOUNCED_MAX:
            continue
        for hazard in _heads(aim.objects, _HAZARD):
            whole = Span(aim.objects.span.start, measure.span.end)
            yield _for(reading, (measure.name, hazard.name), whole, "measure.listed")


def _serving(reading: Reading, told: Sequence[Predicate]) -> Iterator[ExtractedRelation]:
    """Yield 运用甲、乙,加强丙巡查; 建成甲平台,提高丙管控水平: the system serves to control it."""
    systems: Run | None = None
    for predicate in told:
        run = predicate.objects
        if run and predicate.kinds & {"use", "rely", "build"} and _heads(run, _PLATFORM):
            systems = run if predicate.real else None
        elif run and systems and "better" in predicate.kinds and predicate.real:
            end = _LOOKED_AFTER.match(reading.text, run.span.end, predicate.clause.end)
            span = quoted(predicate.verb, systems, run)
            for system in _heads(systems, _PLATFORM) if end and span else ():
                for hazard in _heads(run, _HAZARD):
                    pair = (system.name, hazard.name)
                    yield _for(reading, pair, span or predicate.verb, "control.system")


def _detecting(reading: Reading, told: Sequence[Predicate]) -> Iterator[ExtractedRelation]:
    """Yield 使用甲系统…预警乙: the one system in use detects what is warned of."""
    used: dict[str, Run] = {}
    for predicate in told:
        if predicate.objects and "use" in predicate.kinds:
            used |= {n.name: predicate.objects for n in _heads(predicate.objects, _PLATFORM)}
        subject = _heads(predicate.subject, _PLATFORM) if predicate.subject else ()
        systems = {n.name: predicate.subject for n in subject} or used
        if len(systems) != 1 or not predicate.objects or "detect" not in predicate.kinds:
            continue
        ((name, run),) = systems.items()
        span = quoted(predicate.verb, run, predicate.objects)
        for hazard in _heads(predicate.objects, _HAZARD) if span and predicate.real else ():
            pair = (name, hazard.name)
            yield reading.relation(
                RelationType.DETECTS, *pair, span or predicate.verb, "control.detects"
            )


def _measures(reading: Reading, told: Sequence[Predicate]) -> Iterator[ExtractedRelation]:
    """Yield measures of a sentence and what they are for: 对甲…乙; 推动甲…完成乙; 开展甲,…乙.

    Also what ought to be done is a measure for its object: a plan says so.
    """
    if not told:
        return
    sentence = told[0].sentence
    measures = reading.mentions(sentence, EntityType.MEASURE)
    aims = _aims(told) if measures else []
    index = 0
    for measure in measures:
        while index < len(aims) and aims[index][0].span.end <= measure.span.start:
            index += 1
        aimed = [(run, rule) for run, rule in aims[max(0, index - 2) : index]]
        for run, rule in aimed[-1:]:
            span = Span(run.span.start, measure.span.end)
            fits = rule == "measure.target" or _goes_on(reading, measure)
            if fits and span.end - span.start <= _NEAR:
                for thing in _aimed_at(reading, run)[:_MOST]:
                    yield _for(reading, (measure.name, thing), span, rule)


def _goes_on(reading: Reading, measure: Named) -> bool:
    """Return whether the clause of a measure goes on with the programme before it.

    One that introduces something new (推行, 实行) or has a subject of its own does not.
    """
    floor = max(0, measure.span.start - _LEAD_MAX)
    before = reading.text[floor : measure.span.start]
    return bool(_OPENING.search(before)) and not _NEW.search(before)


def _removing(reading: Reading, told: Sequence[Predicate]) -> Iterator[ExtractedRelation]:
    """Yield 推进甲整治,排查治理乙: the measure is for what the next clause does away with."""
    for first, second in pairwise(told):
        hazards = second.objects
        if hazards is None or "remove" not in second.kinds or not second.opens:
            continue
        measures = reading.mentions(first.clause, EntityType.MEASURE)
        adjoins = first.clause.end + 1 >= second.clause.start and first.clause != second.clause
        span = Span(first.clause.start, hazards.span.end)
        if len(measures) != 1 or not adjoins or span.end - span.start > _NEAR:
            continue
        for hazard in _heads(hazards, _HAZARD):
            pair = (measures[0].name, hazard.name)
            whole = Span(measures[0].span.start, hazards.span.end)
            yield _for(reading, pair, whole, "measure.purpose")


def _holding_down(reading: Reading, told: Sequence[Predicate]) -> Iterator[ExtractedRelation]:
    """Yield 甲分级管控有效遏制了乙: the measure is for what it holds down."""
    for predicate in told:
        run, hazards = predicate.subject, predicate.objects
        acts = predicate.kinds & {"better", "remove"} and predicate.real
        span = quoted(predicate.verb, run, hazards)
        if run is None or hazards is None or not acts or span is None:
            continue
        for one, other in product(_heads(run, _MEASURE), _heads(hazards, _HAZARD)):
            yield _for(reading, (one.name, other.name), span, "measure.purpose")


def _aims(told: Sequence[Predicate]) -> list[tuple[Run, str]]:
    """Return what the verbs of a sentence aim at, in order of place."""
    found: dict[int, tuple[Run, str]] = {}
    for predicate in told:
        target, run = predicate.target, predicate.objects
        if target and _only(target, _SERVED):
            found[target.span.start] = (target, "measure.target")
        if run and _only(run, _SERVED) and predicate.kinds & {"drive", "help"}:
            found[run.span.start] = (run, "measure.target")
        if (
            run
            and _heads(run, _PROGRAMME)
            and predicate.kinds & {"launch", "carry", "issue", "hold"}
        ):
            found[run.span.start] = (run, "measure.programme")
    return [found[start] for start in sorted(found)]


def _aimed_at(reading: Reading, run: Run) -> tuple[str, ...]:
    """Return the names aimed at; of a campaign's paper, the campaign."""
    names: list[str] = []
    for named in run.heads:
        inner = _inner_campaigns(reading, named)
        names += inner or [named.name]
    return tuple(names)


def _inner_campaigns(reading: Reading, paper: Named) -> list[str]:
    if paper.type is not EntityType.PROGRAMME or not _PAPERS.search(paper.name):
        return []
    campaigns = (e.name for e in reading.entities if e.type is EntityType.PROGRAMME)
    return [n for n in campaigns if n != paper.name and n in paper.name and n.endswith("行动")][:1]


def _governed(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield instruments whose title names a hazard or a system: they govern it."""
    for paper in reading.entities:
        if paper.type is not EntityType.PROGRAMME or not _INSTRUMENT.search(paper.name):
            continue
        kinds = (EntityType.HAZARD, EntityType.PLATFORM, EntityType.MEASURE)
        for thing in reading.mentions(paper.span, *kinds):
            pair = (paper.name, thing.name)
            yield reading.relation(RelationType.REGULATES, *pair, paper.span, "control.titled")


def _named_for(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield measures that name their hazard: 对甲进行实时监测."""
    for measure in reading.entities:
        if measure.type is EntityType.MEASURE and measure.name.startswith("对"):
            for hazard in reading.mentions(measure.span, EntityType.HAZARD):
                yield _for(reading, (measure.name, hazard.name), measure.span, "measure.target")


def _heads(run: Run, types: frozenset[EntityType]) -> tuple[Named, ...]:
    return tuple(named for named in run.heads if named.type in types)


def _only(run: Run, types: frozenset[EntityType]) -> bool:
    return all(named.type in types for named in run.heads)


def _for(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.MEASURE_FOR, *pair, span, rule)
