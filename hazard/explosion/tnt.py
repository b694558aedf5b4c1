"""TNT equivalence (TNT当量法): W = η M H_c/E, and Hopkinson's scaled distance Z = R/W^⅓.

CCPS 1994, *Guidelines for Evaluating the Characteristics of Vapor Cloud Explosions, Flash Fires
and BLEVEs*. η is .03 to .04 for most clouds; between .01 and .10 values are in print.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import DISTANCE, FRACTION, HEAT_OF_COMBUSTION, MASS
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "TNT_ENERGY", "scaled_distance", "tnt_equivalent"]

SOURCE: Final = Citation(
    instrument="CCPS 1994, Guidelines for Evaluating the Characteristics of VCEs",
    clause="TNT equivalence, η .03-.04",
)
TNT_ENERGY: Final = 4.68e6
"""Blast energy of TNT (TNT爆热) [J/kg]; GOST takes 4.52e6, Chinese texts 4.5e6."""
_TNT: Final = Notice(zh="TNT爆热", en="The blast energy of TNT")


def tnt_equivalent(
    mass: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    *,
    yield_factor: npt.ArrayLike = 0.03,
    tnt_energy: npt.ArrayLike = TNT_ENERGY,
) -> FloatArray:
    """Return the charge of TNT that matches a cloud [kg] (TNT当量).

    Args:
        mass: M, flammable mass in the cloud [kg].
        heat_of_combustion: H_c [J/kg].
        yield_factor: η, share of its heat that goes into the blast [-].
        tnt_energy: E of TNT [J/kg].

    >>> round(float(tnt_equivalent(30_000, 43.93e6)))
    8448
    """
    heat = positive(heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg")
    charge = positive(mass, MASS, unit="kg") * heat / positive(tnt_energy, _TNT, unit="J/kg")
    return within(yield_factor, 0, 1, FRACTION) * charge  # W = η M H_c/E


def scaled_distance(distance: npt.ArrayLike, charge: npt.ArrayLike) -> FloatArray:
    """Return Hopkinson's scaled distance Z = R/W^⅓ [m/kg^⅓] (比例距离).

    Args:
        distance: R from the charge [m].
        charge: W, mass of TNT [kg].

    >>> float(scaled_distance(100, 1000))
    10.0
    """
    return positive(distance, DISTANCE, unit="m") / np.cbrt(positive(charge, MASS, unit="kg"))
