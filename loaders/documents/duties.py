"""Duties (职责): who answers for what, who issued what, who acts together."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from loaders.documents.custody import UNREAL
from loaders.documents.lexicon import alternation
from loaders.documents.places import home
from loaders.documents.posts import HEADED
from loaders.documents.programmes import ISSUED
from loaders.documents.reading import Named, Reading
from loaders.documents.segment import Sentence
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["duties"]

_GUIDING: Final = re.compile(r"(?:组织领导|统筹协调|领导|统筹|组织实施)")
_FOR: Final = re.compile(r"对(?:全[省市区县])?\Z")
_ISSUE: Final = re.compile(
    rf"(?:{alternation('programme.issue')}|{alternation('platform.build')})\Z"
)
_JOINT: Final = re.compile(r"联合(?P<act>印发|发文|下发|出台|主办|开展)")
_IMPLEMENTING: Final = re.compile(r"贯彻落实\Z")
_SUMMONED: Final = re.compile(rf"{alternation('enterprise.summoned')}\Z")
_SENT: Final = re.compile(r"组织\Z")
_STRENGTHEN: Final = re.compile(r"加强|开展|负责")
_LIST_MARK: Final = re.compile(r"、|以及|及|和|与")


def duties(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield responsibility, management and joint action (职责关系)."""
    for sentence in reading.sentences:
        yield from _headed(reading, sentence)
        yield from _issued(reading, sentence)
        yield from _implemented(reading, sentence)
        yield from _jointly(reading, sentence)
        yield from _summoned(reading, sentence)
        yield from _patrolled(reading, sentence)
    yield from _own_rules(reading)
    yield from _built(reading)


