"""Support (支撑): institutions that help and platforms that carry."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from typing import Final

from loaders.documents.grammar.clauses import predicates, stated
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run
from loaders.documents.lexicon import alternation
from loaders.documents.names.pilots import pilots
from loaders.documents.relations.frames import quoted
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["support"]

_HELPING: Final = re.compile(
    rf"(?:提供[^,，。]{{0,4}}{alternation('organisation.help')}|进行[^,，。]{{0,4}}(?:辅导|指导|培训))"
)
_PROVIDED: Final = re.compile(
    rf"(?:[为向给])(?P<whom>[^,，。;；]{{2,40}}?)(?:提供|开展|给予)[^,，。;；]{{0,10}}?{alternation('organisation.help')}"
)
_CARRIED: Final = frozenset({EntityType.PROGRAMME, EntityType.PLATFORM})
_USING: Final = frozenset({EntityType.PARK, EntityType.REGION, EntityType.ENTERPRISE})
_HELPED: Final = (EntityType.PARK, EntityType.ENTERPRISE, EntityType.PROGRAMME)
_HELPERS: Final = (EntityType.ORGANISATION, EntityType.ENTERPRISE)
_SERVED: Final = re.compile(
    r"[^,，。;；]{0,30}?(?:指导服务|帮扶指导|指导帮扶|技术服务|专家指导|技术指导|技术帮扶|驻点帮扶|安全会诊|专家会诊|把脉问诊)"
)
_GUIDED: Final = re.compile(
    r"(?:的)?(?:专家|技术|大力|精心|具体)*(?:指导|支持|支撑|帮助|协助|帮扶)(?:和(?:指导|支持|帮助))?下"
)
_SERVICE: Final = re.compile(
    r"了?[^,，。;；]{0,12}?(?:技术|咨询|检测|评价|评估|安全|应急|消防|环保)\w{0,4}?服务\w{0,4}?(?:合同|协议)"
)
_HIRING: Final = frozenset({EntityType.PARK, EntityType.REGION, EntityType.ENTERPRISE})
_EXPERTS: Final = re.compile(r"专家|技术|服务|帮扶|指导|研究|学院|大学|协会|学会|中心")
_NEAR: Final = 60
_REACH: Final = 120


def support(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who and what supports whom (支撑关系)."""
    yield from _helped(reading)
    yield from _provided(reading)
    yield from _visited(reading)
    yield from _under(reading)
    yield from _contracted(reading)
    for _, found in groupby(predicates(reading), key=lambda p: p.sentence):
        yield from _relying(reading, list(found))


