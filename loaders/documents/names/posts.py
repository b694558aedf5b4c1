"""Leaders (责任人): posts that answer for something, and people named with their post."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["HEADED", "posts"]

_TITLE: Final = (
    rf"(?:[省市州盟区县旗镇乡]委副?书记|(?:常务副|副)?{alternation('post.title', 'post.head')})"
)
_NAME: Final = (
    rf"(?!任[双组主副总第]){alternation('post.surname', 'post.double_surname')}{HAN}{{1,2}}"
    r"(?<![省市州县区旗镇乡局厅处办委部会说在对将向等率及以到赴])"
)
_BEFORE_ACT: Final = rf"{alternation('post.surname')}{HAN}(?={alternation('post.long_act')})"
_AFTER_NAME: Final = rf"(?=[、，,。；;：:（）()\s”]|$|{alternation('post.act')})"
HEADED: Final = re.compile(
    rf"由(?:{HAN}{{2,8}}[、和])?(?P<post>{HAN}{{0,12}}?{alternation('post.head')}|{HAN}{{2,12}}?领导)"
    rf"(?:同志)?(?:任|担任|为)(?P<as>组长|双组长|总指挥|主任)"
)
_ROLE: Final = re.compile(alternation("post.role"))
_WATCH: Final = re.compile(rf"{alternation('post.watch_level')}{alternation('post.watch')}")
_PERSON_TITLE: Final = re.compile(rf"(?P<name>{_NAME}){_TITLE}")
_TITLE_PERSON: Final = re.compile(rf"(?<!副){_TITLE}(?P<name>{_BEFORE_ACT}|{_NAME}{_AFTER_NAME})")
_LISTED: Final = re.compile(
    rf"(?:{alternation('post.member')}|组[ 　]{{1,4}}长|成[ 　]{{0,4}}员)[：:][ 　]?"
    rf"(?P<name>{_NAME})(?=[\s、，,（(]|$)"
)
_ROSTER: Final = re.compile(
    rf"^[ 　]*(?P<name>{_NAME})[ 　]+{HAN}[^\s。;；:：]{{1,24}}{alternation('post.title')}$",
    re.MULTILINE,
)
_NEXT_PERSON: Final = re.compile(rf"、(?P<name>{_NAME}){_AFTER_NAME}")
_LEADER: Final = re.compile(
    r"领导(?!小组|干部|班子|责任|下|力|核心|体制|机制|机构|有|对|同志)"
    r"|(?:主要|分管)(?:领导|负责同志|负责人)(?!干部|小组|班子)"
)
_HEADED_PLACE: Final = re.compile(r"(?:主要|分管)(?:领导|负责同志|负责人)(?!干部|小组|班子)")


def posts(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield posts and people (岗位与人员)."""
    for _, match in reading.matches(HEADED):
        yield reading.entity(EntityType.LEADER, Span(*match.span("post")), "post.head")
    for _, match in reading.matches(_ROLE):
        yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.role")
    for _, match in reading.matches(_WATCH):
        if has_edge(reading, match.start()):
            yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.watch")
    yield from _people(reading)
    yield from _office_leaders(reading)


def _people(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield people beside their title: 副省长甲某、乙某, 甲某局长; the last title alone counts."""
    opened = _after_offices(reading)
    for _, match in reading.matches(_PERSON_TITLE):
        free = match.start() in opened or has_edge(reading, match.start())
        if free and _is_person(reading, match):
            yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.person-title")
    for sentence, match in reading.matches(_TITLE_PERSON):
        if _is_person(reading, match):
            yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.title-person")
            yield from _next(reading, match.end(), sentence.span.end)
    for pattern, rule in ((_LISTED, "post.listed"), (_ROSTER, "post.roster")):
        for match in pattern.finditer(reading.text):
            if _is_person(reading, match):
                yield reading.entity(EntityType.LEADER, Span(*match.span("name")), rule)


def _next(reading: Reading, position: int, end: int) -> Iterator[ExtractedEntity]:
    """Yield the people who share the title of the one before them: 副省长甲某、乙某."""
    while (other := _NEXT_PERSON.match(reading.text, position, end)) and _is_person(reading, other):
        yield reading.entity(EntityType.LEADER, Span(*other.span("name")), "post.next-person")
        position = other.end()


def _is_person(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether the words are no common noun: 项目经理 names nobody."""
    return reading.words.has_proper(*match.span("name"))


def _after_offices(reading: Reading) -> frozenset[int]:
    """Return where an office's name ends."""
    whole = Span(0, len(reading.text))
    return frozenset(o.span.end for o in reading.mentions(whole, EntityType.ORGANISATION))


def _office_leaders(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the leaders of an office that is named: 甲办领导."""
    kinds = (EntityType.ORGANISATION, EntityType.REGION, EntityType.PARK)
    for sentence in reading.sentences:
        for office in reading.mentions(sentence.span, *kinds):
            pattern = _LEADER if office.type is EntityType.ORGANISATION else _HEADED_PLACE
            match = pattern.match(reading.text, office.span.end)
            if match:
                span = Span(office.span.start, match.end())
                yield reading.entity(EntityType.LEADER, span, "post.office")
