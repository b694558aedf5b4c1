"""Burning rate by the heats of the fuel (燃烧速率估算), Burgess and Hertzberg 1974."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import HEAT_CAPACITY, HEAT_OF_COMBUSTION, HEAT_OF_VAPORISATION, TEMPERATURE
from hazard.validity import FloatArray, positive, within

__all__ = ["BURGESS", "burgess_rate"]

BURGESS: Final = Citation(
    instrument="Burgess and Hertzberg 1974", clause="m″ = .001 Hc/(Hv + Cp(Tb - Ta)), as reprinted"
)


def burgess_rate(
    heat_of_combustion: npt.ArrayLike,
    heat_of_vaporisation: npt.ArrayLike,
    *,
    heat_capacity: npt.ArrayLike = 0.0,
    boiling_point: npt.ArrayLike = 298.15,
    ambient_temperature: npt.ArrayLike = 298.15,
) -> FloatArray:
    """Return the burning rate of a wide pool from the heats of the fuel [kg/(m² s)] (燃烧速率估算).

    Args:
        heat_of_combustion: H_c [J/kg].
        heat_of_vaporisation: H_v at the boiling point [J/kg].
        heat_capacity: C_p of the liquid [J/(kg K)].
        boiling_point: T_b [K].
        ambient_temperature: Tₐ [K]; a fuel that boils below it is not warmed up.

    >>> round(float(burgess_rate(43.7e6, 330e3)), 3)
    0.132
    """
    combustion = positive(heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg")
    vaporisation = positive(heat_of_vaporisation, HEAT_OF_VAPORISATION, unit="J/kg")
    capacity = within(heat_capacity, 0, np.inf, HEAT_CAPACITY, unit="J/(kg K)")
    boiling = positive(boiling_point, TEMPERATURE, unit="K")
    rise = np.maximum(boiling - positive(ambient_temperature, TEMPERATURE, unit="K"), 0.0)
    return 1e-3 * combustion / (vaporisation + capacity * rise)
