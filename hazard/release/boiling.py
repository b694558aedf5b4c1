"""Pool that boils by the heat of the ground (沸腾液池蒸发), CCPS 1999."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import (
    DURATION,
    HEAT_OF_VAPORISATION,
    TEMPERATURE,
)
from hazard.validity import FloatArray, positive

__all__ = ["GROUND", "boiling_flux"]

GROUND: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="boiling pool, heat from the ground",
    verified=False,
)
_CONDUCTIVITY: Final = Notice(zh="地面导热系数", en="The conductivity of the ground")
_DIFFUSIVITY: Final = Notice(zh="地面热扩散率", en="The diffusivity of the ground")


def boiling_flux(
    time: npt.ArrayLike,
    ground_temperature: npt.ArrayLike,
    boiling_point: npt.ArrayLike,
    heat_of_vaporisation: npt.ArrayLike,
    *,
    conductivity: float = 0.92,
    diffusivity: float = 4.16e-7,
) -> FloatArray:
    """Return the flux off a pool that boils on the ground [kg/(m² s)] (沸腾液池蒸发通量).

    The ground cools as it gives its heat, so the flux falls with the root of time.

    Args:
        time: t since the liquid came to lie there [s].
        ground_temperature: T_g of the ground before [K].
        boiling_point: T_b [K]; nothing boils on colder ground.
        heat_of_vaporisation: H_v [J/kg].
        conductivity: k_s of the ground [W/(m K)]; concrete unless said.
        diffusivity: α_s of the ground [m²/s]; concrete unless said.

    >>> round(float(boiling_flux(60, 288.15, 111.67, 511e3)), 4)
    0.0359
    """
    passed = positive(time, DURATION, unit="s")
    warmer = positive(ground_temperature, TEMPERATURE, unit="K") - positive(
        boiling_point, TEMPERATURE, unit="K"
    )
    conducts = positive(conductivity, _CONDUCTIVITY, unit="W/(m K)")
    spreads = positive(diffusivity, _DIFFUSIVITY, unit="m²/s")
    # q = k_s (T_g - T_b)/√(π α_s t)
    heat = conducts * np.maximum(warmer, 0.0) / np.sqrt(np.pi * spreads * passed)
    return heat / positive(heat_of_vaporisation, HEAT_OF_VAPORISATION, unit="J/kg")
