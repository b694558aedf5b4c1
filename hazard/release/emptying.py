"""Time in which a vessel runs empty through a hole (泄空时间), Crowl and Louvar."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.notice import Notice
from hazard.quantities import AREA, COEFFICIENT, DENSITY, HEIGHT, PRESSURE
from hazard.validity import FloatArray, positive, within

__all__ = ["EMPTYING", "emptying_time"]

EMPTYING: Final = Citation(
    instrument="Crowl and Louvar, Chemical Process Safety",
    clause="time to empty a vessel of constant section",
    verified=False,
)
_SECTION: Final = Notice(zh="容器横截面积", en="The cross-section of the vessel")


def emptying_time(
    area: npt.ArrayLike,
    section: npt.ArrayLike,
    head: npt.ArrayLike,
    density: npt.ArrayLike,
    *,
    pressure_difference: npt.ArrayLike = 0.0,
    coefficient: npt.ArrayLike = 0.62,
) -> FloatArray:
    """Return the time in which the level falls to the hole [s] (泄空时间).

    Args:
        area: A, area of the hole [m²].
        section: A_t, cross-section of the vessel, the same at every height [m²].
        head: h₀, height of the liquid above the hole at first [m].
        density: ρ, density of the liquid [kg/m³].
        pressure_difference: Δp, pressure above the liquid less that outside, kept up [Pa].
        coefficient: C_d, discharge coefficient [-].

    >>> round(float(emptying_time(5.07e-4, 4.91, 5, 880, coefficient=1)))
    9779
    """
    hole, wide = positive(area, AREA, unit="m²"), positive(section, _SECTION, unit="m²")
    height = within(head, 0, np.inf, HEIGHT, unit="m")
    drop = within(pressure_difference, 0, np.inf, PRESSURE, unit="Pa")
    push = 2 * drop / positive(density, DENSITY, unit="kg/m³")
    # t = (A_t/(C_d A g)) (√(2Δp/ρ + 2gh₀) - √(2Δp/ρ))
    speeds = np.sqrt(push + 2 * GRAVITY * height) - np.sqrt(push)
    return np.asarray(wide * speeds / (positive(coefficient, COEFFICIENT) * hole * GRAVITY))
