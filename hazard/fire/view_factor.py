"""View factors from a flame to a target (视角系数): tilted cylinder.

Mudan 1987, Fire Safety J. 12:89-98, in the form of the TNO Yellow Book (CPR 14E,
2005), appendix 6.A: a circular cylinder sheared by the wind, the target on the ground in the
plane of the tilt. It is exact for that shape.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import DISTANCE, HEIGHT, RADIUS
from hazard.validity import FloatArray, positive, within

__all__ = ["CYLINDER", "ViewFactor", "cylinder_view_factor"]

CYLINDER: Final = Citation(
    instrument="Mudan 1987, Fire Safety J. 12:89-98",
    clause="as printed in TNO Yellow Book (CPR 14E, 2005), appendix 6.A",
)
_TILT: Final = Notice(zh="火焰倾角", en="The tilt of the flame")


class ViewFactor(NamedTuple):
    """View factors of a flame by how the target faces (视角系数).

    Attributes:
        vertical: F_v of a vertical target facing the flame [-].
        horizontal: F_h of a horizontal target [-].
        maximum: √(F_v² + F_h²), of the target that faces the flame best [-].
    """

    vertical: FloatArray
    horizontal: FloatArray
    maximum: FloatArray


def cylinder_view_factor(
    length: npt.ArrayLike,
    radius: npt.ArrayLike,
    distance: npt.ArrayLike,
    *,
    tilt: npt.ArrayLike = 0.0,
) -> ViewFactor:
    """Return the view factors of a tilted cylinder (倾斜圆柱视角系数).

    Args:
        length: L of the flame along its axis [m].
        radius: R of the flame [m].
        distance: X from the centre of the base to the target, at the height of the base [m].
        tilt: θ from the vertical, towards the target [rad]; negative leans away (upwind target).

    Raises:
        OutOfValidityError: If the target stands in or under the flame, X < R + L sin θ, where a
            vertical target no longer sees the whole of it.

    >>> found = cylinder_view_factor(46.7725, 21.2225, 100, tilt=np.radians(50.8286))
    >>> round(float(found.vertical), 4), round(float(found.horizontal), 4)
    (0.0919, 0.0291)
    """
    length, radius = positive(length, HEIGHT, unit="m"), positive(radius, RADIUS, unit="m")
    theta = within(tilt, -1.55, 1.55, _TILT, unit="rad")
    s, c = np.sin(theta), np.cos(theta)
    nearest = radius + length * np.maximum(s, 0.0)
    room = np.asarray(distance, dtype=np.float64) - nearest
    if (~(room > 0)).any():
        wrong = np.unravel_index(np.argmax(~(room > 0)), room.shape)
        x, least = (float(np.broadcast_to(v, room.shape)[wrong]) for v in (distance, nearest))
        within(x, np.nextafter(least, np.inf), np.inf, DISTANCE, unit="m", source=CYLINDER)
    a, b = length / radius, np.asarray(distance, dtype=np.float64) / radius
    vertical, horizontal = _mudan(a, b, s, c)
    # Rounding may leave a far, nearly empty view a hair below zero.
    vertical, horizontal = np.maximum(vertical, 0.0), np.maximum(horizontal, 0.0)
    return ViewFactor(vertical, horizontal, np.hypot(vertical, horizontal))


def _mudan(
    a: FloatArray, b: FloatArray, s: FloatArray, c: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return F_v and F_h; a = L/R, b = X/R, s = sin θ, c = cos θ."""
    cap_a = np.sqrt(a * a + (b + 1) ** 2 - 2 * a * (b + 1) * s)  # A
    cap_b = np.sqrt(a * a + (b - 1) ** 2 - 2 * a * (b - 1) * s)  # B
    cap_c = np.sqrt(1 + (b * b - 1) * c * c)  # C
    cap_d = np.sqrt((b - 1) / (b + 1))  # D
    cap_e = a * c / (b - a * s)  # E
    cap_f = np.sqrt(b * b - 1)  # F
    side = np.arctan(cap_a * cap_d / cap_b) / (cap_a * cap_b)
    front = np.arctan((a * b - cap_f**2 * s) / (cap_f * cap_c)) + np.arctan(cap_f * s / cap_c)
    # πF_v = -E atan D + E [a² + (b+1)² - 2b(1 + a sin θ)]/(AB) atan(AD/B) + (cos θ/C) [...]
    vertical = (
        -cap_e * np.arctan(cap_d)
        + cap_e * (a * a + (b + 1) ** 2 - 2 * b * (1 + a * s)) * side
        + c / cap_c * front
    )
    # πF_h = atan(1/D) + (sin θ/C) [...] - [a² + (b+1)² - 2(b + 1 + ab sin θ)]/(AB) atan(AD/B)
    horizontal = (
        np.arctan(1 / cap_d)
        + s / cap_c * front
        - (a * a + (b + 1) ** 2 - 2 * (b + 1 + a * b * s)) * side
    )
    return vertical / np.pi, horizontal / np.pi
