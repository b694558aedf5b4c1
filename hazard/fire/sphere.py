"""View factors from a sphere to a target (球体视角系数), TNO Yellow Book, appendix 6.A."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.fire.view_factor import ViewFactor
from hazard.quantities import DISTANCE, HEIGHT, RADIUS
from hazard.validity import positive, within

__all__ = ["SPHERE", "sphere_view_factor"]

SPHERE: Final = Citation(
    instrument="TNO Yellow Book (CPR 14E, 2005)", clause="appendix 6.A, sphere"
)


def sphere_view_factor(
    radius: npt.ArrayLike, distance: npt.ArrayLike, *, height: npt.ArrayLike = 0.0
) -> ViewFactor:
    """Return the view factors of a sphere (球体视角系数).

    Args:
        radius: r of the sphere [m].
        distance: x, horizontal distance from below its centre to the target [m].
        height: h of its centre above the target [m].

    Raises:
        OutOfValidityError: If the target lies within the sphere.

    >>> round(float(sphere_view_factor(50, 300, height=75).maximum), 4)
    0.0261
    """
    radius = positive(radius, RADIUS, unit="m")
    x = within(distance, 0, np.inf, DISTANCE, unit="m")
    h = within(height, 0, np.inf, HEIGHT, unit="m")
    away = np.hypot(x, h)
    if (away < radius).any():
        inside = np.argmax(away < radius)
        least = float(np.broadcast_to(radius, away.shape).flat[inside])
        within(float(away.flat[inside]), least, np.inf, DISTANCE, unit="m", source=SPHERE)
    whole = (radius / away) ** 2  # F = (r/X)²
    return ViewFactor(whole * x / away, whole * h / away, whole)
