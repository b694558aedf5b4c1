"""Hazards by what the field calls them (危险源): plants, stores, traffic, weather."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["exposures"]

_PLANT: Final = re.compile(
    rf"(?:{alternation('hazard.process')}|(?<![A-Za-z])[A-Z]{{2,5}}){alternation('hazard.plant')}"
)
_STORE: Final = re.compile(rf"{alternation('hazard.stored')}{alternation('hazard.store')}")
_DATED: Final = re.compile(r"“\d{1,2}[·.]\d{1,2}”[\u4e00-\u9fff]{2,16}?事故(?!单位|企业)")
_POISONED: Final = re.compile(
    rf"发生了?(?:[一两多\d]起)?(?P<name>{alternation('hazard.gravity')}?{alternation('hazard.stored')}"
    rf"{alternation('hazard.accident')}{{1,3}}(?:事故)?)"
)
_TRAFFIC: Final = re.compile(
    rf"{alternation('hazard.traffic')}(?!{alternation('hazard.not_traffic')})"
)
_NATURAL: Final = re.compile(
    rf"{alternation('hazard.faced')}了?(?:第?\d+号)?(?:超?强)?(?P<name>{alternation('hazard.natural')})"
)
_BROKEN_OUT: Final = re.compile(
    rf"发生了?(?:一起)?(?P<name>{alternation('hazard.accident')}{{1,3}})"
    rf"(?=[,，。;；\s(（]|致|已|造成|并|$)"
)


def exposures(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield plants of hazardous processes, stores, dangerous traffic, weather (危险源)."""
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
