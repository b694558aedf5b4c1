"""Heat from a fireball by GOST R 12.3.047 (火球热辐射，俄罗斯标准): q = E_f F_q τ.

The sphere rests on the ground unless a height is given; the view factor and the
transmissivity are the ones the standard prints.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import DIAMETER, DISTANCE, FLUX, HEIGHT
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "gost_fireball_flux", "gost_transmissivity", "gost_view_factor"]

SOURCE: Final = Citation(instrument="GOST R 12.3.047", clause="annex on fireballs, q = E F τ")


def gost_view_factor(
    diameter: npt.ArrayLike, distance: npt.ArrayLike, *, height: npt.ArrayLike | None = None
) -> FloatArray:
    """Return the view factor F_q [-] (视角系数).

    Args:
        diameter: D of the fireball [m].
        distance: r on the ground from below its centre [m].
        height: H of its centre [m]; None takes D/2.

    >>> round(float(gost_view_factor(312, 500)), 3)
    0.037
    """
    d = positive(diameter, DIAMETER, unit="m")
    h = d / 2 if height is None else within(height, 0, np.inf, HEIGHT, unit="m")
    r = within(distance, 0, np.inf, DISTANCE, unit="m")
    rise = h / d + 0.5
    # F_q = (H/D + .5)/(4 [(H/D + .5)² + (r/D)²]^1.5)
    return rise / (4 * (rise**2 + (r / d) ** 2) ** 1.5)


def gost_transmissivity(
    diameter: npt.ArrayLike, distance: npt.ArrayLike, *, height: npt.ArrayLike | None = None
) -> FloatArray:
    """Return the transmissivity τ = exp(-7e-4 (√(r² + H²) - D/2)) [-] (透射率).

    >>> round(float(gost_transmissivity(312, 500)), 2)
    0.77
    """
    d = positive(diameter, DIAMETER, unit="m")
    h = d / 2 if height is None else within(height, 0, np.inf, HEIGHT, unit="m")
    r = within(distance, 0, np.inf, DISTANCE, unit="m")
    return np.exp(-7e-4 * np.maximum(np.hypot(r, h) - d / 2, 0.0))


def gost_fireball_flux(
    diameter: npt.ArrayLike,
    distance: npt.ArrayLike,
    *,
    height: npt.ArrayLike | None = None,
    emissive_power: npt.ArrayLike = 450e3,
) -> FloatArray:
    """Return the heat flux on a target at ground level [W/m²] (热辐射强度).

    Args:
        diameter: D of the fireball [m].
        distance: r on the ground from below its centre [m].
        height: H of its centre [m]; None takes D/2.
        emissive_power: E_f of its surface [W/m²]; 450 kW/m² unless measured.

    >>> round(float(gost_fireball_flux(312, 500)) / 1e3, 1)
    12.9
    """
    power = positive(emissive_power, FLUX, unit="W/m²")
    seen = gost_view_factor(diameter, distance, height=height)
    return power * seen * gost_transmissivity(diameter, distance, height=height)
