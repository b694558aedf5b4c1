"""Names that stand alone (独立提及), and those that are only part of a longer name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["standing_alone"]

_MASKED: Final = {
    EntityType.REGION: (EntityType.REGION, EntityType.ORGANISATION, EntityType.ENTERPRISE),
    EntityType.ORGANISATION: (EntityType.ORGANISATION,),
    EntityType.LEADER: (EntityType.LEADER,),
    EntityType.HAZARD: (EntityType.HAZARD,),
    EntityType.ENTERPRISE: (EntityType.ENTERPRISE, EntityType.ORGANISATION),
    EntityType.PROGRAMME: (EntityType.PROGRAMME,),
}
"""What is told by a mention of its own, and inside whose longer names a mention is none."""

_HEADS: Final = re.compile(r"党中央|国务院|中共中央|[省市区县州](?:委|政府)")
_BIDDEN: Final = re.compile(
    rf"(?:[、和及与]|以及|{_HEADS.pattern}|[一二三四五六七八九十]+届[^,，。\n]{{0,12}}?(?=全会)|[省市区县州])*"
    r"(?:关于|(?:决策|工作)?部署|要求|决策|全会|精神)"
)
"""What follows those whose word is kept: 党中央、国务院和省委决策部署."""
_FOOTER: Final = re.compile("版权所有|ICP备|公网安备")
_OF_ANY_PARK: Final = re.compile(r"园区(?!.*园区)")


def standing_alone(reading: Reading) -> Reading:
    """Return the document without what is named only inside longer names (去除仅内含名).

    A province in the name of its department or of a company is not spoken of, nor is 省应急厅 in
    省应急厅危化处, nor a campaign in the title of its plan, nor those of whom only the word is
    kept, as in 党中央、国务院决策部署, nor whoever stands in a web page's last line. 园区管委会 is
    an office only where one park is named.
    """
    alone = {kind: frozenset(_mentioned(reading, kind)) for kind in _MASKED}
    kept = tuple(e for e in reading.entities if e.same_as or e.name in alone.get(e.type, (e.name,)))
    if _parks(reading) != 1:
        kept = tuple(e for e in kept if not _is_of_any_park(e))
    return replace(reading, entities=kept)


def _is_of_any_park(entity: ExtractedEntity) -> bool:
    office = entity.type is EntityType.ORGANISATION
    return office and _OF_ANY_PARK.match(entity.name) is not None


def _parks(reading: Reading) -> int:
    """Return how many parks are named, one that ends another's name not counted."""
    names = reading.names(EntityType.PARK)
    return sum(not any(other.endswith(name) for other in names - {name}) for name in names)


def _mentioned(reading: Reading, kind: EntityType) -> Iterator[str]:
    """Yield the names that have a mention of their own outside a page's last line."""
    position = 0
    for footer in _footers(reading.text):
        for named in reading.mentions(Span(position, footer.start), *_MASKED[kind]):
            if not _is_bidding(reading, named):
                yield named.name
                yield from _address(reading, named)
        position = footer.end


def _is_bidding(reading: Reading, named: Named) -> bool:
    """Return whether a mention only says whose word is kept, not what anyone did."""
    if named.type is not EntityType.ORGANISATION or not _HEADS.fullmatch(named.name):
        return False
    return _BIDDEN.match(reading.text, named.span.end) is not None


def _footers(text: str) -> Iterator[Span]:
    """Yield the lines that only a web page's foot has, and the end of the text."""
    position = 0
    while mark := _FOOTER.search(text, position):
        line = text.find("\n", mark.end())
        start = max(position, text.rfind("\n", 0, mark.start()) + 1)
        position = len(text) if line < 0 else line
        yield Span(start, position)
    yield Span(len(text), len(text))


def _address(reading: Reading, named: Named) -> Iterator[str]:
    """Yield the regions that open an enterprise's or office's name one after the other."""
    if named.type not in {EntityType.ENTERPRISE, EntityType.ORGANISATION}:
        return
    opening, position = [], named.span.start
    for region in reading.mentions(named.span, EntityType.REGION):
        if region.span.start == position:
            opening.append(region.name)
            position = region.span.end
    if len(opening) > 1:
        yield from opening
