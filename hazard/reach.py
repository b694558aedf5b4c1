"""Reach (影响范围): the distance at which an effect that fades falls to a level."""

import math
from collections.abc import Callable
from typing import Any, Final

from hazard.errors import HazardError
from hazard.notice import Notice
from hazard.quantities import DISTANCE
from hazard.validity import positive, within

__all__ = ["NotReachedError", "reach"]

_LEVEL: Final = Notice(zh="阈值", en="The level")
_HALVINGS: Final = 200


class NotReachedError(HazardError):
    """An effect is still above the level at the farthest distance looked at (超出搜索范围).

    Attributes:
        level: The level, in the unit of the effect.
        farthest: The farthest distance looked at [m].
        intensity: The effect there.
    """

    def __init__(self, level: float, farthest: float, intensity: float) -> None:
        self.level = level
        self.farthest = farthest
        self.intensity = intensity
        super().__init__(
            zh=f"在 {farthest:g} m 处仍为 {intensity:g}，高于阈值 {level:g}，请加大搜索距离。",
            en=f"At {farthest:g} m the effect is {intensity:g}, above {level:g}; look farther.",
        )


def reach(
    effect: Callable[[float], Any], level: float, *, nearest: float, farthest: float
) -> float | None:
    """Return the distance beyond which an effect stays below a level [m] (影响距离).

    Args:
        effect: Intensity at a distance [m]; it must not rise with distance.
        level: The level, in the unit of the effect.
        nearest: Least distance the effect is stated for [m].
        farthest: Greatest distance to look at [m].

    Returns:
        The distance; None if the effect is below the level even at the nearest.

    Raises:
        NotReachedError: If it is above the level even at the farthest.

    >>> reach(lambda x: 100 / x, 4, nearest=1, farthest=1000)
    25.0
    """
    low = float(positive(nearest, DISTANCE, unit="m"))
    high = float(within(farthest, nearest, math.inf, DISTANCE, unit="m"))
    positive(level, _LEVEL)
    if float(effect(low)) < level:
        return None
    if (last := float(effect(high))) > level:
        raise NotReachedError(level, high, last)
    for _ in range(_HALVINGS):
        middle = math.sqrt(low * high)
        if not low < middle < high:
            break
        low, high = (middle, high) if float(effect(middle)) >= level else (low, middle)
    return low
