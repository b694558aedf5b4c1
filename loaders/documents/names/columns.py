"""Tables that list things (清单、台账、分工表): a column whose heading says what its cells name."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN
from loaders.documents.grammar.reading import Reading
from loaders.documents.grammar.tabular import Cell, table_rows
from loaders.documents.lexicon import alternation, terms
from loaders.documents.statements import EntityType, ExtractedEntity

__all__ = ["columns"]

_KINDS: Final = (
    (EntityType.HAZARD, ("hazard.substance_column",), "table.substance"),
    (EntityType.ENTERPRISE, ("card.enterprise", "column.enterprise"), "table.enterprise"),
    (EntityType.ORGANISATION, ("card.organisation", "card.supervisor"), "table.organisation"),
    (EntityType.LEADER, ("card.leader",), "table.leader"),
    (EntityType.HAZARD, ("card.hazard",), "table.hazard"),
    (EntityType.PARK, ("column.park",), "table.park"),
    (EntityType.CUSTODY_PROVIDER, ("column.provider",), "table.provider"),
    (EntityType.MEASURE, ("column.measure",), "table.measure"),
)
_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9,()（）-]{2,30}")
_WORD: Final = re.compile(HAN)
_NOTHING: Final = re.compile(r"无|略|见.*|同上|合计|小计")
_FIRM: Final = re.compile(rf".+{alternation('enterprise.form')}")


def columns(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what the cells of a table name, by the heading of their column (表格列)."""
    for row in table_rows(reading):
        for kind, lists, rule in _KINDS:
            for cell in row.under(terms(*lists)):
                yield from _named(reading, kind, rule, cell)


def _named(reading: Reading, kind: EntityType, rule: str, cell: Cell) -> Iterator[ExtractedEntity]:
    name = cell.printed
    if not _NAME.fullmatch(name) or not _WORD.search(name) or _NOTHING.fullmatch(name):
        return
    if kind is EntityType.ORGANISATION and _FIRM.fullmatch(name):
        kind, rule = EntityType.ENTERPRISE, "table.enterprise"  # an enterprise is in charge
    yield reading.entity(kind, cell.span, rule)
