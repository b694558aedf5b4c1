"""Two-phase release of a liquid that boils as it leaves (过热液体两相泄漏).

The equilibrium rate model of Fauske and Epstein 1988, J. Loss Prev. Process Ind. 1:75-83, as
CCPS 1999 and Crowl and Louvar print it, for a liquid stored at its own vapour pressure and an
opening longer than .1 m; through a shorter one it leaves as a liquid.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import AREA, HEAT_CAPACITY, HEAT_OF_VAPORISATION, TEMPERATURE
from hazard.validity import FloatArray, positive

__all__ = ["EQUILIBRIUM", "flashing_discharge"]

EQUILIBRIUM: Final = Citation(
    instrument="Fauske and Epstein 1988, J. Loss Prev. Process Ind. 1:75-83",
    clause="equilibrium rate model",
    verified=False,
)
_EXPANSION: Final = Notice(zh="汽化比容差", en="The change of specific volume on vaporising")


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
    capacity = positive(heat_capacity, HEAT_CAPACITY, unit="J/(kg K)")
    stored = positive(temperature, TEMPERATURE, unit="K")
    # m = (H_v A/v_fg) √(1/(C_p T))
    swelling = positive(expansion, _EXPANSION, unit="m³/kg")
    return latent * opening / swelling / np.sqrt(capacity * stored)
