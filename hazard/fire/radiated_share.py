"""Share of its heat that a pool fire radiates (辐射份额), SFPE Handbook."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import DIAMETER
from hazard.validity import FloatArray, positive

__all__ = ["RADIATIVE_FRACTION", "radiative_fraction"]

RADIATIVE_FRACTION: Final = Citation(
    instrument="SFPE Handbook of Fire Protection Engineering",
    clause="χ = .35 e^(-.05D), as reprinted",
)


def radiative_fraction(diameter: npt.ArrayLike) -> FloatArray:
    """Return the share of its heat that a pool fire radiates χ = .35 e^(-.05D) [-] (辐射份额).

    Args:
        diameter: D of the pool [m].

    >>> round(float(radiative_fraction(6)), 3)
    0.259
    """
    return 0.35 * np.exp(-0.05 * positive(diameter, DIAMETER, unit="m"))
