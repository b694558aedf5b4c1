"""Guidance (指导服务): whom a team of experts is said to help, as the sentence lists them."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import Run, runs
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["guiding"]

_TEAM: Final = re.compile(
    r"(?:专家|指导|服务|帮扶)\w{0,4}?(?:组|团队|队)\Z|(?:研究|技术)\w{0,4}?(?:中心|院|所)\Z"
)
_TO: Final = re.compile(r"(?:对|为|向|到|赴|深入|走进|来到|前往)[^,，。;；、]{0,6}[“]?\Z")
_HELPS: Final = re.compile(
    r"[^。;；]{0,60}?(?:指导服务|帮扶|会诊|诊断|把脉|问诊|技术服务|技术支持|指导工作|指导)"
)
_HELPED: Final = frozenset({EntityType.PARK, EntityType.ENTERPRISE, EntityType.REGION})
_FAR: Final = 240


def guiding(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the parks, enterprises and regions that a team of experts helps (指导服务)."""
    for sentence in reading.sentences:
        named = reading.mentions(sentence.span)
        teams = [n for n in named if n.type is EntityType.ORGANISATION and _TEAM.search(n.name)]
        for run in runs(reading, named) if teams else ():
            team = _before(named, run)
            if team and _TEAM.search(team.name) and _is_helped(reading, sentence.span, run):
                yield from _helped(reading, team, run)


def _before(named: tuple[Named, ...], run: Run) -> Named | None:
    """Return the office that is named last before a run."""
    offices = (n for n in named if n.type is EntityType.ORGANISATION)
    return max((n for n in offices if n.span.end <= run.span.start), default=None, key=_place)


def _place(named: Named) -> int:
    return named.span.start


def _is_helped(reading: Reading, sentence: Span, run: Run) -> bool:
    to = reading.text[max(sentence.start, run.span.start - 10) : run.span.start]
    return bool(_TO.search(to)) and bool(_HELPS.match(reading.text, run.span.end, sentence.end))


def _helped(reading: Reading, team: Named, run: Run) -> Iterator[ExtractedRelation]:
    for one in run.heads:
        span = Span(team.span.start, one.span.end)
        if one.type in _HELPED and span.end - span.start <= _FAR:
            pair = (one.name, team.name)
            yield reading.relation(RelationType.SUPPORTED_BY, *pair, span, "support.guided.each")
