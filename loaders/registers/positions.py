"""Positions (坐标): degrees in every habit, systems of Chinese maps, what looks wrong. Pure.

GCJ-02 shifts WGS 84 by a published pseudo-random offset, BD-09 shifts GCJ-02 once more; both are
undone by iteration to 1e-9 degrees. CGCS2000 and WGS 84 differ by centimetres and count as one.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from loaders.registers.values import RefusedValueError

__all__ = [
    "CHINA",
    "Box",
    "Position",
    "converted",
    "degrees_of",
    "is_same_system",
    "pair_of",
    "repairs",
    "shifted",
]

_DECIMAL: Final = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)[°度]?")
_SEXAGESIMAL: Final = re.compile(
    r"([+-]?)(\d{1,3})[°度:]\s*(\d{1,2}(?:\.\d+)?)['分:]?(?:\s*(\d{1,2}(?:\.\d+)?)[\"秒]?)?"
)
_PRIMES: Final = {0x2019: "'", 0x2032: "'", 0x201D: '"', 0x2033: '"'}
_SIXTY: Final = 60
_SIDES: Final = {"E": 1, "东经": 1, "N": 1, "北纬": 1, "W": -1, "西经": -1, "S": -1, "南纬": -1}
_CUTS: Final = re.compile(
    r"\s*[,、;/|]\s*|\s+|(?=[东西南北]|[经纬]度)|(?<=[EWNS])(?=\d)|(?<=[\d°'\"])(?=[EWNS]\d)"
)
"""Where one of two numbers may end and the other begin."""
_NAMED: Final = re.compile(r"(经度|纬度)\s*:?\s*")
_NORTH: Final = re.compile(r"[NS]|[南北]纬|^纬度")
_EAST: Final = re.compile(r"[EW]|[东西]经|^经度")
_AXIS: Final = 6378245.0
_ECCENTRICITY: Final = 0.00669342162296594323
_ROUNDS: Final = 12
_BAIDU: Final = math.pi * 3000.0 / 180.0


class Position(NamedTuple):
    """A place (坐标) [°]."""

    longitude: float
    latitude: float


class Box(NamedTuple):
    """Where places may lie (坐标范围) [°]."""

    west: float
    east: float
    south: float
    north: float

    def holds(self, place: Position) -> bool:
        """Tell whether a place lies inside."""
        inside = self.west <= place.longitude <= self.east
        return inside and self.south <= place.latitude <= self.north


CHINA: Final = Box(73.0, 136.0, 3.0, 54.0)


def degrees_of(text: str) -> float:
    r"""Return degrees, from a decimal number or from degrees, minutes and seconds.

    >>> degrees_of("119°06'36\"E"), degrees_of("东经119.11度"), degrees_of("25度18分")
    (119.11, 119.11, 25.3)

    Raises:
        RefusedValueError: If it is neither.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_PRIMES).replace("''", '"').strip()
    side = next((s for s in _SIDES if plain.startswith(s) or plain.endswith(s)), "")
    number = plain.removeprefix(side).removesuffix(side).strip()
    if match := _DECIMAL.fullmatch(number):
        return float(match[1]) * _SIDES.get(side, 1)
    if match := _SEXAGESIMAL.fullmatch(number):
        minutes, seconds = float(match[3]), float(match[4] or 0)
        if minutes < _SIXTY and seconds < _SIXTY:
            found = float(match[2]) + minutes / 60 + seconds / 3600
            return round(-found if match[1] == "-" else found, 9) * _SIDES.get(side, 1)
    raise RefusedValueError(
        text,
        zh="应为经纬度，如 119.11 或 119度6分36秒",
        en="expected degrees such as 119.11 or 119°06'36\"",
    )


