"""Programmes (专项行动、制度、方案): campaigns, titled papers, rules that are practised."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.edges import name_start
from loaders.documents.lexicon import alternation
from loaders.documents.reading import Reading
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["ISSUED", "TITLE", "programmes"]

_PAPER: Final = alternation("programme.paper")
_STOP: Final = r"(?=[,，。；;\n]|要求|部署|为主线|的|$)"
TITLE: Final = re.compile(
    rf"《[^《》\n]{{4,60}}?{_PAPER}(?:[（(]试行[）)])?(?:〉[^《》]{{0,6}})?》"
)
ISSUED: Final = re.compile(
    rf"(?P<verb>{alternation('programme.issue')})(?P<name>[^,，:：;；。《》\n]{{3,40}}?{_PAPER}){_STOP}"
)
_PRACTISED: Final = re.compile(
    rf"{alternation('programme.practise')}"
    rf"(?P<name>“[^”]{{1,8}}制”|[^,，。“”《》\n]{{4,30}}?制度){_STOP}"
)
_BASED: Final = re.compile(
    rf"{alternation('programme.based')}(?P<name>[^,，、。“”《》\n]{{6,40}}?{_PAPER}){_STOP}"
)
_CAMPAIGN: Final = re.compile(alternation("programme.campaign"))
_EVENT: Final = re.compile(
    rf"(?P<name>“[^”]{{2,12}}”{alternation('programme.event')}|“[^”]{{2,10}}[月周日]”(?=系列活动|活动))"
)
_ENUMERATED: Final = re.compile(r"\d+[个项条]|等[^级]*\Z|^[省市区县]、")
_QUOTED_ONLY: Final = re.compile(r"任务\Z")
_PREFIX: Final = re.compile(r"(?:\d{4}年)?[省市区县]?")
_STEM_MIN: Final = 4


def programmes(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield campaigns, papers, rules and public events by their names (专项行动等)."""
    for _, match in reading.matches(TITLE):
        yield reading.entity(EntityType.PROGRAMME, Span(*match.span()), "programme.title")
    for pattern, rule in (
        (ISSUED, "programme.issued"),
        (_PRACTISED, "programme.practised"),
        (_BASED, "programme.based"),
        (_EVENT, "programme.event"),
    ):
        for _, match in reading.matches(pattern):
            if _is_name(match.group("name")):
                yield reading.entity(EntityType.PROGRAMME, Span(*match.span("name")), rule)
    yield from _campaigns(reading)


def _is_name(name: str) -> bool:
    """Return whether the words are a name and not a count, a list or a bare task."""
    if _ENUMERATED.search(name):
        return False
    return "“" in name or not _QUOTED_ONLY.search(name)


def _campaigns(reading: Reading) -> Iterator[ExtractedEntity]:
    for sentence, match in reading.matches(_CAMPAIGN):
        start = name_start(reading, sentence.span.start, match.start())
        for region in reading.mentions(Span(start, match.start()), EntityType.REGION):
            start = max(start, region.span.end)
        prefix = _PREFIX.match(reading.text, start, match.start())
        start = prefix.end() if prefix else start
        stem = reading.text[start : match.start()]
        if len(stem) >= _STEM_MIN and not re.search(r"[\d个]", stem):
            span = Span(start, match.end())
            yield reading.entity(EntityType.PROGRAMME, span, "programme.campaign")
