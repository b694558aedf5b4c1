"""Bodies inside an office or sent by it (内设机构、派出工作组): sections, brigades, teams."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge, name_start
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["sections"]

_SECTION: Final = re.compile(
    rf"(?P<section>{HAN}{{2,6}}?{alternation('organisation.section')}(?!{alternation('organisation.after_section')}))"
)
_TEAM: Final = re.compile(
    rf"(?:(?!的|和|与|及|了|对|成立|组成|派出|组织){HAN}){{0,16}}?{alternation('organisation.team')}(?![长成])"
)
_COMPANY_TEAM: Final = re.compile(rf"{HAN}{{0,4}}?{alternation('organisation.team')}(?![长成])")
_SENDING: Final = (EntityType.ENTERPRISE, EntityType.CUSTODY_PROVIDER)
_DEPARTMENT: Final = re.compile(
    rf"{alternation('organisation.committee')}{alternation('organisation.line')}部(?!门|分|署)"
)
_FELLOW_DEPARTMENT: Final = re.compile(rf"[、和](?P<name>{HAN}{{2,8}}?部)(?=[、和，,。]|等)")
_BRANCH: Final = re.compile(rf"[、和](?P<name>{HAN}{{2,4}}?(?P<end>支队|大队|分局|分院))(?!长)")
_PLACED: Final = re.compile(
    rf"{alternation('organisation.brigade')}|{alternation('organisation.line')}[局厅](?![长级])"
)
_BARE: Final = re.compile(
    r"(?:成立|组建|抽调)了?(?P<after>(?:工作)?专班)|(?P<before>(?:工作)?专班)成立"
)
_UNPLACED: Final = re.compile(
    rf"(?<![）)级各]){alternation('organisation.line')}局(?![长级部面限势]|党[组委]|局长|副局长|总工)"
)
_ACTING: Final = re.compile(
    rf"(?<!{HAN})(?P<name>{HAN}{{2,8}}(?:工作小组|工作组|工作专班|专家组|指挥部))由{HAN}"
)


def sections(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield sections of offices, the teams they send, and brigades of places (内设、派出机构)."""
    for office in reading.mentions(Span(0, len(reading.text)), EntityType.ORGANISATION):
        yield from _of_office(reading, office)
    for company in reading.mentions(Span(0, len(reading.text)), *_SENDING):
        yield from _named_on(reading, company, _COMPANY_TEAM, "office.team")
    yield from _departments(reading)
    yield from _placed(reading)
    for _, match in reading.matches(_UNPLACED):
        if has_edge(reading, match.start()):
            yield reading.entity(EntityType.ORGANISATION, Span(*match.span()), "office.bare")
    for pattern, rule in ((_BARE, "office.task-force"), (_ACTING, "office.acting")):
        for _, match in reading.matches(pattern):
            span = Span(*match.span(match.lastgroup or 0))
            yield reading.entity(EntityType.ORGANISATION, span, rule)


def _of_office(reading: Reading, office: Named) -> Iterator[ExtractedEntity]:
    """Yield what an office's name goes on to: its section, its team, a branch listed after one."""
    end = office.span.end
    for pattern, rule in ((_SECTION, "office.section"), (_TEAM, "office.team")):
        yield from _named_on(reading, office, pattern, rule)
    branch = _BRANCH.match(reading.text, end)
    if branch and office.name.endswith(branch.group("end")):
        yield reading.entity(EntityType.ORGANISATION, Span(*branch.span("name")), "office.branch")


def _named_on(
    reading: Reading, owner: Named, pattern: re.Pattern[str], rule: str
) -> Iterator[ExtractedEntity]:
    """Yield the body that an owner's name goes on to, if nothing cuts the name."""
    end = owner.span.end
    match = pattern.match(reading.text, end)
    if match and name_start(reading, end, match.end() - 1) == end:
        yield reading.entity(EntityType.ORGANISATION, Span(owner.span.start, match.end()), rule)


def _departments(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the departments of a park's committee, and those listed after the first (部)."""
    for _, match in reading.matches(_DEPARTMENT):
        if has_edge(reading, match.start()):
            span, end = Span(*match.span()), match.end()
            yield reading.entity(EntityType.ORGANISATION, span, "office.department")
            while fellow := _FELLOW_DEPARTMENT.match(reading.text, end):
                span, end = Span(*fellow.span("name")), fellow.end("name")
                yield reading.entity(EntityType.ORGANISATION, span, "office.department")


def _placed(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield brigades and bureaus that a place opens by its short name: 甲州消防支队."""
    for _, match in reading.matches(_PLACED):
        start = reading.words.place_start(match.start())
        if start is not None and has_edge(reading, start):
            span = Span(start, match.end())
            yield reading.entity(EntityType.ORGANISATION, span, "office.short-place")
