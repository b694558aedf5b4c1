"""Evaporation of a liquid pool (液池蒸发).

Two forms of Mackay and Matsugu 1973: the diffusion-limited one with the logarithm of Stefan
flow (Sutton's wind exponent, as Casal 2018 prints it), and the mass transfer coefficient with
a Schmidt number. Both hold below the boiling point; above it see `hazard.release.boiling`.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE, GAS_CONSTANT
from hazard.notice import Notice
from hazard.quantities import (
    DIAMETER,
    MOLAR_MASS,
    PRESSURE,
    RADIUS,
    TEMPERATURE,
    VAPOUR_PRESSURE,
    WIND,
)
from hazard.validity import FloatArray, positive, within

__all__ = [
    "MACKAY_MATSUGU",
    "STEFAN_FLOW",
    "mass_transfer_coefficient",
    "pool_evaporation",
]

STEFAN_FLOW: Final = Citation(
    instrument="Mackay and Matsugu 1973, Can. J. Chem. Eng. 51:434-439",
    clause="evaporation flux with Stefan flow, as reprinted",
)
MACKAY_MATSUGU: Final = Citation(
    instrument="Mackay and Matsugu 1973, Can. J. Chem. Eng. 51:434-439",
    clause="mass transfer coefficient, as reprinted",
)
_SCHMIDT: Final = Notice(zh="施密特数", en="The Schmidt number")


def pool_evaporation(
    wind: npt.ArrayLike,
    radius: npt.ArrayLike,
    vapour_pressure: npt.ArrayLike,
    molar_mass: npt.ArrayLike,
    temperature: npt.ArrayLike,
    *,
    ambient_pressure: npt.ArrayLike = ATMOSPHERE,
    background_pressure: npt.ArrayLike = 0.0,
) -> FloatArray:
    """Return the evaporation flux of a pool [kg/(m² s)] (液池蒸发通量).

    Args:
        wind: u, wind speed at 10 m [m/s].
        radius: r, radius of the pool [m].
        vapour_pressure: p_v, vapour pressure at the temperature of the liquid [Pa].
        molar_mass: M [kg/mol].
        temperature: T, temperature of the liquid [K].
        ambient_pressure: pₐ [Pa].
        background_pressure: p∞, partial pressure of the vapour in the wind [Pa].

    Raises:
        OutOfValidityError: If a quantity is not possible, or the liquid would boil.

    >>> round(float(pool_evaporation(5, 10, 12_700, 0.0781, 298.15)) * 1e3, 2)
    2.33
    """
    wind, radius = within(wind, 0, np.inf, WIND, unit="m/s"), positive(radius, RADIUS, unit="m")
    molar_mass = positive(molar_mass, MOLAR_MASS, unit="kg/mol")
    temperature = positive(temperature, TEMPERATURE, unit="K")
    ambient = positive(ambient_pressure, PRESSURE, unit="Pa")
    highest = float(np.min(ambient)) * (1 - 1e-9)
    vapour = within(vapour_pressure, 0, highest, VAPOUR_PRESSURE, unit="Pa", source=STEFAN_FLOW)
    far = within(background_pressure, 0, np.inf, VAPOUR_PRESSURE, unit="Pa")
    # E = 2×10⁻³ u^0.78 r^-0.11 (M pₐ/RT) ln(1 + (p_v - p∞)/(pₐ - p_v))
    driving = np.log1p(np.maximum(vapour - far, 0.0) / (ambient - vapour))
    molar = molar_mass * ambient / (GAS_CONSTANT * temperature)
    return 2e-3 * wind**0.78 * radius**-0.11 * molar * driving


def mass_transfer_coefficient(
    wind: npt.ArrayLike, diameter: npt.ArrayLike, schmidt: npt.ArrayLike
) -> FloatArray:
    """Return k_m, the mass transfer coefficient of a pool [m/s] (传质系数).

    The flux is k_m M p_v/(RT) [kg/(m² s)] while p_v is small against the atmosphere.

    Args:
        wind: u, wind speed at 10 m [m/s].
        diameter: D, diameter of the pool [m].
        schmidt: Sc, Schmidt number of the vapour in air [-].

    >>> round(float(mass_transfer_coefficient(5, 20, 1.76)), 5)
    0.00827
    """
    wind = within(wind, 0, np.inf, WIND, unit="m/s")
    diameter, schmidt = positive(diameter, DIAMETER, unit="m"), positive(schmidt, _SCHMIDT)
    # k_m = 0.004786 u^0.78 D^-0.11 Sc^-0.67
    return 0.004786 * wind**0.78 * diameter**-0.11 * schmidt**-0.67