def _helped(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 由甲提供技术支撑 after a pilot: of what it was said to be, or what was carried out."""
    starts = [sentence.span.start for sentence in reading.sentences]
    for pilot in pilots(reading):
        sentence = reading.sentences[bisect_right(starts, pilot.evidence.start) - 1]
        end = min(sentence.span.end, pilot.evidence.end + _REACH)
        after = Span(min(pilot.evidence.end, end), end)
        for office in reading.mentions(after, EntityType.ORGANISATION):
            helping = _HELPING.match(reading.text, office.span.end)
            if reading.text[office.span.start - 1] == "由" and helping:
                helped = pilot.trying if pilot.rule == "pilot.be" else (pilot.programme,)
                span = Span(pilot.evidence.start, helping.end())
                for name in helped:
                    yield _by(reading, (name, office.name), span, "support.help")


def _under(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 在甲院指导下编制乙, 丙园区在甲院技术支持下…."""
    told = predicates(reading)
    for index, predicate in enumerate(told):
        place = predicate.place
        guided = _GUIDED.match(reading.text, place.span.end) if place else None
        if place is None or guided is None or not predicate.real:
            continue
        helpers = [n for n in place.heads if n.type in _HELPERS]
        later = (p for p in told[index : index + 3] if p.sentence == predicate.sentence)
        made = next((run for p in later if (run := _carried_by(p))), predicate.subject)
        span = quoted(Span(*guided.span()), place, made)
        for thing in made.heads if made and span else ():
            for helper in helpers if thing.type in _CARRIED | _USING else ():
                if span:
                    yield _by(reading, (thing.name, helper.name), span, "support.under")


def _contracted(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲园区与乙公司签订技术服务合同."""
    for predicate in stated(reading, "cooperate"):
        run, partner = predicate.subject, predicate.partner
        heads = run.heads if run else ()
        if partner is None and len(heads) > 1:
            heads, others = heads[:1], heads[1:]
        else:
            others = partner.heads if partner else ()
        agreed = _SERVICE.match(reading.text, predicate.verb.end, predicate.clause.end)
        span = quoted(predicate.verb, run, partner)
        for one, other in product(heads, others) if agreed else ():
            if span and one.type in _HIRING and other.type in _HELPERS:
                yield _by(reading, (one.name, other.name), span, "support.contracted")


def _visited(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲专家组到乙园区开展指导服务, 在乙县指导服务期间,甲专家组…."""
    place: tuple[Run, Span] | None = None
    for predicate in predicates(reading):
        where = predicate.place
        if where and predicate.real:
            served = _SERVED.match(reading.text, where.span.end, predicate.clause.end)
            place = (where, Span(where.span.start, served.end())) if served else None
        doer = predicate.subject
        if place is None or doer is None or not predicate.real:
            continue
        span = Span(min(place[1].start, doer.span.start), max(place[1].end, doer.span.end))
        helpers = [n for n in doer.heads if n.type in _HELPERS and _EXPERTS.search(n.name)]
        helped = [n for n in place[0].heads if n.type in _USING]
        for one, other in product(helped, helpers if span.end - span.start <= _REACH else ()):
            yield _by(reading, (one.name, other.name), span, "support.visited")
        place = None


def _provided(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲为乙提供技术支撑."""
    for sentence in reading.sentences:
        real = Span(sentence.span.start, reading.unreal_from(sentence.span))
        yield from _providing(reading, real)


def _providing(reading: Reading, real: Span) -> Iterator[ExtractedRelation]:
    for helper in reading.mentions(real, *_HELPERS):
        match = _PROVIDED.match(reading.text, helper.span.end, helper.span.end + _NEAR)
        for helped in reading.mentions(Span(*match.span("whom")), *_HELPED) if match else ():
            if match:
                span = Span(helper.span.start, match.end())
                yield _by(reading, (helped.name, helper.name), span, "support.provided")


def _relying(reading: Reading, told: Sequence[Predicate]) -> Iterator[ExtractedRelation]:
    """Yield 依托甲平台实行乙制度; 使用甲系统,依托乙平台; 甲园区依托乙平台."""
    used: Run | None = None
    for index, predicate in enumerate(told):
        run = predicate.objects
        if run is None or not predicate.real:
            continue
        systems = [n for n in run.heads if n.type is EntityType.PLATFORM]
        if systems and "rely" in predicate.kinds:
            yield from _carried(reading, predicate, systems, (told[index + 1 : index + 3], used))
        elif systems and "use" in predicate.kinds:
            used = run


def _carried(
    reading: Reading,
    relying: Predicate,
    systems: Sequence[Named],
    around: tuple[Sequence[Predicate], Run | None],
) -> Iterator[ExtractedRelation]:
    following, used = around
    carried = next((run for p in following if (run := _carried_by(p))), used)
    rule = "support.carried"
    if carried is None:
        carried, rule = relying.subject, "support.relied"
    span = quoted(relying.verb, relying.objects, carried)
    kinds = _CARRIED if rule == "support.carried" else _USING
    for thing in carried.heads if carried and span else ():
        for system in systems if thing.type in kinds else ():
            if span:
                yield _by(reading, (thing.name, system.name), span, rule)


def _carried_by(predicate: Predicate) -> Run | None:
    """Return the rule or system that the clause after 依托… is about."""
    made = predicate.kinds & {"carry", "issue", "build", "use"} and predicate.real
    run = predicate.objects if made else None
    return run if run and all(n.type in _CARRIED for n in run.heads) else None


def _by(reading: Reading, pair: tuple[str, str], span: Span, rule: str) -> ExtractedRelation:
    return reading.relation(RelationType.SUPPORTED_BY, *pair, span, rule)
