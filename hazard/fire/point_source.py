"""Heat from a point (点源模型): q = χ Q τ cos φ/(4πx²).

As Casal 2018 and CCPS 1999 print it. It holds some diameters away from the flame; closer, a
solid flame does.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import DISTANCE, FRACTION
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "point_source_flux"]

SOURCE: Final = Citation(
    instrument="Casal 2018, Evaluation of the Effects and Consequences of Major Accidents",
    clause="chapter 3, point source model",
)
_INCIDENCE: Final = Notice(zh="入射角", en="The angle of incidence")
_POWER: Final = Notice(zh="热释放速率", en="The heat release rate")


def point_source_flux(
    power: npt.ArrayLike,
    distance: npt.ArrayLike,
    *,
    radiative_fraction: npt.ArrayLike = 0.35,
    transmissivity: npt.ArrayLike = 1.0,
    incidence: npt.ArrayLike = 0.0,
) -> FloatArray:
    """Return the heat flux from a point on a target [W/m²] (点源热辐射强度).

    Args:
        power: Q, heat released [W]; m″ A H_c for a pool, m H_c for a jet.
        distance: x from the point to the target [m].
        radiative_fraction: χ, share of the heat that is radiated [-].
        transmissivity: τ of the air between [-].
        incidence: φ between the ray and the normal of the target [rad]; 0 faces the point.

    >>> round(float(point_source_flux(59.35e6, 18.47, radiative_fraction=0.259)))
    3586
    """
    share, through = (
        within(radiative_fraction, 0, 1, FRACTION),
        within(transmissivity, 0, 1, FRACTION),
    )
    away = positive(distance, DISTANCE, unit="m")
    turned = np.cos(within(incidence, 0, np.pi / 2, _INCIDENCE, unit="rad"))
    # q = χ Q τ cos φ/(4πx²)
    return share * positive(power, _POWER, unit="W") * through * turned / (4 * np.pi * away**2)
