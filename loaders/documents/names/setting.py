"""Where a document speaks from (文档所在地): the division behind 区, 市 and 省 in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.names.places import home
from loaders.documents.statements import EntityType
from loaders.reference import Division, divisions

__all__ = ["Setting", "called", "setting"]

_OURS: Final = "我(?P<rank>[省市县区])(?:的|辖区内的)?(?P<name>{names})"


@dataclass(frozen=True, slots=True)
class Setting:
    """A division and those around it (所在地).

    Attributes:
        chain: The division that the document reports on and what it lies in, the nearest first.
        certain: Whether the document says so; else it is only what all its places have in common.
    """

    chain: tuple[Division, ...] = ()
    certain: bool = False

    @classmethod
    def of(cls, division: Division | None) -> "Setting":
        """Return the setting of a source that states its division."""
        return cls(_chain(division), certain=True) if division else cls()

    def ranked(self, word: str) -> Division | None:
        """Return the nearest division that a bare 省, 市, 县, 区 or 镇 means here.

        >>> from loaders.reference import divisions
        >>> Setting((Division("350105", "马尾区"), Division("350100", "福州市"))).ranked("市").code
        '350100'
        """
        return next((d for d in self.chain if d.name.endswith(word)), None)


def setting(reading: Reading) -> Setting:
    """Return where a document speaks from (文档所在地); an empty one if that cannot be told."""
    region = home(reading)
    named = [d for name in reading.names(EntityType.REGION) if (d := _one(name, reading))]
    if region:
        return Setting.of(_one(region, reading))
    return _ours(reading) or Setting(_common(named))


def called(division: Division) -> str:
    """Return the name of a division, after its city where the country has several of that name.

    >>> from loaders.reference import divisions
    >>> called(divisions().by_code("350105")), called(divisions().by_code("350102"))
    ('马尾区', '福州市鼓楼区')
    """
    namesakes = [d for d in divisions().named(division.name) if d.level is division.level]
    around = divisions().above(division)
    return division.name if len(namesakes) == 1 or not around else around[0].name + division.name


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
    first, *others = (_chain(division) for division in named)
    return tuple(d for d in first if all(d in chain for chain in others))


def _chain(division: Division) -> tuple[Division, ...]:
    return (division, *divisions().above(division))
