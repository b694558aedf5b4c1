"""Liquid discharge through a hole (液体泄漏).

Bernoulli with a discharge coefficient, as CCPS 1999, *Guidelines for Consequence Analysis of
Chemical Releases*, section 2.1, and the TNO Yellow Book (CPR 14E, 2005), chapter 2, print it.
The liquid must not flash on the way through the hole.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.quantities import AREA, COEFFICIENT, DENSITY, HEIGHT, PRESSURE
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "liquid_discharge"]

SOURCE: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="liquid discharge through a hole (p. 40)",
)


def liquid_discharge(
    area: npt.ArrayLike,
    density: npt.ArrayLike,
    *,
    pressure_difference: npt.ArrayLike = 0.0,
    head: npt.ArrayLike = 0.0,
    coefficient: npt.ArrayLike = 0.62,
) -> FloatArray:
    """Return the rate at which a liquid leaves through a hole [kg/s] (液体泄漏速率).

    Args:
        area: A, area of the hole [m²].
        density: ρ, density of the liquid [kg/m³].
        pressure_difference: Δp, pressure above the liquid less that outside [Pa].
        head: h, height of the liquid above the hole [m].
        coefficient: C_d, discharge coefficient [-]; .62 is a sharp edge, 1 a rounded nozzle.

    Raises:
        OutOfValidityError: If a quantity is not possible.

    >>> round(float(liquid_discharge(0.25 * 3.14159 * 0.1**2, 812.5, head=11.12)), 2)
    58.43
    """
    area, density = positive(area, AREA, unit="m²"), positive(density, DENSITY, unit="kg/m³")
    coefficient = within(coefficient, 0, 1, COEFFICIENT)
    drop = within(pressure_difference, 0, np.inf, PRESSURE, unit="Pa")
    head = within(head, 0, np.inf, HEIGHT, unit="m")
    # m = C_d A √(2ρ(Δp + ρgh))
    return coefficient * area * np.sqrt(2 * density * (drop + density * GRAVITY * head))
