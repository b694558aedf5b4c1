"""From metres to the sheet (比例): the same scale both ways, and room for words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.plot.scene import Point

__all__ = ["Frame", "Rect", "fitted", "placed"]

_LEAST: Final = 40.0
"""Least ground that a panel shows each way [m]; a unit alone has no extent."""
_ROUND: Final = (5, 2, 1)
_STEPS: Final = 12
_RINGS: Final = (9.0, 20.0, 34.0, 50.0, 70.0)
"""Distances from a place at which its words are tried [px]."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of the sheet [px] (矩形)."""

    x: float
    y: float
    width: float
    height: float

    def within(self, other: "Rect") -> bool:
        """Tell whether it lies in another."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )

    def shared(self, other: "Rect") -> float:
        """Return the area that two have in common [px²]."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return max(0.0, wide) * max(0.0, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where metres lie on the sheet (图框).

    Attributes:
        area: The panel.
        scale: Pixels a metre, east and north alike.
        middle: What lies in the middle of the panel [m].
    """

    area: Rect
    scale: float
    middle: Point

    def at(self, point: Point) -> Point:
        """Return where a place lies on the sheet [px]; north is up."""
        east, north = point[0] - self.middle[0], point[1] - self.middle[1]
        return (
            self.area.x + self.area.width / 2 + east * self.scale,
            self.area.y + self.area.height / 2 - north * self.scale,
        )

    @property
    def bar(self) -> float:
        """Length of the scale bar [m]: 1, 2 or 5 of a power of ten, at most a quarter wide."""
        most = self.area.width / self.scale / 4
        power = 10.0 ** math.floor(math.log10(most))
        return next(digit * power for digit in _ROUND if digit * power <= most)


def fitted(points: Iterable[Point], area: Rect, margin: float) -> Frame:
    """Return the frame in which all points lie, that far from its edge at least [px]."""
    found = list(points)
    east, north = [x for x, _ in found], [y for _, y in found]
    wide, high = (max(max(a) - min(a), _LEAST) for a in (east, north))
    scale = min((area.width - 2 * margin) / wide, (area.height - 2 * margin) / high)
    middle = ((max(east) + min(east)) / 2, (max(north) + min(north)) / 2)
    return Frame(area=area, scale=scale, middle=middle)


def placed(
    at: Point,
    size: tuple[float, float],
    taken: Sequence[Rect],
    area: Rect,
    *,
    must: bool,
    nearest: float = _RINGS[0],
) -> Rect | None:
    """Return where words stand by a place: where they cover least, the nearer the better.

    Args:
        at: The place [px].
        size: Width and height of the words [px].
        taken: What they should not cover.
        area: What they must not leave.
        must: Whether they stand somewhere even if they cover something; else None.
        nearest: Least distance from the place [px].
    """
    best: tuple[float, Rect] | None = None
    for away in (nearest, *_RINGS[1:]):
        for step in range(_STEPS):
            turn = 2 * math.pi * step / _STEPS
            x = at[0] + away * math.cos(turn) - size[0] * (1 - math.cos(turn)) / 2
            y = at[1] - away * math.sin(turn) - size[1] * (1 + math.sin(turn)) / 2
            box = Rect(x, y, *size)
            if not box.within(area):
                continue
            covered = sum(box.shared(other) for other in taken)
            if covered == 0:
                return box
            if best is None or covered < best[0]:
                best = covered, box
    if not must:
        return None
    return best[1] if best else Rect(area.x, area.y, *size)
