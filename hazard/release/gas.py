"""Gas discharge through a hole, choked and unchoked (气体泄漏：临界流与亚临界流).

Isentropic flow of a gas from rest, TNO Yellow Book (CPR 14E, 2005), section 2.5.2.3; CCPS 1999
prints the same. Choked where p/pₐ ≥ ((γ+1)/2)^(γ/(γ-1)).
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE, GAS_CONSTANT
from hazard.notice import Notice
from hazard.quantities import AREA, COEFFICIENT, DENSITY, MOLAR_MASS, PRESSURE, TEMPERATURE
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "critical_pressure_ratio", "gas_density", "gas_discharge"]

SOURCE: Final = Citation(
    instrument="TNO Yellow Book (CPR 14E, 2005)", clause="section 2.5.2.3, outflow through a hole"
)
_RATIO: Final = Notice(zh="绝热指数", en="The ratio of specific heats")
_EXCESS: Final = Notice(zh="容器内外压差", en="The pressure above ambient")
_COMPRESSIBILITY: Final = Notice(zh="压缩因子", en="The compressibility")


def gas_density(
    pressure: npt.ArrayLike,
    temperature: npt.ArrayLike,
    molar_mass: npt.ArrayLike,
    *,
    compressibility: npt.ArrayLike = 1.0,
) -> FloatArray:
    """Return the density of a gas ρ = pM/(zRT) [kg/m³] (气体密度).

    Args:
        pressure: p, absolute [Pa].
        temperature: T [K].
        molar_mass: M [kg/mol].
        compressibility: z [-]; 1 for an ideal gas.

    >>> round(float(gas_density(101_325, 288.15, 0.028964)), 3)
    1.225
    """
    pressure = positive(pressure, PRESSURE, unit="Pa")
    temperature = positive(temperature, TEMPERATURE, unit="K")
    molar_mass = positive(molar_mass, MOLAR_MASS, unit="kg/mol")
    z = positive(compressibility, _COMPRESSIBILITY)
    return pressure * molar_mass / (z * GAS_CONSTANT * temperature)


def critical_pressure_ratio(heat_ratio: npt.ArrayLike) -> FloatArray:
    """Return p/pₐ at which the flow becomes choked [-] (临界压力比).

    >>> round(float(critical_pressure_ratio(1.4)), 3)
    1.893
    """
    gamma = within(heat_ratio, math.nextafter(1.0, 2.0), 1.7, _RATIO)
    return ((gamma + 1) / 2) ** (gamma / (gamma - 1))


def gas_discharge(
    area: npt.ArrayLike,
    pressure: npt.ArrayLike,
    density: npt.ArrayLike,
    heat_ratio: npt.ArrayLike,
    *,
    ambient_pressure: npt.ArrayLike = ATMOSPHERE,
    coefficient: npt.ArrayLike = 0.62,
) -> FloatArray:
    """Return the rate at which a gas leaves through a hole [kg/s] (气体泄漏速率).

    Args:
        area: A, area of the hole [m²].
        pressure: p, absolute pressure in the vessel [Pa].
        density: ρ, density of the gas in the vessel [kg/m³]; see `gas_density`.
        heat_ratio: γ, ratio of specific heats [-].
        ambient_pressure: pₐ, absolute pressure outside [Pa].
        coefficient: C_d, discharge coefficient [-]; .62 is a sharp edge, 1 a rounded nozzle.

    Raises:
        OutOfValidityError: If a quantity is not possible, or the pressure is below that outside.

    >>> hydrogen = gas_density(50e5, 288.15, 2.016e-3)
    >>> round(float(gas_discharge(0.25 * 3.14159 * 0.1**2, 50e5, hydrogen, 1.405)), 1)
    15.3
    """
    area, density = positive(area, AREA, unit="m²"), positive(density, DENSITY, unit="kg/m³")
    outside = positive(ambient_pressure, PRESSURE, unit="Pa")
    pressure = positive(pressure, PRESSURE, unit="Pa")
    within(pressure - outside, 0, np.inf, _EXCESS, unit="Pa")
    coefficient = within(coefficient, 0, 1, COEFFICIENT)
    gamma = np.asarray(heat_ratio, dtype=np.float64)
    # Expanding past the critical ratio does not raise the flow: the throat keeps p_c.
    ratio = np.maximum(outside / pressure, 1 / critical_pressure_ratio(gamma))
    # ψ² = (2γ/(γ-1)) (r^(2/γ) - r^((γ+1)/γ)), which at the critical r is γ(2/(γ+1))^((γ+1)/(γ-1))
    psi = 2 * gamma / (gamma - 1) * (ratio ** (2 / gamma) - ratio ** ((gamma + 1) / gamma))
    return coefficient * area * np.sqrt(pressure * density * np.maximum(psi, 0.0))
