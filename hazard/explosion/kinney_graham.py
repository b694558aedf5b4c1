"""Blast of a charge in free air (空中爆炸超压).

Kinney and Graham 1985, *Explosive Shocks in Air*, 2nd ed., stated for Z of .05 to 40 m/kg^⅓.
A charge on the ground acts like 1.8 to 2 times its mass in free air.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE
from hazard.notice import Notice
from hazard.quantities import PRESSURE, SCALED_DISTANCE
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "kinney_graham_overpressure"]

SOURCE: Final = Citation(
    instrument="Kinney and Graham 1985, Explosive Shocks in Air, 2nd ed.",
    clause="peak overpressure of a chemical explosion",
)
_REFLECTION: Final = Notice(zh="地面反射系数", en="The reflection by the ground")


def kinney_graham_overpressure(
    scaled_distance: npt.ArrayLike,
    *,
    ambient_pressure: npt.ArrayLike = ATMOSPHERE,
    reflection: npt.ArrayLike = 1.0,
) -> FloatArray:
    """Return the peak side-on overpressure [Pa] (空气冲击波峰值超压).

    Args:
        scaled_distance: Z [m/kg^⅓], from .05 to 40.
        ambient_pressure: pₐ [Pa].
        reflection: What the overpressure is multiplied by [-]: 1 in free air; 2 gives the 1616 that
            Crowl and Louvar print for a charge on flat ground.

    Raises:
        OutOfValidityError: If Z lies outside the fit.

    >>> round(float(kinney_graham_overpressure(10)))
    9985
    """
    z = within(scaled_distance, 0.05, 40, SCALED_DISTANCE, unit="m/kg^⅓", source=SOURCE)
    # p/pₐ = 808 [1 + (Z/4.5)²]/√((1 + (Z/.048)²)(1 + (Z/.32)²)(1 + (Z/1.35)²))
    below = (1 + (z / 0.048) ** 2) * (1 + (z / 0.32) ** 2) * (1 + (z / 1.35) ** 2)
    ratio = 808 * (1 + (z / 4.5) ** 2) / np.sqrt(below)
    bounced = within(reflection, 1, 2, _REFLECTION)
    return positive(ambient_pressure, PRESSURE, unit="Pa") * bounced * ratio
