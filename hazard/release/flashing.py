"""Release of a liquid that boils as it leaves (过热液体泄漏): share that flashes, two-phase rate.

The equilibrium rate model of Fauske and Epstein 1988, J. Loss Prev. Process Ind. 1:75-83, as
CCPS 1999 and Crowl and Louvar print it, for a liquid stored at its own vapour pressure and an
opening longer than .1 m; through a shorter one it leaves as a liquid.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import AREA, HEAT_OF_VAPORISATION, TEMPERATURE
from hazard.validity import FloatArray, positive

__all__ = ["EQUILIBRIUM", "FLASH", "flash_fraction", "flashing_discharge"]

FLASH: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="flash fraction",
    verified=False,
)
EQUILIBRIUM: Final = Citation(
    instrument="Fauske and Epstein 1988, J. Loss Prev. Process Ind. 1:75-83",
    clause="equilibrium rate model",
    verified=False,
)
_HEAT_CAPACITY: Final = Notice(zh="液体比热容", en="The heat capacity of the liquid")
_EXPANSION: Final = Notice(zh="汽化比容差", en="The change of specific volume on vaporising")


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
    capacity = positive(heat_capacity, _HEAT_CAPACITY, unit="J/(kg K)")
    latent = positive(heat_of_vaporisation, HEAT_OF_VAPORISATION, unit="J/kg")
    # f = 1 - exp(-C_p (T₀ - T_b)/H_v)
    return np.asarray(-np.expm1(-capacity * excess / latent))


def flashing_discharge(
    area: npt.ArrayLike,
    temperature: npt.ArrayLike,
    heat_capacity: npt.ArrayLike,
    heat_of_vaporisation: npt.ArrayLike,
    expansion: npt.ArrayLike,
) -> FloatArray:
    """Return the rate of a two-phase release of a saturated liquid [kg/s] (两相泄漏速率).

    Args:
        area: A, area of the opening [m²].
        temperature: T of the liquid stored [K].
        heat_capacity: C_p of the liquid [J/(kg K)].
        heat_of_vaporisation: H_v [J/kg].
        expansion: v_fg, specific volume of the vapour less that of the liquid [m³/kg].

    >>> round(float(flashing_discharge(7.85e-5, 298, 2180, 3.34e5, 0.042)), 3)
    0.775
    """
    opening = positive(area, AREA, unit="m²")
    latent = positive(heat_of_vaporisation, HEAT_OF_VAPORISATION, unit="J/kg")
    capacity = positive(heat_capacity, _HEAT_CAPACITY, unit="J/(kg K)")
    stored = positive(temperature, TEMPERATURE, unit="K")
    # m = (H_v A/v_fg) √(1/(C_p T))
    swelling = positive(expansion, _EXPANSION, unit="m³/kg")
    return latent * opening / swelling / np.sqrt(capacity * stored)
