"""Offices and institutions (机关与技术机构), and the groups set up for one task."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge, items, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.regions import rank_of
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["fellow_offices", "groups", "institutions", "offices", "sources"]

_LEVEL: Final = alternation("organisation.level")
_DEPARTMENT: Final = (
    rf"(?:{alternation('organisation.line')}{alternation('organisation.department')}"
    rf"|{alternation('organisation.ending', 'organisation.brigade')})"
    rf"(?!{alternation('organisation.after_ending')})"
)
_RULING: Final = (
    rf"{alternation('organisation.ruling')}(?!{alternation('organisation.after_ruling')})"
)
_UNJOINED: Final = rf"(?![和及与]){HAN}"
_BRANCH: Final = (
    rf"(?:(?!{alternation('organisation.sends')})(?:{_UNJOINED}){{2,4}}"
    rf"{alternation('organisation.branch')})?"
)
_TAIL: Final = rf"(?:{alternation('organisation.body')}?{_DEPARTMENT}|{_RULING}){_BRANCH}"
_BY_LEVEL: Final = re.compile(rf"{_LEVEL}{_TAIL}")
_FELLOW: Final = re.compile(
    rf"[、和及](?P<name>{_DEPARTMENT}|(?!各|[省市区县]){HAN}{{1,3}}{alternation('organisation.fellow_end')}(?=[、,，等和及]))"
    rf"(?!{HAN}?[局厅办委])"
)
_OF_PLACE: Final = re.compile(rf"{_TAIL}|{alternation('organisation.seat')}")
_STATE: Final = re.compile(
    rf"{alternation('organisation.state')}(?![门署])(?!(?<=[中国]办)[发字函])"
    rf"(?:(?!有关|相关|各|机关)(?:办公厅|(?:{_UNJOINED}){{2,12}}?{alternation('organisation.division')}))?"
)
_FREE: Final = re.compile(
    rf"(?<!{alternation('organisation.before_bureau')}(?=局))"
    rf"(?:{alternation('organisation.stem_ending')}|(?P<office>{alternation('organisation.stem_office')}))"
    rf"(?!{alternation('organisation.after_ending')})"
)
_GROUP: Final = re.compile(
    rf"(?P<head>{alternation('organisation.group')})(?!会(?!议)|[长成](?!立))"
)
_OPENING: Final = re.compile(alternation("organisation.level", "organisation.state"))
_VAGUE: Final = re.compile(alternation("organisation.vague"))
_STEM: Final = range(2, 20)
_SET_UP: Final = re.compile(r"(?:成立|组建|设立|组成)了?\Z")
_TOLD_OF: Final = re.compile(
    rf"(?:成立|组建|设立)了?[由以][^。;；]{{2,60}}?(?:组长|总指挥|牵头|参加|参与|组成)的(?P<team>{HAN}{{4,26}})\Z"
)
_BROUGHT: Final = re.compile(
    rf"{alternation('post.surname', 'post.double_surname')}{HAN}{{1,2}}率"
    rf"(?P<team>{_LEVEL}{HAN}{{2,24}})\Z"
)
_SCOPE: Final = re.compile(r"全[省市区县]\Z")
_LISTED: Final = re.compile(rf"(?<!{HAN})(?:{HAN}{{2,5}}、)+\Z")
_LONGEST_LIST: Final = 80
_LEVELS: Final = re.compile(r"(?:[省市区县旗镇乡）)][、和及]|各|乡)\Z")
_OF_ALL: Final = re.compile(r"各[省市区县辖]{1,2}[、和]\Z")
_OFFICE_END: Final = re.compile(r"(?:局|厅|委|办|部|支队|大队|总队|中心|政府|公司)\Z")
_SOURCE: Final = re.compile(
    rf"(?:来源|转自|发布机构|发布单位)[：:] ?"
    rf"(?P<name>{HAN}{{2,16}}?{alternation('organisation.publisher')})"
    rf"(?!{HAN})"
    rf"|(?<!依)(?<!根)据(?P<reporter>{HAN}{{2,8}}?{alternation('organisation.reporter')})"
    rf"(?:客户端)?(?:最新)?(?:报道|消息|讯)"
    rf"|(?<!{HAN})(?!本网|本报|日前|近日)(?P<desk>{HAN}{{2,6}}(?:[网社报]|在线))(?=(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|电(?![话子力动工视台站商网])|消息))"
)


def offices(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield organs of state and offices named by their level, region or park (机关)."""
    for pattern, rule in ((_STATE, "office.state"), (_BY_LEVEL, "office.level")):
        end = 0
        for _, match in reading.matches(pattern):
            listed = _LEVELS.search(reading.text, max(0, match.start() - 3), match.start())
            if match.start() == end or (has_edge(reading, match.start()) and not listed):
                end = match.end()
                yield reading.entity(EntityType.ORGANISATION, Span(*match.span()), rule)
    opened = {place.end: place.start for place in _places(reading)}
    for place in _places(reading):
        of_place = _OF_PLACE.match(reading.text, place.end)
        if of_place is not None:
            span = Span(opened.get(place.start, place.start), of_place.end())
            yield reading.entity(EntityType.ORGANISATION, span, "office.place")
            yield from _sharing(reading, place)


