"""What a fireball radiates (火球表面热辐射功率), Roberts 1981, Fire Safety J. 4:197-212."""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.fire.fireball import Fireball
from hazard.quantities import DIAMETER, DURATION, FRACTION, HEAT_OF_COMBUSTION, MASS, PRESSURE
from hazard.validity import FloatArray, positive, within

__all__ = ["PRESSURE_FRACTION", "fireball_emissive_power", "pressure_fraction"]

PRESSURE_FRACTION: Final = Citation(
    instrument="Roberts 1981, Fire Safety J. 4:197-212", clause="F = .27 P^.32", verified=False
)


def pressure_fraction(pressure: npt.ArrayLike) -> FloatArray:
    """Return the share of the heat that a fireball radiates F = .27 P^.32 [-] (辐射份额).

    Args:
        pressure: P at which the vessel bursts [Pa]; the law counts it in MPa, up to 6 MPa.

    Raises:
        OutOfValidityError: If it is not above zero, where the law would have nothing radiate, or
            above 6 MPa.

    >>> round(float(pressure_fraction(1.0e6)), 2)
    0.27
    """
    above = positive(pressure, PRESSURE, unit="Pa", source=PRESSURE_FRACTION)
    burst = within(above, 0, 6e6, PRESSURE, unit="Pa", source=PRESSURE_FRACTION)
    return 0.27 * (burst / 1e6) ** 0.32


def fireball_emissive_power(
    mass: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    ball: Fireball,
    *,
    radiative_fraction: npt.ArrayLike,
    ceiling: float = np.inf,
) -> FloatArray:
    """Return the surface emissive power of a fireball F M H_c/(π D² t) [W/m²] (表面热辐射功率).

    Args:
        mass: M, mass that burns in it [kg].
        heat_of_combustion: H_c [J/kg].
        ball: Its size and life.
        radiative_fraction: F, share of the heat that is radiated [-].
        ceiling: Greatest power to return [W/m²]; 400e3 is customary, none is the default.

    >>> from hazard.fire.fireball import fireball
    >>> ball = fireball(20_000)
    >>> round(float(fireball_emissive_power(20_000, 46e6, ball, radiative_fraction=0.3)) / 1e3)
    290
    """
    heat = positive(mass, MASS, unit="kg") * positive(
        heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg"
    )
    area = np.pi * positive(ball.diameter, DIAMETER, unit="m") ** 2
    shared = within(radiative_fraction, 0, 1, FRACTION) * heat
    return np.asarray(
        np.minimum(shared / (area * positive(ball.duration, DURATION, unit="s")), ceiling)
    )
