"""Heat that a pool fire radiates, as Chinese assessments count it (池火总热辐射通量).

Q = (πr² + 2πrh) m″ η H_c/(72 m″^.61 + 1), of which q = Q τ/(4πx²) arrives: the heat is that of a
point at the middle of the pool.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import FRACTION, HEAT_OF_COMBUSTION, HEIGHT, RADIUS
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "pool_radiated_power"]

SOURCE: Final = Citation(
    instrument="customary in Chinese safety assessments (国内安全评价惯例)",
    clause="池火总热辐射通量 Q = (πr² + 2πrh) m″ηHc/(72 m″^.61 + 1)",
    verified=False,
)
_BURNS: Final = Notice(zh="燃烧速率", en="The burning rate")


def pool_radiated_power(
    radius: npt.ArrayLike,
    height: npt.ArrayLike,
    mass_flux: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    *,
    efficiency: npt.ArrayLike = 0.35,
) -> FloatArray:
    """Return the heat that a pool fire radiates [W] (池火总热辐射通量).

    Args:
        radius: r of the pool [m].
        height: h of the flame [m]; see `flame_length`.
        mass_flux: m″, burning rate [kg/(m² s)].
        heat_of_combustion: H_c [J/kg].
        efficiency: η, from .13 to .35 in print [-].

    Raises:
        OutOfValidityError: If a quantity is not positive, or η lies outside 0 to 1.

    >>> round(float(pool_radiated_power(29.2, 58.66, 0.068, 43.07e6, efficiency=0.24)) / 1e6)
    631
    """
    wide, tall = positive(radius, RADIUS, unit="m"), within(height, 0, np.inf, HEIGHT, unit="m")
    burns = positive(mass_flux, _BURNS, unit="kg/(m² s)")
    heat = positive(heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg")
    share = within(efficiency, 0, 1, FRACTION)
    surface = np.pi * wide**2 + 2 * np.pi * wide * tall
    return np.asarray(surface * burns * share * heat / (72 * burns**0.61 + 1))
