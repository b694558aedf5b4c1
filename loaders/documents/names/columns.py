"""Tables that list things (清单、台账、分工表): a column whose heading says what its cells name."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import terms
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["columns"]

_KINDS: Final = (
    (EntityType.HAZARD, "hazard.substance_column", "table.substance"),
    (EntityType.ENTERPRISE, "card.enterprise", "table.enterprise"),
    (EntityType.ORGANISATION, "card.organisation", "table.organisation"),
    (EntityType.LEADER, "card.leader", "table.leader"),
)
_LINE: Final = re.compile(r"^[^\n|]*\|[^\n]*", re.MULTILINE)
_CELL: Final = re.compile(r"[^|\n]+")
_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9,()（）-]{2,30}")
_WORD: Final = re.compile(HAN)
_NOTHING: Final = re.compile(r"无|略|见.*|同上|合计|小计")

_Heading = tuple[EntityType, str]


def columns(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what the cells of a table name, by the heading of their column (表格列)."""
    headings: tuple[_Heading | None, ...] = ()
    previous = -1
    for line in _LINE.finditer(reading.text):
        if "|" not in line.group():
            continue
        cells = [Span(*cell.span()) for cell in _CELL.finditer(reading.text, *line.span())]
        if line.start() != previous + 1 or len(cells) != len(headings):
            headings = tuple(_heading(reading.quote(cell).strip()) for cell in cells)
        else:
            for heading, cell in zip(headings, cells, strict=True):
                if heading is not None:
                    yield from _named(reading, heading, cell)
        previous = line.end()


def _heading(printed: str) -> _Heading | None:
    return next(((kind, rule) for kind, table, rule in _KINDS if printed in terms(table)), None)


def _named(reading: Reading, heading: _Heading, cell: Span) -> Iterator[ExtractedEntity]:
    kind, rule = heading
    printed = reading.quote(cell)
    name = printed.strip()
    if _NAME.fullmatch(name) and _WORD.search(name) and not _NOTHING.fullmatch(name):
        start = cell.start + printed.index(name)
        yield reading.entity(kind, Span(start, start + len(name)), rule)
