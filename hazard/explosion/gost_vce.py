"""Blast of a vapour cloud by GOST R 12.3.047 (蒸气云爆炸，俄罗斯标准).

The cloud counts as a reduced mass m = (Q/4.52 MJ/kg) M Z; Z is the share that takes part,
.1 for gases unless known better.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import DISTANCE, FRACTION, HEAT_OF_COMBUSTION, MASS
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "gost_impulse", "gost_overpressure", "gost_reduced_mass"]

SOURCE: Final = Citation(
    instrument="GOST R 12.3.047", clause="annex on explosions of clouds in the open"
)
_TNT: Final = 4.52e6  # Q₀, blast energy of TNT as GOST takes it [J/kg]
_REDUCED: Final = Notice(zh="折算质量", en="The reduced mass")


def gost_reduced_mass(
    mass: npt.ArrayLike, heat_of_combustion: npt.ArrayLike, *, participation: npt.ArrayLike = 0.1
) -> FloatArray:
    """Return the reduced mass of a cloud [kg] (折算质量).

    Args:
        mass: M of flammable gas in the open [kg].
        heat_of_combustion: Q [J/kg].
        participation: Z, share that takes part in the explosion [-].

    >>> round(float(gost_reduced_mass(254e3, 46e6)), -3)
    258000.0
    """
    heat = positive(heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg")
    share = within(participation, 0, 1, FRACTION)
    return heat / _TNT * positive(mass, MASS, unit="kg") * share


def gost_overpressure(reduced_mass: npt.ArrayLike, distance: npt.ArrayLike) -> FloatArray:
    """Return the overpressure of a cloud explosion [Pa] (超压).

    Args:
        reduced_mass: m [kg].
        distance: r from the middle of the cloud [m].

    >>> round(float(gost_overpressure(2.59e5, 500)) / 1e3, 1)
    16.3
    """
    m = positive(reduced_mass, _REDUCED, unit="kg")
    inverse = np.cbrt(m) / positive(distance, DISTANCE, unit="m")
    # ΔP = 101 (.8 m^⅓/r + 3 m^⅔/r² + 5 m/r³) kPa
    return 101e3 * (0.8 * inverse + 3 * inverse**2 + 5 * inverse**3)


def gost_impulse(reduced_mass: npt.ArrayLike, distance: npt.ArrayLike) -> FloatArray:
    """Return the impulse of a cloud explosion i = 123 m^⅔/r [Pa s] (冲量).

    Args:
        reduced_mass: m [kg].
        distance: r from the middle of the cloud [m].

    >>> round(float(gost_impulse(2.59e5, 500)), -1)
    1000.0
    """
    m = positive(reduced_mass, _REDUCED, unit="kg")
    return 123 * np.cbrt(m) ** 2 / positive(distance, DISTANCE, unit="m")
