"""Wind speed by height (风速廓线): u(z) = u₀ (z/z₀)^p, p by class and terrain.

CCPS 1999 prints the exponents (Irwin 1979).
"""

from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.dispersion.stability import Stability
from hazard.quantities import HEIGHT, WIND
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within

__all__ = ["WIND_PROFILE", "Terrain", "wind_at"]

WIND_PROFILE: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="wind profile",
)


class Terrain(StrEnum):
    """Roughness of the ground (地形)."""

    RURAL = "RURAL"
    URBAN = "URBAN"


@cache
def _exponent(terrain: Terrain, stability: Stability) -> float:
    return next(
        float(row["exponent"])
        for row in rows("wind_exponents")
        if row["terrain"] == terrain and row["stability"] == stability
    )


def wind_at(
    height: npt.ArrayLike,
    wind: npt.ArrayLike,
    *,
    stability: Stability,
    terrain: Terrain = Terrain.RURAL,
    reference_height: float = 10.0,
) -> FloatArray:
    """Return the wind speed at a height [m/s] (某高度的风速).

    Args:
        height: z [m].
        wind: u₀ at the reference height [m/s].
        stability: Class of stability.
        terrain: Roughness of the ground.
        reference_height: z₀ [m].

    >>> round(float(wind_at(10, 3, stability=Stability.F, reference_height=1)), 2)
    10.64
    """
    ratio = positive(height, HEIGHT, unit="m") / positive(reference_height, HEIGHT, unit="m")
    exponent = _exponent(Terrain(terrain), Stability(stability))
    return within(wind, 0, np.inf, WIND, unit="m/s") * ratio**exponent  # u = u₀ (z/z₀)^p
