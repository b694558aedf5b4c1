"""Leaders (责任人): posts that answer for something, named without their holders."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, has_edge
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["HEADED", "posts"]

HEADED: Final = re.compile(
    rf"(?:由|成立了?以)(?:{HAN}{{2,8}}[、和])?(?P<post>{HAN}{{0,12}}?{alternation('post.head')}|{HAN}{{2,12}}?领导)"
    rf"(?:同志)?(?:任|担任|为)(?P<as>组长|双组长|总指挥|主任)"
)
_DEPUTY: Final = re.compile(
    rf"[、,，](?P<post>{HAN}{{0,6}}?{alternation('post.head')})(?:同志)?(?:任|担任|为)(?:常务)?副(?:组长|总指挥|主任)"
)
_ROLE: Final = re.compile(
    rf"(?P<firm>(?:相关|有关|{alternation('enterprise.industry')})?企业(?:安全|相关|有关)?)?(?:{alternation('post.role')}|(?(firm)负责人|(?!)))"
)
_WATCH: Final = re.compile(rf"{alternation('post.watch_level')}{alternation('post.watch')}")
_STAFF: Final = re.compile(rf"{alternation('post.staff')}(?![、\d共等]|{HAN}{{0,2}}人次)")
_LEADER: Final = re.compile(
    r"领导(?!小组|干部|班子|责任|下|力|核心|体制|机制|机构|有|对|同志)"
    r"|(?:主要|分管)(?:领导|负责同志|负责人)(?!干部|小组|班子)"
    rf"|(?:相关|有关)?负责(?:人|同志)(?={alternation('post.telling')})"
)
_HEADED_PLACE: Final = re.compile(
    r"(?:主要|分管)(?:领导|负责同志|负责人)(?!干部|小组|班子)"
    rf"|(?:相关|有关)?负责(?:人|同志)(?={alternation('post.telling')})"
)


def posts(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield posts (岗位)."""
    for pattern, rule in ((HEADED, "post.head"), (_DEPUTY, "post.deputy")):
        for _, match in reading.matches(pattern):
            yield reading.entity(EntityType.LEADER, Span(*match.span("post")), rule)
    for _, match in reading.matches(_ROLE):
        rule = "post.firm-role" if match.group("firm") else "post.role"
        yield reading.entity(EntityType.LEADER, Span(*match.span()), rule)
    for pattern, rule in ((_WATCH, "post.watch"), (_STAFF, "post.staff")):
        for _, match in reading.matches(pattern):
            if has_edge(reading, match.start()):
                yield reading.entity(EntityType.LEADER, Span(*match.span()), rule)
    yield from _office_leaders(reading)


def _office_leaders(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the leaders of an office that is named: 甲办领导."""
    kinds = (EntityType.ORGANISATION, EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE)
    for sentence in reading.sentences:
        for office in reading.mentions(sentence.span, *kinds):
            pattern = _LEADER if office.type is EntityType.ORGANISATION else _HEADED_PLACE
            match = pattern.match(reading.text, office.span.end)
            if match:
                span = Span(office.span.start, match.end())
                yield reading.entity(EntityType.LEADER, span, "post.office")
