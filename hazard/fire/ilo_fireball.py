"""Heat from a fireball as Chinese assessments count it (火球热通量，国际劳工组织模型).

q = q₀ R² r (1 - .058 ln r)/(R² + r²)^1.5 with the radius R = 2.9 W^⅓; q₀ is 270 kW/m² for a
cylindrical vessel and 200 kW/m² for a sphere.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import DISTANCE, MASS
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "VesselShape", "ilo_fireball_flux"]

SOURCE: Final = Citation(
    instrument="International Labour Organization model, customary in Chinese safety assessments",
    clause="火球热通量",
    verified=False,
)


class VesselShape(StrEnum):
    """Shape of the vessel that bursts (容器形状)."""

    CYLINDER = "CYLINDER"
    SPHERE = "SPHERE"


_SURFACE: Final = {VesselShape.CYLINDER: 270e3, VesselShape.SPHERE: 200e3}  # q₀ [W/m²]


def ilo_fireball_flux(
    mass: npt.ArrayLike,
    distance: npt.ArrayLike,
    *,
    shape: VesselShape = VesselShape.CYLINDER,
) -> FloatArray:
    """Return the heat flux of a fireball [W/m²] (火球热通量).

    Args:
        mass: W, mass that burns in it [kg]; half the contents of one vessel, see
            `participating_share`.
        distance: r from its centre [m], at least R.
        shape: Shape of the vessel that bursts.

    Raises:
        OutOfValidityError: If a target is nearer than the radius of the fireball.

    >>> round(float(ilo_fireball_flux(10_000, 200)) / 1e3, 1)
    15.9
    """
    radius = 2.9 * np.cbrt(positive(mass, MASS, unit="kg"))
    r = within(distance, float(np.max(radius)), 1e6, DISTANCE, unit="m", source=SOURCE)
    # q = q₀ R² r (1 - .058 ln r)/(R² + r²)^1.5
    shape_factor = radius**2 * r * (1 - 0.058 * np.log(r)) / (radius**2 + r**2) ** 1.5
    return _SURFACE[VesselShape(shape)] * shape_factor
