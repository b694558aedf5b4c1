"""Leaders (责任人): posts that answer for something, and people named with their post."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.edges import HAN, has_edge
from loaders.documents.lexicon import alternation
from loaders.documents.reading import Reading
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["HEADED", "posts"]

_TITLE: Final = alternation("post.title")
_SURNAME: Final = alternation("post.surname")
HEADED: Final = re.compile(
    rf"由(?P<post>{HAN}{{0,12}}?{alternation('post.head')}|{HAN}{{2,12}}?领导)"
    rf"(?:同志)?(?:任|担任|为)(?P<as>组长|双组长|总指挥|主任)"
)
_ROLE: Final = re.compile(alternation("post.role"))
_WATCH: Final = re.compile(rf"{alternation('post.watch_level')}{alternation('post.watch')}")
_PERSON_TITLE: Final = re.compile(rf"{_SURNAME}{HAN}{{1,2}}{_TITLE}")
_TITLE_PERSON: Final = re.compile(
    rf"{_TITLE}{_SURNAME}{HAN}{{1,2}}(?=[、，,。；;\n]|{alternation('post.act')})"
)
_LEADER: Final = re.compile(r"领导(?!小组|干部|班子|责任|下|力|核心|体制|机制|机构|有|对|同志)")


def posts(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield posts and people (岗位与人员)."""
    for _, match in reading.matches(HEADED):
        yield reading.entity(EntityType.LEADER, Span(*match.span("post")), "post.head")
    for _, match in reading.matches(_ROLE):
        yield reading.entity(EntityType.LEADER, Span(*match.span()), "post.role")
    for pattern, rule in (
        (_WATCH, "post.watch"),
        (_PERSON_TITLE, "post.person-title"),
        (_TITLE_PERSON, "post.title-person"),
    ):
        for _, match in reading.matches(pattern):
            if has_edge(reading, match.start()):
                yield reading.entity(EntityType.LEADER, Span(*match.span()), rule)
    yield from _office_leaders(reading)


def _office_leaders(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the leaders of an office that is named: 甲办领导."""
    for sentence in reading.sentences:
        for office in reading.mentions(sentence.span, EntityType.ORGANISATION):
            match = _LEADER.match(reading.text, office.span.end)
            if match:
                span = Span(office.span.start, match.end())
                yield reading.entity(EntityType.LEADER, span, "post.office")
