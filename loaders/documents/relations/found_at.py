"""Findings at an enterprise (企业隐患): 在甲公司…,发现该企业存在乙、丙等隐患."""

from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.names.findings import found_lists
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["found_at"]

_FAR: Final = 300


def found_at(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield the only enterprise that the paragraph names, with the faults found there."""
    for listed in found_lists(reading):
        firm = _only_firm(reading, listed[0].start)
        for item in listed if firm else ():
            if firm:
                pair = (firm.name, reading.quote(item))
                span = Span(firm.span.start, listed[-1].end)
                yield reading.relation(RelationType.HAS_HAZARD, *pair, span, "hazard.found-at")


def _only_firm(reading: Reading, position: int) -> Named | None:
    """Return the enterprise named before a place in its paragraph, if it is the only one."""
    line = max(reading.text.rfind("\n", 0, position) + 1, position - _FAR)
    named = reading.mentions(Span(line, position), EntityType.ENTERPRISE)
    return named[-1] if len({firm.name for firm in named}) == 1 else None
