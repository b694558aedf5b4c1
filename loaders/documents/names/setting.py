"""Where a document speaks from (文档所在地): the division behind 区, 市 and 省 in it."""

import re
from collections.abc import Sequence
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.names.locality import Setting, chain_of
from loaders.documents.names.places import home
from loaders.documents.statements import EntityType
from loaders.reference import Division, divisions

__all__ = ["setting"]

_OURS: Final = "我(?P<rank>[省市县区])(?:的|辖区内的)?(?P<name>{names})"


def setting(reading: Reading) -> Setting:
    """Return where a document speaks from (文档所在地); an empty one if that cannot be told."""
    region = home(reading)
    named = [d for name in reading.names(EntityType.REGION) if (d := _one(name, reading))]
    if region:
        return Setting.of(_one(region, reading))
    return _ours(reading) or Setting(_common(named))


def _one(name: str, reading: Reading) -> Division | None:
    """Return the only division of a name, or the only one in a wider one that is named too."""
    found = divisions().named(name)
    if len(found) > 1:
        wider = reading.names(EntityType.REGION) - {name}
        found = tuple(d for d in found if any(a.name in wider for a in divisions().above(d)))
    return found[0] if len(found) == 1 else None


def _ours(reading: Reading) -> Setting | None:
    """Return the setting that 我省甲市 gives: the province of 甲市."""
    longest_first = sorted(reading.names(EntityType.REGION), key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    for match in re.finditer(_OURS.format(names=names), reading.text) if names else ():
        place = _one(match.group("name"), reading)
        around = divisions().above(place) if place else ()
        for index, division in enumerate(around):
            if division.name.endswith(match.group("rank")):
                return Setting(around[index:], certain=True)
    return None


def _common(named: Sequence[Division]) -> tuple[Division, ...]:
    """Return the divisions that hold all of these, the nearest first."""
    if not named:
        return ()
    first, *others = (chain_of(division) for division in named)
    return tuple(d for d in first if all(d in chain for chain in others))
