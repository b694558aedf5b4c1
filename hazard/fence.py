"""The fence (越界影响): whether an accident reaches across the boundary of a park, and how far.

What starts within reaches out, what starts outside reaches in. The fence is asked point by point,
and where it comes nearest to the unit, so no crossing slips between two bearings.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hazard.boundary import Boundary
from hazard.consequence.effect import EffectKind
from hazard.footprint import inside, limits_along
from hazard.notice import Notice
from hazard.validity import FloatArray
from hazard.zone import Zone

__all__ = ["GEOMETRY", "Crossing", "crossing_of"]

GEOMETRY: Final = Notice(
    zh="距离按 CGCS2000 椭球大地线计；越过边界的距离指波及地面离边界的最远距离，"
    "边界每 25 m 至少取一点，波及地面按方位逐段取样。",
    en="Distances are geodesics on the ellipsoid of CGCS2000. Beyond the fence is the greatest "
    "distance from it of ground that is reached; the fence is looked at every 25 m or less, and "
    "the ground in steps along bearings.",
)
_BEARINGS: Final = 72
_NARROW: Final = 720  # a plume in stable air is a few degrees wide
_STEPS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """That one scenario reaches across the fence (越界).

    Attributes:
        outward: Whether the unit is within, so that it reaches out.
        fence_distance: From the unit to the nearest point of the fence [m].
        beyond: Greatest distance from the fence of ground reached on the other side [m].
    """

    outward: bool
    fence_distance: float
    beyond: float


def crossing_of(zone: Zone, boundary: Boundary) -> Crossing | None:
    """Return how a zone crosses a fence (越界判定); None where it stays on its side.

    Args:
        zone: Ground on which one scenario reaches a level.
        boundary: The fence.

    Raises:
        OutOfValidityError: If the effect is not stated there.
    """
    origin = boundary.place([zone.origin])
    within = bool(boundary.holds(origin)[0])
    feet = boundary.feet(origin[0])
    near = float(np.hypot(*(feet - origin[0]).T).min())
    fence = np.vstack([feet, boundary.starts]) - origin[0]
    if not inside(zone.consequence, zone.level, zone.weather, *fence.T).any():
        return None
    ground = origin[0] + _ground(zone)
    across = ground[boundary.holds(ground) != within]
    beyond = boundary.distances(across).max(initial=0.0)
    return Crossing(outward=within, fence_distance=near, beyond=float(beyond))


def _ground(zone: Zone) -> FloatArray:
    """Return places that are reached, east and north of the unit [m]."""
    direction = zone.weather.direction
    drifts = zone.consequence.kind in {EffectKind.TOXIC, EffectKind.FLASH_FIRE}
    narrow = drifts and direction is not None
    count = _NARROW if narrow else _BEARINGS
    bearings = np.arange(count) * 2 * np.pi / count
    asked = bearings[:1]  # without a wind direction it reaches as far on every side
    if direction is not None:
        # The axis of a plume may lie between two bearings.
        asked = bearings = np.append(bearings, np.radians((direction + 180) % 360))
    limits, _ = limits_along(asked, zone.consequence, zone.level, zone.weather)
    limits = np.broadcast_to(limits, bearings.shape)
    away = (limits[:, None] * (np.arange(_STEPS) + 1) / _STEPS).ravel()
    turn = np.repeat(bearings, _STEPS)
    return np.column_stack([away * np.sin(turn), away * np.cos(turn)])
