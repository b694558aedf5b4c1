"""Hazards and measures (危险源与管控措施) that a document names or counts."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, items, name_start
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.names.enterprises import PICKED
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["BETTERED", "COUNTED_RULES", "STAGES", "WARNED", "hazards", "measures"]

_COUNTED_CASE: Final = rf"{HAN}{{2,8}}?\d+[起例次]"
WARNED: Final = re.compile(
    rf"{alternation('hazard.warned')}(?P<list>{_COUNTED_CASE}(?:、{_COUNTED_CASE})*)"
)
_CASE: Final = re.compile(rf"(?P<name>{HAN}+)\d+[起例次]")
_KIND: Final = re.compile(rf"{alternation('hazard.kind')}(?!{alternation('hazard.not_kind')})")
_AIMED: Final = re.compile(
    r"(?:防范|化解|防范化解)(?P<name>重大(?:安全)?风险)(?=[^。\n]{0,60}(?:如下|以下)[^。\n]{0,8}措施)"
)
_HIDDEN: Final = re.compile(rf"{alternation('hazard.hidden')}(?={alternation('hazard.patrol')})")
_ENDANGERED: Final = re.compile(
    rf"{alternation('hazard.endangered')}(?:了|一批|各类)*(?P<name>(?!{alternation('hazard.nameless')})"
    rf"(?:(?![的了]|{alternation('hazard.endangered')}){HAN}){{2,8}}?(?<!安全)(?<!事故)(?<!风险)(?:安全|事故|消防)?隐患)"
    rf"(?=[,，。;；、\d]|问题|排查|整治|$)"
)
_AS_SYSTEM: Final = re.compile(rf"{alternation('hazard.as_system')}\Z")
_ACCIDENT: Final = re.compile(
    rf"发生了?(?:[一两多\d]起)?(?P<name>{alternation('hazard.gravity')}?{alternation('hazard.accident')}{{1,3}}事故)"
)
_CARRIED: Final = re.compile(
    r"对(?P<list>[^,，。；;：:、\n]{2,14}(?:、[^,，。；;：:、\n]{2,14}){1,12})等"
)
_CARRIER: Final = re.compile(rf"{alternation('hazard.carrier')}”?\Z")
STAGES: Final = re.compile(
    rf"事前{HAN}{{2,10}}、事中{HAN}{{2,10}}[、和]事后{HAN}{{2,10}}?(?=的|等|[,，。])"
)
_LAUNCHED: Final = re.compile(r"推出(?P<list>[^,，。;；]{4,60}?)等措施")
_WATCHING: Final = re.compile(
    rf"(?:对{HAN}{{2,10}}?进行|“[^”]{{2,6}}”){alternation('hazard.watching')}"
)
_MODE: Final = re.compile(
    rf"(?P<plain>“[^”]{{3,30}}”)的{alternation('hazard.mode')}|(?P<whole>“[^”]{{2,30}}”{alternation('hazard.mode')})"
)
COUNTED_RULES: Final = re.compile(
    rf"制[定订](?P<name>{HAN}{{2,12}}(?:、{HAN}{{2,12}})*等\d+[个项](?:工作)?(?:制度|措施))"
)
BETTERED: Final = re.compile(rf"完成(?P<name>{HAN}{{2,12}}?{alternation('hazard.better')})")
_DAILY: Final = re.compile(
    rf"每[天日周月]进行(?P<name>{HAN}{{4,12}}(?:、{HAN}{{4,12}})*和{HAN}{{4,14}})"
)
_STEM_MIN: Final = 2


def hazards(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield hazards (危险源、隐患)."""
    for _, match in reading.matches(WARNED):
        for case in _CASE.finditer(reading.text, *match.span("list")):
            yield reading.entity(EntityType.HAZARD, Span(*case.span("name")), "hazard.counted")
    for _, match in reading.matches(_KIND):
        yield reading.entity(EntityType.HAZARD, Span(*match.span()), "hazard.kind")
    for pattern, rule in ((_ACCIDENT, "hazard.accident"), (_AIMED, "hazard.aimed")):
        for _, match in reading.matches(pattern):
            yield reading.entity(EntityType.HAZARD, Span(*match.span("name")), rule)
    for _, match in reading.matches(_ENDANGERED):
        yield reading.entity(EntityType.HAZARD, Span(*match.span("name")), "hazard.endangered")
    yield from _hidden(reading)
    yield from _carriers(reading)


def _hidden(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield hidden dangers that someone looks for; a system of looking is none."""
    for sentence, match in reading.matches(_HIDDEN):
        start = name_start(reading, sentence.span.start, match.start())
        system = _AS_SYSTEM.search(reading.text, max(0, start - 4), start)
        if match.start() - start >= _STEM_MIN and not system:
            yield reading.entity(EntityType.HAZARD, Span(start, match.end()), "hazard.hidden")


def _carriers(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield a list of places or plants to be watched, if one shows that they carry a risk."""
    for _, match in reading.matches(_CARRIED):
        listed = items(reading.text, Span(*match.span("list")), joined="、")
        if any(_CARRIER.search(reading.quote(item)) for item in listed):
            for item in listed:
                yield reading.entity(EntityType.HAZARD, item, "hazard.carrier")


def measures(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield measures (管控措施)."""
    for pattern, group, rule in (
        (STAGES, 0, "measure.stages"),
        (_WATCHING, 0, "measure.watching"),
        (COUNTED_RULES, "name", "measure.rules"),
        (_DAILY, "name", "measure.daily"),
    ):
        for _, match in reading.matches(pattern):
            yield reading.entity(EntityType.MEASURE, Span(*match.span(group)), rule)
    for _, match in reading.matches(_MODE):
        span = Span(*match.span("plain" if match.group("plain") else "whole"))
        yield reading.entity(EntityType.MEASURE, span, "measure.mode")
    yield from _launched(reading)
    yield from _bettered(reading)


def _launched(reading: Reading) -> Iterator[ExtractedEntity]:
    for _, match in reading.matches(_LAUNCHED):
        start = match.start("list")
        for item in match.group("list").split("、"):
            span = Span(start, start + len(item))
            yield reading.entity(EntityType.MEASURE, span, "measure.launched")
            start = span.end + 1


def _bettered(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield technical measures that named enterprises completed: 推动甲等公司完成…改造."""
    for sentence, picked in reading.matches(PICKED):
        match = BETTERED.match(reading.text, picked.end(), sentence.span.end)
        if match:
            yield reading.entity(EntityType.MEASURE, Span(*match.span("name")), "measure.bettered")
