"""Length of a pool fire in still air and in wind (火焰长度), Thomas 1963."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.quantities import (
    AIR_DENSITY,
    DIAMETER,
    MASS_FLUX,
    WIND,
)
from hazard.validity import FloatArray, positive, within

__all__ = ["THOMAS", "flame_length"]

THOMAS: Final = Citation(
    instrument="Thomas 1963, Ninth Symposium on Combustion", clause="flame length, as reprinted"
)


def flame_length(
    diameter: npt.ArrayLike,
    mass_flux: npt.ArrayLike,
    *,
    wind: npt.ArrayLike = 0.0,
    air_density: npt.ArrayLike = 1.225,
) -> FloatArray:
    """Return the length of a pool fire [m] by Thomas, in still air or in wind (火焰长度).

    Args:
        diameter: D of the pool [m].
        mass_flux: m″, burning rate [kg/(m² s)].
        wind: u at 10 m [m/s]; 0 takes the correlation for still air.
        air_density: ρₐ [kg/m³].

    >>> round(float(flame_length(42.445, 0.085, wind=5, air_density=1.2243)), 1)
    46.8
    """
    diameter = positive(diameter, DIAMETER, unit="m")
    rate = positive(mass_flux, MASS_FLUX, unit="kg/(m² s)")
    rho = positive(air_density, AIR_DENSITY, unit="kg/m³")
    u = within(wind, 0, np.inf, WIND, unit="m/s")
    burning = rate / (rho * np.sqrt(GRAVITY * diameter))
    # u* = u / (g m″ D/ρₐ)^⅓, not below 1
    scaled = np.maximum(u / np.cbrt(GRAVITY * rate * diameter / rho), 1.0)
    still = 42 * burning**0.61  # L/D = 42 [m″/(ρₐ√(gD))]^0.61
    windy = 55 * burning**0.67 * scaled**-0.21  # L/D = 55 [m″/(ρₐ√(gD))]^0.67 u*^-0.21
    return diameter * np.where(u > 0, windy, still)
