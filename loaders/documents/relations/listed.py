"""Rows of lists (清单、台账、责任表): what stands in one row belongs together, by its headings.

Only pairs whose headings leave no doubt of how they belong together: an enterprise under 责任单位
beside a hazard may run it or mend it, so that is not said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.grammar.tabular import Cell, TableRow, table_rows
from loaders.documents.lexicon import terms
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["listed_links"]


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a link: the lists of its headings, and what its cells may name."""

    headings: tuple[str, ...]
    types: tuple[EntityType, ...]


_ENTERPRISE: Final = _End(("card.enterprise", "column.enterprise"), (EntityType.ENTERPRISE,))
_PARK: Final = _End(("column.park",), (EntityType.PARK,))
_REGION: Final = _End(("column.region",), (EntityType.REGION,))
_HAZARD: Final = _End(("card.hazard",), (EntityType.HAZARD,))
_MEASURE: Final = _End(("column.measure",), (EntityType.MEASURE,))
_LEADER: Final = _End(("card.leader",), (EntityType.LEADER,))
_SUPERVISOR: Final = _End(("card.supervisor",), (EntityType.ORGANISATION,))
_PROVIDER: Final = _End(("column.provider",), (EntityType.CUSTODY_PROVIDER,))

_SUBJECTS: Final = (_HAZARD, _ENTERPRISE, _PARK)
"""What a row is about: the first of these that it names."""

_LINKS: Final = (
    (RelationType.LOCATED_IN, _ENTERPRISE, (_PARK, _REGION), "row.located"),
    (RelationType.LOCATED_IN, _PARK, (_REGION,), "row.located"),
    (RelationType.HAS_HAZARD, _ENTERPRISE, (_HAZARD,), "row.hazard"),
    (RelationType.MEASURE_FOR, _MEASURE, (_HAZARD,), "row.measure"),
    (RelationType.RESPONSIBLE_FOR, _LEADER, _SUBJECTS, "row.responsible"),
    (RelationType.REGULATES, _SUPERVISOR, (_ENTERPRISE, _PARK), "row.supervises"),
    (RelationType.IN_CUSTODY_OF, _ENTERPRISE, (_PROVIDER,), "row.custody"),
    (RelationType.IN_CUSTODY_OF, _PARK, (_PROVIDER,), "row.custody"),
)


def listed_links(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield how the cells of each row belong together (表格行关系); the quote spans both cells.

    Of several things that it may belong to, a cell belongs to the first that the row names: a
    leader in a list of hazards answers for the hazard, and not for all of the enterprise.
    """
    for row in table_rows(reading):
        for kind, source, targets, rule in _LINKS:
            found = next(filter(None, (_named(reading, row, end) for end in targets)), ())
            for one, start in _named(reading, row, source):
                for other, end in found:
                    span = _across(start, end)
                    yield reading.relation(kind, one, other, span, rule)


def _named(reading: Reading, row: TableRow, end: _End) -> tuple[tuple[str, Cell], ...]:
    """Return what the cells of an end name, each with its cell."""
    return tuple(
        (named.name, cell)
        for cell in row.under(terms(*end.headings))
        for named in reading.mentions(cell.span, *end.types)
    )


def _across(one: Cell, other: Cell) -> Span:
    return Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
