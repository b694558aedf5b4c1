"""Measures that are told (措施归属): whose they are, by which system, under which programme."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.relations.belongings import owner_in
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["told_measures"]

_CARRIER: Final = re.compile(r"(?:车辆|车|船舶|船|装置|罐区|储罐|设备|设施|人员|管道|库)\Z")
_OPENING: Final = re.compile(
    r"(?:[\s“]|其中|包括|此外|目前|同时|对|截至目前|园区[内外]的?|以及|[、和]|[\d一二三四五六七八九十两]+家"
    r"|(?:危化品|危险化学品|化工|医药|生产|经营|储存|重点|两重点一重大)*企业)*"
)
_FAILED: Final = re.compile(
    r"未|没有|不[得能落到予符]|拒|违规|违法|缺[少乏失]|存在|要求|督促|责令|鼓励|建议|拟|计划"
)
_HEEDING: Final = re.compile("按照?[^,，]{0,8}?要求")
_PARK_DOES: Final = re.compile(
    r"(?:实行|实施|推行|实现|完成|推进|推动|开展|采取|落实|进入|启动)了?(?:园区)?[“]?\Z"
)
_OF_PARK: Final = re.compile(
    r"(?:封闭|智慧|智能|一体|网格|信息)\w{0,3}(?:管理|管控|运行|建设|改造)\Z"
)
_DEMAND: Final = re.compile(r"(?:要求|责令|督促|敦促|提醒)\Z")
_RULED: Final = re.compile(r"请|须|需|应|必须|要(?!求)|一律")
_BY_MEANS: Final = re.compile(r"(?:通过|在|依托|利用|借助|运用|使用|登录)[“《]?\Z")
_DOING: Final = re.compile(
    r"[”》]?[^,，。;；、]{0,12}?(?:进行|做好|开展|完成|实现|办理|提交|实施|落实)[“]?"
)
_UNDER: Final = re.compile(r"[”》]?[,，]?(?:进行|开展|实施|组织开展|采取|落实)[“]?")
_ACTING: Final = (
    EntityType.ENTERPRISE,
    EntityType.PARK,
    EntityType.ORGANISATION,
    EntityType.LEADER,
    EntityType.REGION,
    EntityType.HAZARD,
)
_WHOSE: Final = frozenset({EntityType.ENTERPRISE, EntityType.PARK, EntityType.HAZARD})
_NEAR: Final = 200
_LEAD: Final = 30
_MOST: Final = 12


def told_measures(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield whose a measure is, what system carries it, what programme it belongs to (措施归属)."""
    if not reading.names(EntityType.MEASURE):
        return
    for sentence in reading.sentences:
        named = reading.mentions(sentence.span)
        measures = tuple(n for n in named if n.type is EntityType.MEASURE)
        if measures:
            yield from _taken(reading, sentence, measures)
            yield from _demanded(reading, sentence)
            yield from _carried(reading, sentence)


def _taken(
    reading: Reading, sentence: Sentence, measures: tuple[Named, ...]
) -> Iterator[ExtractedRelation]:
    """Yield 甲公司停产检修,无关人员撤离: what is told of an enterprise is done there."""
    whose: Run | None = None
    for clause in sentence.clauses:
        whose = _subject(reading, clause, whose)
        inside = [m for m in measures if clause.start <= m.span.start < clause.end]
        for measure in inside if whose else ():
            if whose and _is_theirs(reading, whose, measure):
                yield from _for(reading, whose, measure)


def _demanded(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 要求甲公司实施乙: what is demanded of someone is a measure for him."""
    for clause in sentence.clauses:
        kinds = (EntityType.ENTERPRISE, EntityType.PARK, EntityType.MEASURE)
        for run in runs(reading, reading.mentions(clause, *kinds)):
            floor = max(clause.start, run.span.start - 4)
            if not _DEMAND.search(reading.text[floor : run.span.start]):
                continue
            after = Span(run.span.end, max(run.span.end, clause.end))
            for measure in reading.mentions(after, EntityType.MEASURE)[:1]:
                yield from _for(reading, run, measure, "measure.demanded")


def _subject(reading: Reading, clause: Span, before: Run | None) -> Run | None:
    """Return whom a clause is about: those who open it, else those of the clause before."""
    run = next(runs(reading, reading.mentions(clause, *_ACTING)), None)
    if run is None or run.span.start - clause.start > _LEAD:
        return before
    if not _OPENING.fullmatch(reading.text, clause.start, run.span.start):
        return before
    kinds = {owner_in(item).type for item in run.items}
    return run if len(kinds) == 1 and kinds <= _WHOSE else None


def _is_theirs(reading: Reading, whose: Run, measure: Named) -> bool:
    between = reading.text[whose.span.end : max(whose.span.end, measure.span.start)]
    between = _HEEDING.sub("", between)
    if len(between) > _NEAR or measure.span.start < whose.span.end or _FAILED.search(between):
        return False
    kind = whose.heads[-1].type
    if kind is EntityType.HAZARD:
        return bool(_RULED.search(between)) and bool(_CARRIER.search(whose.heads[-1].name))
    if kind is EntityType.PARK:
        done = not between or _PARK_DOES.search(between)
        return bool(done) and bool(_OF_PARK.search(measure.name))
    return True


def _for(
    reading: Reading, whose: Run, measure: Named, rule: str = "measure.told"
) -> Iterator[ExtractedRelation]:
    span = Span(whose.span.start, measure.span.end)
    for one in map(owner_in, whose.items[:_MOST]):
        kind = RelationType.MEASURE_FOR
        yield reading.relation(kind, measure.name, one.name, span, rule)


def _carried(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 通过甲平台进行乙; 通过甲机制,进行乙."""
    kinds = (EntityType.PLATFORM, EntityType.PROGRAMME, EntityType.MEASURE)
    unreal = reading.unreal_from(sentence.span)
    for means, measure in pairwise(reading.mentions(sentence.span, *kinds)):
        if (
            measure.span.start >= unreal
            or measure.type is not EntityType.MEASURE
            or means.type is EntityType.MEASURE
        ):
            continue
        floor = max(sentence.span.start, means.span.start - 4)
        opened = _BY_MEANS.search(reading.text[floor : means.span.start])
        is_platform = means.type is EntityType.PLATFORM
        pattern = _DOING if is_platform else _UNDER
        if opened and pattern.fullmatch(reading.text, means.span.end, measure.span.start):
            span = Span(floor + opened.start(), measure.span.end)
            pair = (measure.name, means.name)
            kind = RelationType.SUPPORTED_BY if is_platform else RelationType.MEASURE_FOR
            rule = "support.through" if is_platform else "measure.through"
            yield reading.relation(kind, *pair, span, rule)
