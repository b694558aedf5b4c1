"""Duties (职责): who is put at the head of a group, sent on patrol, or founded by a region."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.places import home
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span
from loaders.documents.text.segment import Sentence

__all__ = ["duties"]

_HEAD: Final = alternation("clause.headship")
_APPOINTED: Final = re.compile(rf"(?:同志)?(?:任|担任|兼任|出任|为){_HEAD}")
_SERVES: Final = re.compile(r"(?:同志)?(?:任|担任|兼任|出任)")
_HEADSHIP: Final = re.compile(_HEAD)
_LABELLED: Final = re.compile(rf"^[ \t　]*(?P<role>副?{_HEAD})[ \t　]*[:：][ \t　]*", re.MULTILINE)
_GROUP: Final = re.compile(
    rf"(?:{alternation('organisation.group')}|指挥部|专班|工作组|委员会|安委会|减灾委|消安委|道安委|防指)\Z"
)
_ANSWERING: Final = re.compile(
    r"的?(?:安全)?(?:包保|包联|包抓|联系|挂钩|分管|责任)(?:责任人|领导|负责人|人)"
    r"[ 　]*(?:[:：]|[为是])[ 　]*"
)
_GUIDING: Final = re.compile(r"[”》]?(?:的)?(?:组织领导|统筹协调|领导|统筹|组织实施|协调推进)")
_FOR: Final = re.compile(r"(?:对|负责|承担|统筹|指导|协调)(?:全[省市区县])?[“《]?\Z")
_LOOKED_FOR: Final = re.compile(r"的?(?:巡查|排查|检查|巡检|巡防|整治|治理|监测|看护|值守)")
_FOUNDED: Final = re.compile(r"(?:建设|建成|成立|组建|设立|推进)(?:了)?\Z")
_NEAR: Final = 120


def duties(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield heads of groups, what groups lead, patrols, and what a region founds (职责关系)."""
    for sentence in reading.sentences:
        yield from _headed(reading, sentence)
    yield from _labelled(reading)
    yield from _answering(reading)
    yield from _patrols(reading)
    yield from _founded(reading)