def pair_of(text: str) -> tuple[str, str] | None:
    """Return the longitude and the latitude of a cell that holds both; None if it does not.

    Numbers that do not say which they are stand in the order of the heading 经纬度.

    >>> pair_of("119.01，25.23"), pair_of("北纬25.23 东经119.01"), pair_of("119.01")
    (('119.01', '25.23'), ('东经119.01', '北纬25.23'), None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    cuts = _CUTS.finditer(plain)
    halves = ((plain[: cut.start()].strip(), plain[cut.end() :].strip()) for cut in cuts)
    found = {pair for first, second in halves if (pair := _in_order(first, second))}
    return found.pop() if len(found) == 1 else None


def _in_order(first: str, second: str) -> tuple[str, str] | None:
    """Return two texts that are degrees, the longitude first; None if they are not of one place."""
    texts = [_NAMED.sub("", half) for half in (first, second)]
    try:
        for half in texts:
            degrees_of(half)
    except RefusedValueError:
        return None
    north = [_NORTH.search(half) is not None for half in (first, second)]
    east = [_EAST.search(half) is not None for half in (first, second)]
    if all(north) or all(east):
        return None
    return (texts[1], texts[0]) if north[0] or east[1] else (texts[0], texts[1])


def repairs(place: Position, boxes: Sequence[Box] = (CHINA,)) -> list[tuple[str, str, Position]]:
    """Return what a place outside every box may have been meant to be, with what went wrong.

    >>> repairs(Position(25.3, 119.1))[0][2]
    Position(longitude=119.1, latitude=25.3)
    """
    x, y = place
    others = (
        ("经度和纬度像是颠倒了", "longitude and latitude look swapped", Position(y, x)),
        ("经度像是正负号有误", "the sign of the longitude looks wrong", Position(-x, y)),
        ("纬度像是正负号有误", "the sign of the latitude looks wrong", Position(x, -y)),
    )
    if any(box.holds(place) for box in boxes):
        return []
    return [each for each in others if any(box.holds(each[2]) for box in boxes)]


def converted(place: Position, system: str) -> Position:
    """Return a place of a declared system in CGCS2000; without a declaration it is taken as such.

    Raises:
        RefusedValueError: If the system is not known here.
    """
    plain, known = _plain(system), _known(system)
    if known == "GCJ-02":
        return _undone(place, _to_gcj)
    if known == "BD-09":
        return _undone(_undone(place, _to_baidu), _to_gcj)
    if known == "CGCS2000" or not plain:
        return place
    raise RefusedValueError(
        system,
        zh="不认得的坐标系，应为 CGCS2000、WGS84、GCJ-02 或 BD-09",
        en="unknown coordinate system; expected CGCS2000, WGS 84, GCJ-02 or BD-09",
    )


def is_same_system(one: str, other: str) -> bool:
    """Tell whether two names of systems mean the same.

    >>> is_same_system("高德地图", "GCJ-02"), is_same_system("WGS84", "BD-09")
    (True, False)
    """
    return _plain(one) == _plain(other) or _known(one) == _known(other) is not None


def _plain(system: str) -> str:
    return re.sub(r"[\s\-_]|坐标系?|系", "", unicodedata.normalize("NFKC", system)).upper()


def _known(system: str) -> str | None:
    plain = _plain(system)
    return next((name for name, words in _SYSTEMS.items() if plain in words), None)


_SYSTEMS: Final[Mapping[str, frozenset[str]]] = {
    "CGCS2000": frozenset(
        {"CGCS2000", "WGS84", "国家2000", "2000国家大地", "大地2000", "GPS", "°", "度", "E", "东经"}
        | {"东经,北纬", "东经、北纬", "经度,纬度", "经度、纬度", "E,N"}
    ),
    "GCJ-02": frozenset({"GCJ02", "火星", "高德", "高德地图", "腾讯", "国测局"}),
    "BD-09": frozenset({"BD09", "BD09LL", "百度", "百度地图"}),
}


def shifted(place: Position, system: str) -> Position:
    """Return a place of CGCS2000 in GCJ-02 or BD-09.

    Raises:
        KeyError: If it is neither.
    """
    steps = {"GCJ-02": (_to_gcj,), "BD-09": (_to_gcj, _to_baidu)}[system]
    for step in steps:
        place = step(place)
    return place


def _undone(place: Position, forward: Callable[[Position], Position]) -> Position:
    """Return the place that a shift leads to this one, by repeated correction."""
    found = place
    for _ in range(_ROUNDS):
        led = forward(found)
        found = Position(
            found.longitude + place.longitude - led.longitude,
            found.latitude + place.latitude - led.latitude,
        )
    return Position(round(found.longitude, 8), round(found.latitude, 8))


def _to_gcj(place: Position) -> Position:
    x, y = place.longitude - 105.0, place.latitude - 35.0
    waves = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + waves
    north += sum(_waves(y, ((20, 1), (40, 3), (160, 12), (320, 30))))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + waves
    east += sum(_waves(x, ((20, 1), (40, 3), (150, 12), (300, 30))))
    latitude = math.radians(place.latitude)
    curve = 1 - _ECCENTRICITY * math.sin(latitude) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / (curve * math.sqrt(curve))
    parallel = _AXIS / math.sqrt(curve) * math.cos(latitude)
    return Position(
        place.longitude + math.degrees(east / parallel),
        place.latitude + math.degrees(north / meridian),
    )


def _waves(of: float, terms: tuple[tuple[int, int], ...]) -> Iterator[float]:
    yield from (size * math.sin(of * math.pi / length) * 2 / 3 for size, length in terms)


def _to_baidu(place: Position) -> Position:
    x, y = place
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * _BAIDU)
    angle = math.atan2(y, x) + 0.000003 * math.cos(x * _BAIDU)
    return Position(radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006)
