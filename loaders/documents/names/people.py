"""People named with their post (具名责任人): 副省长甲某、乙某, 甲某局长, 县领导甲某."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["people"]

_TITLE: Final = (
    rf"(?:[省市州盟区县旗镇乡]委副?书记|(?:常务副|副)?{alternation('post.title', 'post.head')})"
)
_NAME: Final = (
    rf"(?!任[双组主副总第]){alternation('post.surname', 'post.double_surname')}{HAN}{{1,2}}"
    r"(?<![省市州县区旗镇乡局厅处办委部会说在对将向等率及以到赴])"
)
_BEFORE_ACT: Final = rf"{alternation('post.surname')}{HAN}(?={alternation('post.long_act')})"
_AFTER_NAME: Final = rf"(?=[、，,。；;：:（）()\s”]|$|\d{{1,2}}次|{alternation('post.act')})"
_PERSON_TITLE: Final = re.compile(rf"(?P<name>{_NAME})(?<![任兼]){_TITLE}")
_OF_NATION: Final = re.compile(rf"(?P<name>{_NAME})(?:总书记|总理)")
_TITLE_PERSON: Final = re.compile(rf"(?<!副){_TITLE}(?P<name>{_BEFORE_ACT}|{_NAME}{_AFTER_NAME})")
_LED: Final = re.compile(
    rf"(?:{alternation('organisation.level')}|委)领导(?:同志)?(?P<name>{_NAME}){_AFTER_NAME}"
)
_SURNAME: Final = re.compile(
    rf"(?<!{HAN})(?P<name>{alternation('post.surname')})副?{alternation('post.addressed')}"
    rf"(?={alternation('post.act')})"
)
_LISTED: Final = re.compile(
    rf"(?:{alternation('post.member')}|组[ 　]{{1,4}}长|成[ 　]{{0,4}}员)[：:][ 　]?"
    rf"(?P<name>{_NAME})(?=[\s、，,（(]|$)"
)
_ROSTER: Final = re.compile(
    rf"^[ 　]*(?P<name>{_NAME})[ 　]+{HAN}[^\s。;；:：]{{1,24}}{alternation('post.title')}$",
    re.MULTILINE,
)
_FURTHER_POST: Final = re.compile(
    rf"(?:(?:{alternation('organisation.level')}?(?:[党团]?委|党组|党工委|政府|管委会))?"
    rf"(?:常委|成员|{_TITLE}))、(?:{alternation('organisation.level')}(?:政府|委)?|{HAN}{{2}}部)?\Z"
)
_LEVELLED: Final = re.compile(
    rf"(?:[一二三四]级|{alternation('organisation.level')}?(?:政协|管委会|党工委|派出所)|[乡镇](?=\Z))\Z"
)
_NEXT_PERSON: Final = re.compile(rf"、(?P<name>{_NAME}){_AFTER_NAME}")
_BODY: Final = re.compile(
    rf"{alternation('organisation.level')}(?!委?领导){HAN}{{2,14}}{alternation('organisation.seated')}"
)
_POST_MAX: Final = 14
_PLACE_MAX: Final = 8
_BODIES: Final = (EntityType.ORGANISATION, EntityType.ENTERPRISE, EntityType.PARK)


def people(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield people beside their title (具名责任人)."""
    named = reading.mentions(Span(0, len(reading.text)), *_BODIES)
    bodies = [body.span for body in named]
    yield from _titled_after(reading, frozenset(body.end for body in bodies))
    for sentence, match in reading.matches(_TITLE_PERSON):
        if _is_person(reading, match):
            start = _first_post(reading, sentence.span.start, match.start())
            start = _with_body(reading, bodies, sentence.span.start, start)
            start = _with_place(reading, sentence.span.start, start)
            start = _former(reading, start)
            span = Span(start, match.end())
            yield reading.entity(EntityType.LEADER, span, "post.title-person")
            yield from _next(reading, match.end(), sentence.span.end)
    for sentence, match in reading.matches(_LED):
        if has_edge(reading, match.start()) and _is_person(reading, match):
            yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.led")
            yield from _next(reading, match.end(), sentence.span.end)
    for pattern, rule in ((_LISTED, "post.listed"), (_ROSTER, "post.roster")):
        for match in pattern.finditer(reading.text):
            if _is_person(reading, match):
                yield reading.entity(EntityType.LEADER, Span(*match.span("name")), rule)


def _titled_after(reading: Reading, opened: frozenset[int]) -> Iterator[ExtractedEntity]:
    """Yield people whose title follows their name: 甲某局长, 甲县长表示."""
    for _, match in reading.matches(_PERSON_TITLE):
        free = match.start() in opened or has_edge(reading, match.start())
        if free and _is_person(reading, match):
            yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.person-title")
    for _, match in reading.matches(_OF_NATION):
        if reading.words.begins(match.start()) and _is_person(reading, match):
            yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.of-nation")
    for _, match in reading.matches(_SURNAME):
        yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.surname")


def _first_post(reading: Reading, floor: int, start: int) -> int:
    """Return where the first of several posts begins: 市委常委、副市长甲某; 三级调研员甲某."""
    levelled = _LEVELLED.search(reading.text, max(floor, start - _POST_MAX), start)
    if levelled:
        return levelled.start()
    while further := _FURTHER_POST.search(reading.text, max(floor, start - _POST_MAX), start):
        if not has_edge(reading, further.start()):
            break
        start = further.start()
    return start


def _with_body(reading: Reading, bodies: Sequence[Span], floor: int, start: int) -> int:
    """Return where a post begins with its body, if that is no name by itself (任职单位).

    A body that is named besides keeps its name, and is not cut in two.
    """
    place = bisect_right(bodies, start, key=lambda body: body.start) - 1
    if place >= 0 and bodies[place].end >= start:
        return bodies[place].start if bodies[place].end > start else start
    own = name_start(reading, max(floor, start - _POST_MAX), start)
    body = _BODY.match(reading.text, own, start)
    return own if body is not None and body.end() == start else start


def _with_place(reading: Reading, floor: int, start: int) -> int:
    """Return where a post begins with the place whose last character it takes: 甲镇|党委书记乙."""
    near = Span(max(floor, start - _PLACE_MAX), min(len(reading.text), start + 1))
    for place in reading.mentions(near, EntityType.REGION):
        if place.span.start < start < place.span.end:
            return place.span.start
    return start


def _former(reading: Reading, start: int) -> int:
    """Return where a post begins with 原, which says that it is held no more: 原局长甲某."""
    told = start > 0 and reading.text[start - 1] == "原" and has_edge(reading, start - 1)
    return start - 1 if told else start


def _next(reading: Reading, position: int, end: int) -> Iterator[ExtractedEntity]:
    """Yield the people who share the title of the one before them: 副省长甲某、乙某."""
    while (other := _NEXT_PERSON.match(reading.text, position, end)) and _is_person(reading, other):
        yield reading.entity(EntityType.LEADER, Span(*other.span("name")), "post.next-person")
        position = other.end()


def _is_person(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether the words are no common noun: 项目经理 names nobody."""
    return reading.words.has_proper(*match.span("name"))
