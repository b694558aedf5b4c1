"""Breaches that are fought, accidents that are counted or learned from (违法行为与事故)."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, items
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.programmes import TITLE
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.documents.text.spans import Spans

__all__ = ["breaches"]

_ITEM: Final = r"[^,，。;；:：、\n]{2,20}?"
_LISTED: Final = re.compile(
    rf"{alternation('hazard.fought')}了?(?P<list>{_ITEM}(?:、{_ITEM}){{1,12}})等"
    rf"[^,，。;；\n]{{0,6}}?(?:行为|现象|高风险问题)"
)
_ONE: Final = re.compile(
    rf"{alternation('hazard.fought')}了?(?:一批|各类|突出的?)*"
    rf"(?P<name>[^,，。;；:：、\n“”]{{4,22}}?(?<!违法)(?<!违规)(?<!违章)(?<!不法)行为)(?=[,，。;；、\n]|$)"
)
_GENERIC: Final = re.compile(r"(?:违法|违规|违章|非法|不法|各类|一批|突出|等|的|了|和)*行为")
_BREACH: Final = re.compile(alternation("hazard.breach"))
_COUNTED: Final = re.compile(
    rf"(?<!{HAN})(?:其中)?(?:各类)?(?P<name>{alternation('hazard.counted_kind')}事故)(?=起数|死亡|\d)"
    rf"|(?:发生|其中)(?:了|各类)?(?P<also>{alternation('hazard.counted_kind')}事故)(?=起数|死亡|\d)"
)
_FAULT: Final = rf"(?:{HAN}{{3,14}}\d+[处起艘])"
_FAULTS: Final = re.compile(
    rf"(?:其中|发现|存在|问题|查处)(?:了|各类)?(?P<list>{_FAULT}(?:[,，、](?:\d起)?{_FAULT}){{0,12}})"
)
_NAMED_FAULT: Final = re.compile(rf"(?P<name>{HAN}{{3,14}})\d+[处起艘]")
_LESSON: Final = re.compile(
    r"吸取(?:近期|国内外|今年|去年|\d{4}年|\d+月|\d+日|各地|的)*"
    r"(?P<name>[^,，。;；\n]{4,40}?事故)(?:案例)?的?(?:惨痛|深刻|沉痛|血的)?教训"
)
_WORTH: Final = 3


def breaches(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield breaches and accidents, not as part of a title (违法行为与事故)."""
    titles = Spans(Span(*match.span()) for match in TITLE.finditer(reading.text))
    for span, rule in _found(reading):
        if not titles.hold(span):
            yield reading.entity(EntityType.HAZARD, span, rule)


def _found(reading: Reading) -> Iterator[tuple[Span, str]]:
    yield from _listed(reading)
    for pattern, rule in (
        (_ONE, "hazard.fought-one"),
        (_BREACH, "hazard.breach"),
        (_COUNTED, "hazard.statistic"),
        (_LESSON, "hazard.lesson"),
    ):
        for _, match in reading.matches(pattern):
            span = Span(*match.span(match.lastgroup or 0))
            if pattern is _BREACH or not _GENERIC.fullmatch(reading.quote(span)):
                yield span, rule


def _listed(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Yield the items of lists of breaches, and of faults with their numbers."""
    for _, match in reading.matches(_LISTED):
        for item in items(reading.text, Span(*match.span("list")), joined="[、和]"):
            if item.end - item.start >= _WORTH:
                yield item, "hazard.fought"
    for _, match in reading.matches(_FAULTS):
        for fault in _NAMED_FAULT.finditer(reading.text, *match.span("list")):
            if not _GENERIC.fullmatch(fault.group("name")):
                yield Span(*fault.span("name")), "hazard.fault"
