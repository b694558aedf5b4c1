"""Share of a superheated liquid that flashes to vapour on release (闪蒸率), CCPS 1999."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import HEAT_CAPACITY, HEAT_OF_VAPORISATION, TEMPERATURE
from hazard.validity import FloatArray, positive

__all__ = ["FLASH", "flash_fraction"]

FLASH: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="flash fraction",
    verified=False,
)


def flash_fraction(
    temperature: npt.ArrayLike,
    boiling_point: npt.ArrayLike,
    heat_capacity: npt.ArrayLike,
    heat_of_vaporisation: npt.ArrayLike,
) -> FloatArray:
    """Return the share of a liquid that flashes to vapour on release [-] (闪蒸率).

    Args:
        temperature: T₀ of the liquid stored [K].
        boiling_point: T_b at the pressure outside [K].
        heat_capacity: C_p of the liquid [J/(kg K)].
        heat_of_vaporisation: H_v [J/kg].

    >>> round(float(flash_fraction(449.8, 373.15, 4480, 2.057e6)), 3)
    0.154
    """
    stored = positive(temperature, TEMPERATURE, unit="K")
    excess = np.maximum(stored - positive(boiling_point, TEMPERATURE, unit="K"), 0.0)
    capacity = positive(heat_capacity, HEAT_CAPACITY, unit="J/(kg K)")
    latent = positive(heat_of_vaporisation, HEAT_OF_VAPORISATION, unit="J/kg")
    # f = 1 - exp(-C_p (T₀ - T_b)/H_v)
    return np.asarray(-np.expm1(-capacity * excess / latent))
