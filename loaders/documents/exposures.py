"""Hazards by what the field calls them (危险源): plants, traffic, weather, listed substances."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.edges import HAN, NAME
from loaders.documents.lexicon import alternation, terms
from loaders.documents.reading import Reading
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["exposures"]

_PLANT: Final = re.compile(
    rf"(?:{alternation('hazard.process')}|(?<![A-Za-z])[A-Z]{{2,5}}){alternation('hazard.plant')}"
)
_STORE: Final = re.compile(rf"{alternation('hazard.stored')}{alternation('hazard.store')}")
_DATED: Final = re.compile(r"“\d{1,2}[·.]\d{1,2}”[\u4e00-\u9fff]{2,16}?事故(?!调查|教训|单位|企业)")
_POISONED: Final = re.compile(
    rf"发生了?(?:[一两多\d]起)?(?P<name>{alternation('hazard.gravity')}?{alternation('hazard.stored')}"
    rf"{alternation('hazard.accident')}{{1,3}}(?:事故)?)"
)
_TRAFFIC: Final = re.compile(
    rf"{alternation('hazard.traffic')}(?!{alternation('hazard.not_traffic')})"
)
_NATURAL: Final = re.compile(
    rf"{alternation('hazard.faced')}(?:第?\d+号)?(?:超?强)?(?P<name>{alternation('hazard.natural')})"
)
_BROKEN_OUT: Final = re.compile(
    rf"发生了?(?:一起)?(?P<name>{alternation('hazard.accident')}{{1,3}})"
    rf"(?=[,，。;；\s(（]|致|已|造成|并|$)"
)
_LINE: Final = re.compile(r"[^\n]*\|[^\n]*")
_CELL: Final = re.compile(r"[^|\n]+")
_SUBSTANCE: Final = re.compile(rf"{NAME}[\u4e00-\u9fffA-Za-z0-9,，()（）-]{{0,30}}")
_WORD: Final = re.compile(HAN)


def exposures(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield plants of hazardous processes, dangerous traffic, weather and substances (危险源)."""
    for pattern, group, rule in (
        (_PLANT, 0, "hazard.plant"),
        (_STORE, 0, "hazard.store"),
        (_DATED, 0, "hazard.dated"),
        (_POISONED, "name", "hazard.accident"),
        (_TRAFFIC, 0, "hazard.traffic"),
        (_NATURAL, "name", "hazard.natural"),
        (_BROKEN_OUT, "name", "hazard.broken-out"),
    ):
        for _, match in reading.matches(pattern):
            yield reading.entity(EntityType.HAZARD, Span(*match.span(group)), rule)
    yield from _substances(reading)


def _substances(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield what stands in a table's column of substances (风险物质表)."""
    width, column, previous = 0, None, -1
    for line in _LINE.finditer(reading.text):
        cells = [Span(*cell.span()) for cell in _CELL.finditer(reading.text, *line.span())]
        if line.start() != previous + 1 or len(cells) != width:
            width, column = len(cells), _substance_column(reading, cells)
        elif column is not None:
            yield from _substance(reading, cells[column])
        previous = line.end()


def _substance_column(reading: Reading, cells: list[Span]) -> int | None:
    heads = [reading.quote(cell).strip() for cell in cells]
    named = (place for place, head in enumerate(heads) if head in terms("hazard.substance_column"))
    return next(named, None)


def _substance(reading: Reading, cell: Span) -> Iterator[ExtractedEntity]:
    match = _SUBSTANCE.search(reading.text, cell.start, cell.end)
    if match and _WORD.search(match.group()):
        yield reading.entity(EntityType.HAZARD, Span(*match.span()), "hazard.substance")
