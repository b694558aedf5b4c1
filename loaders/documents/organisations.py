"""Offices and institutions (机关与技术机构), and the groups set up for one task."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.edges import HAN, has_edge
from loaders.documents.lexicon import alternation, terms
from loaders.documents.reading import Reading
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["groups", "offices"]

_LEVEL: Final = alternation("organisation.level")
_ENDING: Final = (
    rf"(?:{HAN}{{0,8}}?{alternation('organisation.ending')}"
    rf"|{alternation('organisation.ministry')}(?:厅|局|委员会|委)"
    rf"|{HAN}{{2,8}}?{alternation('organisation.stem_ending')})"
    rf"(?!{alternation('organisation.after_ending')})"
)
_BRANCH: Final = rf"(?:{HAN}{{2,4}}{alternation('organisation.branch')})?"
_OFFICE_TAIL: Final = rf"(?:{alternation('organisation.body')})?{_ENDING}{_BRANCH}"
_BY_LEVEL: Final = re.compile(rf"(?P<level>{_LEVEL}){_OFFICE_TAIL}")
_MINISTRY: Final = re.compile(rf"(?:国家)?{alternation('organisation.ministry')}部(?![门署])")
_CUTTING: Final = re.compile(rf"{alternation('boundary.verb', 'boundary.particle')}|政府.*政府")
_KEPT: Final = terms("organisation.ministry") | {"指导", "监督检查", "理论学习"}
_GROUP: Final = re.compile(rf"(?P<head>{alternation('organisation.group')})(?!会)")
_TAIL: Final = re.compile(_OFFICE_TAIL)
_GOVERNMENT: Final = re.compile(r"政府(?![办常]|工作)")


def offices(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield offices named by their level or region, and ministries (机关、机构)."""
    for _, match in reading.matches(_BY_LEVEL):
        if has_edge(reading.text, match.start()) and _is_one_name(match.group()):
            yield reading.entity(EntityType.ORGANISATION, Span(*match.span()), "office.level")
    for _, match in reading.matches(_MINISTRY):
        if has_edge(reading.text, match.start()):
            yield reading.entity(EntityType.ORGANISATION, Span(*match.span()), "office.ministry")
    yield from _of_place(reading)


def groups(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield groups set up for a programme: the head noun, the whole as full name (工作组)."""
    for sentence, match in reading.matches(_GROUP):
        head = Span(*match.span("head"))
        before = Span(sentence.span.start, head.start)
        named = reading.mentions(before, EntityType.PROGRAMME)
        if named and named[-1].span.end == head.start:
            scope = re.search(r"全[省市区县]\Z", reading.text[: named[-1].span.start])
            start = scope.start() if scope else named[-1].span.start
            full = Span(start, head.end)
            yield reading.entity(EntityType.ORGANISATION, head, "office.group", full=full)


def _of_place(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield offices that follow the name of a region or a park directly."""
    for sentence in reading.sentences:
        named = reading.mentions(sentence.span, EntityType.REGION, EntityType.PARK)
        for place in named:
            for tail in (_TAIL, _GOVERNMENT):
                match = tail.match(reading.text, place.span.end, sentence.span.end)
                if match and _is_one_name(match.group()):
                    span = Span(place.span.start, match.end())
                    yield reading.entity(EntityType.ORGANISATION, span, "office.place")
                    break


def _is_one_name(name: str) -> bool:
    """Return whether nothing inside the name shows that it runs over two words' border."""
    for kept in _KEPT:
        name = name.replace(kept, "")
    return not _CUTTING.search(name)