def _headed(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 由甲任组长的…领导小组, and what the group is said to lead."""
    for match in HEADED.finditer(reading.text, sentence.span.start, sentence.span.end):
        after = Span(match.end(), sentence.span.end)
        group = next(iter(reading.mentions(after, EntityType.ORGANISATION)), None)
        if group is None or reading.text[match.end()] != "的":
            continue
        span = Span(match.start(), group.span.end)
        pair = (match.group("post"), group.name)
        yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.head")
        rest = Span(group.span.end, sentence.span.end)
        for programme in reading.mentions(rest, EntityType.PROGRAMME):
            led = reading.text[group.span.end : programme.span.start]
            end = _GUIDING.match(reading.text, programme.span.end + 1)
            if _FOR.search(led) and end:
                whole = Span(match.start(), end.end())
                pair = (group.name, programme.name)
                yield reading.relation(RelationType.MANAGES, *pair, whole, "duty.group")


def _issued(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield the region that issued a paper: the sentence's subject, or named in the paper."""
    for match in ISSUED.finditer(reading.text, sentence.span.start, sentence.span.end):
        for paper in reading.mentions(Span(*match.span("name")), EntityType.PROGRAMME):
            if paper.span == Span(*match.span("name")):
                yield from _issuer(reading, sentence, paper, match.start())


def _issuer(
    reading: Reading, sentence: Sentence, paper: Named, verb: int
) -> Iterator[ExtractedRelation]:
    opening = reading.mentions(Span(sentence.span.start, verb), EntityType.REGION)
    inside = reading.mentions(paper.span, EntityType.REGION)
    own = inside[-1].name if inside and inside[0].span.start == paper.span.start else None
    subject = opening[0].name if opening and opening[0].span.start in _starts(sentence) else own
    if subject is not None and not _issued_by_higher(reading, sentence, paper):
        start = sentence.span.start if subject != own else verb
        span = Span(start, paper.span.end)
        yield reading.relation(RelationType.MANAGES, subject, paper.name, span, "duty.issued")


def _issued_by_higher(reading: Reading, sentence: Sentence, paper: Named) -> bool:
    """Return whether the sentence carries out another paper: then it states another link."""
    before = reading.mentions(Span(sentence.span.start, paper.span.start), EntityType.PROGRAMME)
    return any(_IMPLEMENTING.search(reading.text[: other.span.start]) for other in before)


def _implemented(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 以贯彻落实甲为主线,制定乙: the second carries out the first."""
    papers = reading.mentions(sentence.span, EntityType.PROGRAMME)
    for higher, own in pairwise(papers):
        before = reading.text[sentence.span.start : higher.span.start]
        made = reading.text[sentence.span.start : own.span.start]
        if _IMPLEMENTING.search(before) and _ISSUE.search(made):
            span = Span(higher.span.start, own.span.end)
            yield reading.relation(
                RelationType.IMPLEMENTS, own.name, higher.name, span, "duty.implements"
            )


def _jointly(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield offices that act together; a titled paper is managed by each of them."""
    match = _JOINT.search(reading.text, sentence.span.start, sentence.span.end)
    if match is None:
        return
    clause = next(c for c in sentence.clauses if c.start <= match.start() < c.end)
    before = Span(clause.start, match.start())
    offices = _run(reading, reading.mentions(before, EntityType.ORGANISATION), match.start())
    after = reading.mentions(Span(match.end(), clause.end), EntityType.PROGRAMME)
    if not offices:
        return
    span = Span(offices[0].span.start, after[0].span.end if after else match.end())
    if after and reading.text[match.end()] == "《":
        for office in offices:
            pair = (office.name, after[0].name)
            yield reading.relation(RelationType.MANAGES, *pair, span, "duty.joint-paper")
    else:
        for one, other in combinations([office.name for office in offices], 2):
            yield reading.relation(RelationType.COOPERATES_WITH, one, other, span, "duty.joint")


def _summoned(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield enterprises that the region's authority summoned or named publicly."""
    region = home(reading)
    named = reading.mentions(sentence.span, EntityType.ENTERPRISE)
    for index, first in enumerate(named):
        before = reading.text[sentence.span.start : first.span.start]
        verb = _SUMMONED.search(before)
        if region and verb and not UNREAL.search(before):
            run = _run(reading, named[index:])
            start = sentence.span.start + verb.start()
            for company in run:
                span = Span(start, run[-1].span.end)
                pair = (region, company.name)
                yield reading.relation(RelationType.REGULATES, *pair, span, "duty.summoned")


def _patrolled(reading: Reading, sentence: Sentence) -> Iterator[ExtractedRelation]:
    """Yield 组织甲、乙加强…巡查: field staff answer for the hazard that they look for."""
    staff = reading.mentions(sentence.span, EntityType.LEADER)
    sent = [
        i
        for i, m in enumerate(staff)
        if _SENT.search(reading.text[sentence.span.start : m.span.start])
    ]
    for index in sent:
        run = _run(reading, staff[index:])
        verb = _STRENGTHEN.match(reading.text, run[-1].span.end)
        after = Span(run[-1].span.end, sentence.span.end)
        hazard = next(iter(reading.mentions(after, EntityType.HAZARD)), None)
        if verb and hazard and hazard.span.start == verb.end():
            span = Span(run[0].span.start, hazard.span.end)
            for post in run:
                pair = (post.name, hazard.name)
                yield reading.relation(RelationType.RESPONSIBLE_FOR, *pair, span, "duty.patrol")


def _own_rules(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield a rule named after an office's leaders: they answer for it, the office manages it."""
    for programme in reading.entities:
        if programme.type is not EntityType.PROGRAMME:
            continue
        for kind, link in (
            (EntityType.LEADER, RelationType.RESPONSIBLE_FOR),
            (EntityType.ORGANISATION, RelationType.MANAGES),
        ):
            inside = reading.mentions(programme.span, kind)
            if inside and inside[0].span.start == programme.span.start:
                pair = (inside[0].name, programme.name)
                yield reading.relation(link, *pair, programme.span, "duty.own-rule")


def _built(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield what the region builds: a platform named after it, or an office named by its level."""
    region = home(reading)
    for thing in reading.entities if region else ():
        start = thing.span.start
        build = re.search(r"(?:建设|建成|推进)\Z", reading.text[max(0, start - 2) : start])
        named_after = region and thing.name.startswith((region, region[-1]))
        kinds = (EntityType.PLATFORM, EntityType.ORGANISATION)
        following = reading.text[thing.span.end : thing.span.end + 2]
        if region and build and named_after and thing.type in kinds:
            if build.group() == "推进" and following != "建设":
                continue
            span = Span(start - 2, thing.span.end)
            yield reading.relation(RelationType.MANAGES, region, thing.name, span, "duty.built")


def _starts(sentence: Sentence) -> frozenset[int]:
    return frozenset(clause.start for clause in sentence.clauses)


def _run(reading: Reading, named: tuple[Named, ...], end: int | None = None) -> tuple[Named, ...]:
    """Return the first run of mentions joined by list marks, or the one that stops at `end`."""
    run: list[Named] = []
    for mention in named:
        between = reading.text[run[-1].span.end : mention.span.start] if run else ""
        if run and not _LIST_MARK.fullmatch(between):
            if end is None:
                break
            run = []
        run.append(mention)
    return tuple(run) if end is None or (run and run[-1].span.end == end) else ()
