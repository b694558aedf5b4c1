"""Counties and cities that only their offices name (机关所在地): 甲县 of 甲县应急管理局."""

from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import EntityType, ExtractedEntity, Span
from loaders.reference.divisions import divisions

__all__ = ["seats"]

_SEATED: Final = ("市", "县", "区", "旗", "州")
_ZONES: Final = ("开发区", "高新区", "经开区", "新区")
_SHORTEST, _LONGEST = 3, 9


def seats(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the county or city whose office is named: 甲县 of 甲县应急管理局 (机关所在地)."""
    known = reading.names(EntityType.REGION)
    for office in reading.entities:
        if office.type is EntityType.ORGANISATION:
            name = _division_of(office.name)
            if name and name not in known:
                start = office.span.start + reading.quote(office.span).find(name)
                span = Span(start, start + len(name))
                if reading.quote(span) == name:
                    yield reading.entity(EntityType.REGION, span, "place.seat")


def _division_of(office: str) -> str | None:
    """Return the county or city that opens an office's name, the longest one of the table.

    >>> _division_of("马尾区应急管理局"), _division_of("福建省应急管理厅")
    ('马尾区', None)
    """
    for length in range(min(_LONGEST, len(office) - 1), _SHORTEST - 1, -1):
        name = office[:length]
        if name.endswith(_SEATED) and not name.endswith(_ZONES) and divisions().named(name):
            return name
    return None
