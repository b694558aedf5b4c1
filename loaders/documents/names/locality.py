"""A division and those around it (所在地): what 区, 市 and 省 mean where it is spoken of."""

from dataclasses import dataclass

from loaders.reference import Division, divisions

__all__ = ["Setting", "called", "chain_of"]


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
        return cls(chain_of(division), certain=True) if division else cls()

    def ranked(self, word: str) -> Division | None:
        """Return the nearest division that a bare 省, 市, 县, 区 or 镇 means here.

        >>> from loaders.reference import divisions
        >>> Setting((Division("350105", "马尾区"), Division("350100", "福州市"))).ranked("市").code
        '350100'
        """
        return next((d for d in self.chain if d.name.endswith(word)), None)


def called(division: Division) -> str:
    """Return the name of a division, after its city where the country has several of that name.

    >>> from loaders.reference import divisions
    >>> called(divisions().by_code("350105")), called(divisions().by_code("350102"))
    ('马尾区', '福州市鼓楼区')
    """
    namesakes = [d for d in divisions().named(division.name) if d.level is division.level]
    around = divisions().above(division)
    return division.name if len(namesakes) == 1 or not around else around[0].name + division.name


def chain_of(division: Division) -> tuple[Division, ...]:
    """Return a division and what it lies in, the nearest first."""
    return (division, *divisions().above(division))
