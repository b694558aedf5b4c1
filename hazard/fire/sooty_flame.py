"""Emissive power of sooty pool fires by their width (多烟火焰表面热辐射功率), Mudan 1984.

It under-predicts clean flames such as LNG tenfold.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import DIAMETER
from hazard.validity import FloatArray, positive

__all__ = ["MUDAN", "sooty_emissive_power"]

MUDAN: Final = Citation(
    instrument="Mudan 1984, Prog. Energy Combust. Sci. 10:59-80",
    clause="emissive power of sooty pool fires",
    verified=False,
)


def sooty_emissive_power(diameter: npt.ArrayLike) -> FloatArray:
    """Return the emissive power of a sooty hydrocarbon fire [W/m²] (多烟火焰表面热辐射功率).

    Args:
        diameter: D of the pool [m].

    >>> round(float(sooty_emissive_power(10)) / 1e3, 1)
    56.1
    """
    clear = np.exp(-0.12 * positive(diameter, DIAMETER, unit="m"))
    return 140e3 * clear + 20e3 * (1 - clear)  # E = 140 e^(-.12D) + 20 (1 - e^(-.12D)) kW/m²
