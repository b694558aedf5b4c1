"""Administrative divisions of China (行政区划): provinces, cities, counties and towns.

The table `divisions.csv` holds code and name of 44,691 divisions, as of 2023: the statistical
division codes (统计用区划代码) of the National Bureau of Statistics, six digits of GB/T 2260 down
to the county and nine of GB/T 10114 for a town, taken from
modood/Administrative-divisions-of-China (licence WTFPL). Headings such as 市辖区 that are no
divisions are left out. What a division lies in stands in its code.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["Division", "Divisions", "Level", "divisions"]

_TABLE: Final = "divisions.csv"
_COUNTY_DIGITS: Final = 6


class Level(IntEnum):
    """Rank of a division (行政层级), the widest first; its value: digits that its code fills."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    TOWN = 9


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division (行政区).

    Attributes:
        code: Six digits down to the county, nine for a town.
        name: Official name.
    """

    code: str
    name: str

    @property
    def level(self) -> Level:
        """Its rank; a city without counties counts as a city.

        >>> Division("350305", "秀屿区").level.name, Division("350300", "莆田市").level.name
        ('COUNTY', 'CITY')
        """
        if len(self.code) > _COUNTY_DIGITS:
            return Level.TOWN
        filled = (level for level in Level if not self.code[level:].strip("0"))
        return next(filled, Level.COUNTY)


class Divisions:
    """Finds divisions by code and by name (区划查找).

    Args:
        rows: Every division; none of them twice.
    """

    def __init__(self, rows: Iterable[Division]) -> None:
        self._by_code: Mapping[str, Division] = {row.code: row for row in rows}
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        for row in self._by_code.values():
            self._by_name[row.name].append(row)
        self._codes = sorted(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)

    def by_code(self, code: str) -> Division | None:
        """Return the division with a code; None if there is none.

        >>> divisions().by_code("350305").name
        '秀屿区'
        """
        return self._by_code.get(code)

    def named(self, name: str, within: str = "") -> tuple[Division, ...]:
        """Return every division of a name, within the one of a code if that is given.

        >>> [d.code for d in divisions().named("鼓楼区", within="350000")]
        ['350102']
        """
        return tuple(d for d in self._by_name.get(name, ()) if not within or _lies(d, within))

    def above(self, division: Division) -> tuple[Division, ...]:
        """Return what a division lies in, the nearest first; a county may lie in no city.

        >>> [d.name for d in divisions().above(divisions().by_code("350305105"))]
        ['秀屿区', '莆田市', '福建省']
        """
        wider = [level for level in reversed(Level) if level < division.level]
        codes = (division.code[:level].ljust(_COUNTY_DIGITS, "0") for level in wider)
        found = (self._by_code.get(code) for code in dict.fromkeys(codes))
        return tuple(d for d in found if d and d != division)

    def at(self, division: Division, level: Level) -> Division | None:
        """Return the division itself or the one around it that has a rank; None if none has."""
        chain = (division, *self.above(division))
        return next((d for d in chain if d.level is level), None)

    def inside(self, code: str) -> Sequence[Division]:
        """Return what lies directly in a division: cities, counties, or towns and subdistricts.

        >>> [d.name for d in divisions().inside("350300")]
        ['城厢区', '涵江区', '荔城区', '秀屿区', '仙游县']
        """
        around = self._by_code.get(code)
        stem = code[: around.level] if around else ""
        place, found = bisect_right(self._codes, code), []
        while around and place < len(self._codes) and self._codes[place].startswith(stem):
            division = self._by_code[self._codes[place]]
            if self.above(division)[0] == around:
                found.append(division)
            place += 1
        return tuple(found)


def _lies(division: Division, within: str) -> bool:
    filled = Division(within, "").level
    return division.code != within and division.code.startswith(within[:filled])


@cache
def divisions() -> Divisions:
    """Return the divisions of China; read at first use, in about 0.1 s."""
    text = (files("loaders.reference") / _TABLE).read_text(encoding="utf-8")
    lines = text.splitlines()[1:]
    return Divisions(Division(*line.split(",")) for line in lines)
