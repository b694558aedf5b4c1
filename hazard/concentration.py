"""Concentrations (浓度换算): parts of volume and mass in a volume of air."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from hazard.constants import ATMOSPHERE, GAS_CONSTANT
from hazard.quantities import CONCENTRATION, MOLAR_MASS, PRESSURE, TEMPERATURE
from hazard.validity import FloatArray, positive, within

__all__ = ["ConcentrationUnit", "mass_concentration", "parts_per_million"]


class ConcentrationUnit(StrEnum):
    """Unit a concentration is counted in (浓度单位)."""

    KG_M3 = "KG_M3"
    MG_M3 = "MG_M3"
    PPM = "PPM"


def mass_concentration(
    ppm: npt.ArrayLike,
    molar_mass: npt.ArrayLike,
    *,
    temperature: npt.ArrayLike = 298.15,
    pressure: npt.ArrayLike = ATMOSPHERE,
) -> FloatArray:
    """Return the mass of a gas in a volume of air [kg/m³] (质量浓度).

    Args:
        ppm: Parts by volume in a million [-].
        molar_mass: M [kg/mol].
        temperature: T [K].
        pressure: p [Pa].

    >>> round(float(mass_concentration(1, 0.070906)) * 1e6, 2)
    2.9
    """
    parts = within(ppm, 0, np.inf, CONCENTRATION, unit="ppm")
    molar = positive(pressure, PRESSURE, unit="Pa") / (
        GAS_CONSTANT * positive(temperature, TEMPERATURE, unit="K")
    )
    return parts * 1e-6 * molar * positive(molar_mass, MOLAR_MASS, unit="kg/mol")


def parts_per_million(
    concentration: npt.ArrayLike,
    molar_mass: npt.ArrayLike,
    *,
    temperature: npt.ArrayLike = 298.15,
    pressure: npt.ArrayLike = ATMOSPHERE,
) -> FloatArray:
    """Return the parts by volume in a million of a gas in air [-] (体积浓度).

    Args:
        concentration: Mass in a volume of air [kg/m³].
        molar_mass: M [kg/mol].
        temperature: T [K].
        pressure: p [Pa].

    >>> round(float(parts_per_million(2.9e-6, 0.070906)), 2)
    1.0
    """
    mass = within(concentration, 0, np.inf, CONCENTRATION, unit="kg/m³")
    return mass / mass_concentration(1.0, molar_mass, temperature=temperature, pressure=pressure)
