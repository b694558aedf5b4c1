"""Pasquill's stability classes and the wind profile (大气稳定度与风速廓线).

u(z) = u₀ (z/z₀)^p with p by class and terrain, as CCPS 1999 prints it (Irwin 1979).
"""

from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import HEIGHT, WIND
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within

__all__ = ["KEY", "WIND_PROFILE", "Sky", "Stability", "Terrain", "stability_of", "wind_at"]

WIND_PROFILE: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="wind profile",
)

KEY: Final = Citation(
    instrument="Turner 1970, Workbook of Atmospheric Dispersion Estimates",
    clause="key to stability categories",
    verified=False,
)


class Stability(StrEnum):
    """Stability of the air after Pasquill (大气稳定度): A very unstable, D neutral, F stable."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Terrain(StrEnum):
    """Roughness of the ground (地形)."""

    RURAL = "RURAL"
    URBAN = "URBAN"


class Sky(StrEnum):
    """Sun by day, cloud by night (日照与云量)."""

    STRONG_SUN = "STRONG_SUN"
    MODERATE_SUN = "MODERATE_SUN"
    SLIGHT_SUN = "SLIGHT_SUN"
    CLOUDY_NIGHT = "CLOUDY_NIGHT"
    CLEAR_NIGHT = "CLEAR_NIGHT"


def stability_of(wind: float, sky: Sky) -> tuple[Stability, ...]:
    """Return the class of stability by Pasquill's key, two where it prints two (稳定度分级).

    Args:
        wind: u at 10 m [m/s].
        sky: Sun by day; by night cloudy means half the sky or more. Overcast is always D.

    >>> stability_of(1.5, Sky.MODERATE_SUN)
    (<Stability.A: 'A'>, <Stability.B: 'B'>)
    """
    speed = float(within(wind, 0, np.inf, WIND, unit="m/s"))
    column = Sky(sky).lower().removesuffix("_sun")
    row = next(row for row in rows("pasquill") if speed < float(row["wind_below_m_s"]))
    return tuple(Stability(letter) for letter in row[column].split("-"))


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