def _headed(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 由甲任组长的…领导小组, 成立…领导小组,甲任组长, and what the group is said to lead."""
    kinds = (EntityType.LEADER, EntityType.ORGANISATION, EntityType.PROGRAMME)
    real = Span(sentence.span.start, reading.unreal_from(sentence.span))
    named = reading.mentions(real, *kinds)
    group: Named | None = None
    for index, mention in enumerate(named):
        if mention.type is EntityType.ORGANISATION and _GROUP.search(mention.name):
            group = mention
            yield from _led(reading, mention, named[index + 1 :][:4], sentence)
        elif mention.type is EntityType.LEADER:
            headed = _headed_by(reading, mention, named[index + 1 :][:3], group, sentence)
            if headed is not None:
                start = min(mention.span.start, headed.span.start)
                span = Span(start, max(mention.span.end, headed.span.end))
                pair = (mention.name, headed.name)
                if span.end - span.start <= _NEAR:
                    kind = RelationType.RESPONSIBLE_FOR
                    yield reading.relation(kind, *pair, span, "duty.head")


def _headed_by(
    reading: Reading,
    leader: Named,
    following: tuple[Named, ...],
    before: Named | None,
    sentence: Sentence,
) -> Named | None:
    """Return the group that a leader is said to head: after 的, else the last one named."""
    appointed = _APPOINTED.match(reading.text, leader.span.end, sentence.span.end)
    if appointed is None:
        return _body_headed(reading, leader, following)
    if not reading.text.startswith("的", appointed.end()):
        return before
    groups = (n for n in following if n.type is EntityType.ORGANISATION)
    return next((n for n in groups if _GROUP.search(n.name)), None)


def _body_headed(reading: Reading, leader: Named, following: tuple[Named, ...]) -> Named | None:
    """Return the body of 甲担任乙委员会主任."""
    body = next((n for n in following if n.type is EntityType.ORGANISATION), None)
    if body is None or not _SERVES.fullmatch(reading.text, leader.span.end, body.span.start):
        return None
    return body if _HEADSHIP.match(reading.text, body.span.end) else None


def _led(
    reading: Reading, group: Named, following: tuple[Named, ...], sentence: Sentence
) -> Iterator[ExtractedRelation]:
    """Yield what a group leads: 领导小组…对甲行动的组织领导."""
    for programme in following:
        if programme.type is not EntityType.PROGRAMME:
            continue
        start = max(group.span.end, programme.span.start - 8)
        end = _GUIDING.match(reading.text, programme.span.end, sentence.span.end)
        if end and _FOR.search(reading.text[start : programme.span.start]):
            span = Span(group.span.start, end.end())
            if span.end - span.start <= _NEAR:
                pair = (group.name, programme.name)
                yield reading.relation(RelationType.MANAGES, *pair, span, "duty.group")


def _labelled(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 组长:甲 in a list under the group that it belongs to."""
    whole = Span(0, len(reading.text))
    groups = [n for n in reading.mentions(whole, EntityType.ORGANISATION) if _GROUP.search(n.name)]
    index = 0
    for label in _LABELLED.finditer(reading.text):
        while index < len(groups) and groups[index].span.end <= label.start():
            index += 1
        line = reading.text.find("\n", label.end(), label.end() + _NEAR)
        end = line if line > 0 else min(len(reading.text), label.end() + _NEAR)
        leaders = reading.mentions(Span(label.end(), end), EntityType.LEADER)
        group = groups[index - 1] if index else None
        if group and label.start() - group.span.end <= _NEAR and not label["role"].startswith("副"):
            for leader in leaders[:1]:
                span = Span(group.span.start, leader.span.end)
                pair = (leader.name, group.name)
                yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.label")


def _answering(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲公司包保责任人:乙."""
    whole = Span(0, len(reading.text))
    kinds = (EntityType.ENTERPRISE, EntityType.PARK, EntityType.HAZARD, EntityType.PLATFORM)
    named = reading.mentions(whole, EntityType.LEADER, *kinds)
    for thing, leader in pairwise(named):
        if thing.type is EntityType.LEADER or leader.type is not EntityType.LEADER:
            continue
        near = leader.span.start - thing.span.end <= _NEAR
        if near and _ANSWERING.fullmatch(reading.text, thing.span.end, leader.span.start):
            span = Span(thing.span.start, leader.span.end)
            pair = (leader.name, thing.name)
            yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.label")


def _patrols(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 组织甲、乙加强丙巡查: field staff answer for the hazard that they look for."""
    for sent, looking in pairwise(predicates(reading)):
        staff = sent.objects if sent.clause == looking.clause and "drive" in sent.kinds else None
        hazards = looking.objects
        if staff is None or hazards is None or not looking.real:
            continue
        end = _LOOKED_FOR.match(reading.text, hazards.span.end, looking.sentence.end)
        if end is None or looking.verb.start - staff.span.end > _NEAR:
            continue
        span = Span(staff.span.start, hazards.span.end)
        for post in (n for n in staff.heads if n.type is EntityType.LEADER):
            for hazard in (n for n in hazards.heads if n.type is EntityType.HAZARD):
                pair = (post.name, hazard.name)
                yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.patrol")


def _founded(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the office that a region sets up, named by the region's own rank: 推进区甲中心建设."""
    region = home(reading)
    starts = [sentence.span.start for sentence in reading.sentences]
    for office in reading.entities if region else ():
        start = office.span.start
        sentence = reading.sentences[bisect_right(starts, start) - 1]
        if reading.unreal_from(sentence.span) <= start:
            continue
        verb = _FOUNDED.search(reading.text[max(0, start - 3) : start])
        if region is None or verb is None or office.type is not EntityType.ORGANISATION:
            continue
        if verb.group().startswith("推进") and not reading.text.startswith("建设", office.span.end):
            continue
        if office.name.startswith((region, region[-1])):
            span = Span(start - len(verb.group()), office.span.end)
            pair = (region, office.name)
            yield reading.relation(RelationType.MANAGES, *pair, span, "duty.built.implied")
