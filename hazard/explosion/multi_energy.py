"""Multi-energy method of TNO (TNO多能法): energy of the congested part, and its greatest blast.

TNO Yellow Book (CPR 14E, 2005), chapter 5. Only the overpressure inside the exploding part is
here, class by class. How it decays with R̄ is printed as curves that no source at hand gives as
figures; nothing is put in their place. Curves by the speed of the flame instead of a class were
found as figures: see `hazard.explosion.baker_strehlow`.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE
from hazard.errors import OutOfValidityError
from hazard.notice import Notice
from hazard.quantities import DISTANCE, ENERGY, PRESSURE, VOLUME
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within

__all__ = ["ENERGY_DENSITY", "SOURCE", "congested_energy", "plateau_overpressure", "sachs_distance"]

SOURCE: Final = Citation(instrument="TNO Yellow Book (CPR 14E, 2005)", clause="chapter 5")
ENERGY_DENSITY: Final = Citation(
    instrument="TNO Yellow Book (CPR 14E, 2005)",
    clause="chapter 5, 3.5 MJ/m³ of stoichiometric cloud",
    verified=False,
)
_STRENGTH: Final = Notice(
    zh="爆炸强度等级（整数）", en="The class of blast strength, a whole number"
)


def congested_energy(volume: npt.ArrayLike, *, density: float = 3.5e6) -> FloatArray:
    """Return the energy of the congested part of a cloud [J] (受限区爆炸能量).

    Args:
        volume: Volume of congested stoichiometric cloud [m³].
        density: Energy in a cubic metre of it [J/m³].

    >>> float(congested_energy(1000))
    3500000000.0
    """
    return positive(volume, VOLUME, unit="m³") * positive(density, ENERGY, unit="J/m³")


def sachs_distance(
    distance: npt.ArrayLike, energy: npt.ArrayLike, *, ambient_pressure: float = ATMOSPHERE
) -> FloatArray:
    """Return Sachs' scaled distance R̄ = R/(E/p₀)^⅓ [-] (萨克斯比例距离).

    Args:
        distance: R from the middle of the exploding part [m].
        energy: E [J].
        ambient_pressure: p₀ [Pa].

    >>> round(float(sachs_distance(100, 3.5e9)), 2)
    3.07
    """
    pressure = positive(ambient_pressure, PRESSURE, unit="Pa")
    return positive(distance, DISTANCE, unit="m") / np.cbrt(
        positive(energy, ENERGY, unit="J") / pressure
    )


@cache
def _plateaus() -> FloatArray:
    return np.array([float(row["overpressure_bar"]) * 1e5 for row in rows("multi_energy")])


def plateau_overpressure(strength: npt.ArrayLike) -> FloatArray:
    """Return the overpressure inside the exploding part [Pa] (爆源超压).

    Class 10 is a detonation, for which the figure is a lower bound.

    Args:
        strength: Class of blast strength, 1 to 10.

    Raises:
        OutOfValidityError: If there is no such class.

    >>> plateau_overpressure([5, 7])
    array([ 20000., 100000.])
    """
    classes = within(strength, 1, 10, _STRENGTH, source=SOURCE)
    between = classes[classes % 1 != 0]
    if between.size:
        raise OutOfValidityError(_STRENGTH, float(between.flat[0]), 1, 10, "", SOURCE)
    return np.asarray(_plateaus()[classes.astype(np.intp) - 1])
