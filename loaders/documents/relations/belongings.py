"""Belongings (所属): what stands right after its owner: 甲公司乙装置, 甲园区乙平台."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import terms
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["belongings", "owner_in"]

_UNIT: Final = re.compile(
    r"(?:装置|厂区|车间|罐区|码头|生产线|仓库|储罐|库区|作业区|储运站|加油站|油库|气库|管线|锅炉)\Z"
)
_MANAGED: Final = re.compile(r"(?:封闭|智慧|智能|一体|网格|信息)\w{0,3}(?:管理|管控|运行|建设)\Z")
_AND: Final = frozenset({"、", "和", "及", "与", "以及"})
_OF: Final = frozenset({"", "的", "“"})
_OWNERS: Final = frozenset({EntityType.ENTERPRISE, EntityType.PARK, EntityType.ORGANISATION})
_OWNER_MIN: Final = 4
_UNIT_MIN: Final = 2
_KINDS: Final = (
    EntityType.ENTERPRISE,
    EntityType.PARK,
    EntityType.ORGANISATION,
    EntityType.REGION,
    EntityType.LEADER,
    EntityType.PROGRAMME,
    EntityType.PLATFORM,
    EntityType.HAZARD,
    EntityType.MEASURE,
)


def owner_in(item: tuple[Named, ...]) -> Named:
    """Return what names side by side are about: of 甲公司乙车间, the company."""
    *before, thing = item
    owners = [n for n in before if n.type is EntityType.ENTERPRISE]
    return owners[-1] if owners and _UNIT.search(thing.name) else thing


def belongings(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield units, systems and ways of management right after the one whose they are (所属)."""
    yield from _own_units(reading)
    for sentence in reading.sentences:
        owner: Named | None = None
        for before, thing in pairwise(reading.mentions(sentence.span, *_KINDS)):
            between = reading.text[before.span.end : thing.span.start]
            if between in _OF and before.type in _OWNERS:
                owner = before
            elif between not in _AND or before.type not in {thing.type, EntityType.MEASURE}:
                owner = None
            link = _owned(owner, thing) if owner else None
            if link and owner:
                span = Span(owner.span.start, thing.span.end)
                kind, rule = link
                ends = (owner.name, thing.name)
                if kind is RelationType.MEASURE_FOR:
                    ends = (thing.name, owner.name)
                yield reading.relation(kind, *ends, span, rule)


def _own_units(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield 甲公司消防中心 where 甲公司 is named too: the unit bears its owner's name."""
    owners = reading.names(EntityType.ENTERPRISE) - terms("enterprise.state")
    for unit in reading.entities:
        if unit.type is not EntityType.ORGANISATION:
            continue
        sizes = range(len(unit.name) - _UNIT_MIN, _OWNER_MIN - 1, -1)
        owner = next((unit.name[:size] for size in sizes if unit.name[:size] in owners), None)
        if owner:
            pair = (owner, unit.name)
            yield reading.relation(RelationType.MANAGES, *pair, unit.span, "enterprise.own-unit")


def _owned(owner: Named, thing: Named) -> tuple[RelationType, str] | None:
    if owner.type is EntityType.ENTERPRISE:
        kinds = {EntityType.HAZARD, EntityType.ENTERPRISE}
        unit = thing.type in kinds and _UNIT.search(thing.name)
        return (RelationType.MANAGES, "enterprise.unit") if unit else None
    if thing.type is EntityType.PLATFORM:
        return RelationType.MANAGES, "duty.own-system"
    managed = thing.type is EntityType.MEASURE and _MANAGED.search(thing.name)
    if owner.type is EntityType.PARK and managed:
        return RelationType.MEASURE_FOR, "measure.told"
    return None