def _sharing(reading: Reading, place: Span) -> Iterator[ExtractedEntity]:
    """Yield the offices of the places listed before one that carries the office's name for all."""
    listed = _LISTED.search(reading.text, max(0, place.start - _LONGEST_LIST), place.start)
    if listed is None:
        return
    for item in items(reading.text, Span(listed.start(), listed.end() - 1)):
        if rank_of(reading.quote(item)) is None and reading.words.has_proper(item.start, item.end):
            yield reading.entity(EntityType.ORGANISATION, item, "office.list")


def fellow_offices(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the offices listed after one of the same level: 区应急局、公安局、住建局 (同级机关)."""
    for office in reading.mentions(_whole(reading), EntityType.ORGANISATION):
        position = office.span.end
        while fellow := _FELLOW.match(reading.text, position):
            yield reading.entity(EntityType.ORGANISATION, Span(*fellow.span("name")), "office.list")
            position = fellow.end()


def sources(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield who published the text, where a line says so: 来源：甲报 (来源)."""
    for match in _SOURCE.finditer(reading.text):
        span = Span(*match.span(match.lastgroup or 0))
        yield reading.entity(EntityType.ORGANISATION, span, "office.source")


def institutions(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield centres, institutes, associations and brigades by how their names end (机构)."""
    opened = {place.end: place.start for place in _places(reading)}
    known = {
        office.span.end
        for office in reading.mentions(
            _whole(reading), EntityType.ORGANISATION, EntityType.ENTERPRISE
        )
    }
    for sentence, match in reading.matches(_FREE):
        start = _national(reading, sentence.span.start, match.start())
        own = Span(start, match.start())
        if (
            match.end() in known
            or own.end - own.start not in _STEM
            or _VAGUE.search(reading.quote(own))
        ):
            continue
        if _of_many(reading, own):
            continue
        opening = _OPENING.match(reading.text, start, own.end)
        placed = start in opened or bool(opening and reading.words.begins(opening.end()))
        named = not match.group("office") and reading.words.has_proper(own.start, own.end)
        if placed or (named and has_edge(reading, start)):
            span = Span(opened.get(start, start), match.end())
            yield reading.entity(EntityType.ORGANISATION, span, "office.ending")


def _of_many(reading: Reading, own: Span) -> bool:
    """Return whether a name is of all of a rank, or a town's middle: 各县、区甲局; 甲市中心."""
    listed = _OF_ALL.search(reading.text, max(0, own.start - 6), own.start)
    middle = reading.text.startswith("中心", own.end) and reading.text[own.end - 1] in "市县镇"
    return middle or listed is not None


def _national(reading: Reading, floor: int, end: int) -> int:
    """Return where the name begins; 和 may stand inside it after 中国: 中国甲和乙联合会."""
    start = name_start(reading, floor, end)
    if start > floor and reading.text[start - 1] in "和与及":
        wider = name_start(reading, floor, start - 1)
        two = _OFFICE_END.search(reading.text, wider, start - 1)
        return wider if _OPENING.match(reading.text, wider) and not two else start
    return start


def groups(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield groups set up for a programme: the head noun, the whole as full name (工作组)."""
    for sentence, match in reading.matches(_GROUP):
        head = Span(*match.span("head"))
        near = max(sentence.span.start, head.start - _LONGEST_LIST)
        start = name_start(reading, sentence.span.start, head.start)
        if brought := _BROUGHT.search(reading.text, near, head.start):
            start = brought.start("team")
        told = _TOLD_OF.search(reading.text, near, head.start)
        named = reading.mentions(Span(near, head.start), EntityType.PROGRAMME)
        if _OPENING.match(reading.text, start, head.start) or _is_set_up(reading, start, head):
            yield reading.entity(EntityType.ORGANISATION, Span(start, head.end), "office.group")
        elif named and named[-1].span.end == head.start:
            start = named[-1].span.start
            start -= 2 * bool(_SCOPE.search(reading.text, max(0, start - 2), start))
            full = Span(start, head.end)
            yield reading.entity(EntityType.ORGANISATION, head, "office.group", full=full)
        elif told:
            span = Span(told.start("team"), head.end)
            yield reading.entity(EntityType.ORGANISATION, span, "office.founded")


def _is_set_up(reading: Reading, start: int, head: Span) -> bool:
    """Return whether a group with a task of its own is said to be set up: 成立甲乙工作专班."""
    before = _SET_UP.search(reading.text, max(0, start - 4), start)
    return before is not None and head.start - start in _STEM


def _places(reading: Reading) -> tuple[Span, ...]:
    """Return where regions and parks are named."""
    named = reading.mentions(_whole(reading), EntityType.REGION, EntityType.PARK)
    return tuple(place.span for place in named)


def _whole(reading: Reading) -> Span:
    return Span(0, len(reading.text))
