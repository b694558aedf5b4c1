"""Pool fire as a solid flame in wind (池火固体火焰模型).

TNO Yellow Book (CPR 14E, 2005), section 6.5.4: length as Thomas has it, tilt by its Froude and
Reynolds numbers, surface emissive power from the heat released, less what soot hides.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.fire.flame_length import flame_length
from hazard.fire.solid_flame import SolidFlame
from hazard.notice import Notice
from hazard.quantities import (
    DIAMETER,
    FRACTION,
    HEAT_OF_COMBUSTION,
    HEIGHT,
    MASS_FLUX,
    WIND,
)
from hazard.validity import FloatArray, positive, within

__all__ = [
    "SOURCE",
    "emissive_power",
    "flame_tilt",
    "pool_diameter",
    "pool_fire",
]

SOURCE: Final = Citation(instrument="TNO Yellow Book (CPR 14E, 2005)", clause="section 6.5.4")
_SOOT_POWER: Final = 20e3  # emissive power of soot [W/m²]
_VISCOSITY: Final = Notice(zh="空气运动黏度", en="The kinematic viscosity of air")
_DEPTH: Final = Notice(zh="液池深度", en="The depth of the pool")
_SPILL: Final = Notice(zh="泄漏体积", en="The volume spilt")


def pool_diameter(volume: npt.ArrayLike, depth: npt.ArrayLike) -> FloatArray:
    """Return the diameter of a round pool D = √(4V/(πδ)) [m] (液池直径).

    Args:
        volume: V of the liquid [m³].
        depth: δ of the pool [m].

    >>> round(float(pool_diameter(28.3, 0.02)), 2)
    42.45
    """
    return np.sqrt(
        4 * positive(volume, _SPILL, unit="m³") / (np.pi * positive(depth, _DEPTH, unit="m"))
    )


def flame_tilt(
    diameter: npt.ArrayLike, wind: npt.ArrayLike, *, viscosity: npt.ArrayLike = 1.46e-5
) -> FloatArray:
    """Return the tilt of a pool fire from the vertical [rad] (火焰倾角).

    Args:
        diameter: D of the pool [m].
        wind: u at 10 m [m/s].
        viscosity: Kinematic viscosity of air [m²/s].

    >>> round(float(np.degrees(flame_tilt(42.445, 5, viscosity=7.5133e-6))), 2)
    50.83
    """
    diameter, u = positive(diameter, DIAMETER, unit="m"), within(wind, 0, np.inf, WIND, unit="m/s")
    froude = u**2 / (GRAVITY * diameter)
    reynolds = u * diameter / positive(viscosity, _VISCOSITY, unit="m²/s")
    # tan θ/cos θ = 0.666 Fr^0.333 Re^0.117 = k, so k sin²θ + sin θ - k = 0
    k = 0.666 * froude**0.333 * reynolds**0.117
    return np.asarray(np.arcsin(2 * k / (1 + np.sqrt(1 + 4 * k * k))))


def emissive_power(
    mass_flux: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    slenderness: npt.ArrayLike,
    *,
    radiative_fraction: npt.ArrayLike = 0.35,
    soot: npt.ArrayLike = 0.0,
) -> FloatArray:
    """Return the average surface emissive power of a pool fire [W/m²] (表面热辐射功率).

    Args:
        mass_flux: m″, burning rate [kg/(m² s)].
        heat_of_combustion: H_c [J/kg].
        slenderness: L/D of the flame [-].
        radiative_fraction: F_s, share of the heat that is radiated [-].
        soot: ζ, share of the surface that soot hides [-]; about .8 for sooty fuels, 0 for LNG.

    >>> round(float(emissive_power(0.085, 40.15e6, 1.101938, radiative_fraction=0.4, soot=0.8)))
    66487
    """
    rate = positive(mass_flux, MASS_FLUX, unit="kg/(m² s)")
    heat = positive(heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg")
    share, hidden = within(radiative_fraction, 0, 1, FRACTION), within(soot, 0, 1, FRACTION)
    slender = positive(slenderness, Notice(zh="长径比", en="The slenderness"))
    greatest = share * rate * heat / (1 + 4 * slender)  # SEPmax = F_s m″ H_c/(1 + 4L/D)
    return greatest * (1 - hidden) + _SOOT_POWER * hidden  # SEPact = SEPmax (1 - ζ) + 20ζ kW/m²


def pool_fire(
    diameter: npt.ArrayLike,
    mass_flux: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    *,
    wind: npt.ArrayLike = 0.0,
    radiative_fraction: npt.ArrayLike = 0.35,
    soot: npt.ArrayLike = 0.0,
    air_density: npt.ArrayLike = 1.225,
    viscosity: npt.ArrayLike = 1.46e-5,
    length: npt.ArrayLike | None = None,
    tilt: npt.ArrayLike | None = None,
) -> SolidFlame:
    """Return the flame of a burning pool (池火火焰); the arguments are those of its parts.

    Args:
        diameter: D of the pool [m].
        mass_flux: m″, burning rate [kg/(m² s)].
        heat_of_combustion: H_c [J/kg].
        wind: u at 10 m [m/s].
        radiative_fraction: F_s, share of the heat that is radiated [-].
        soot: ζ, share of the surface that soot hides [-].
        air_density: ρₐ [kg/m³].
        viscosity: Kinematic viscosity of air [m²/s].
        length: L where it was measured or another law is wanted [m]; None takes Thomas.
        tilt: θ likewise [rad]; None takes the Yellow Book, see also `tilt_by_wind`.

    >>> flame = pool_fire(
    ...     42.445,
    ...     0.085,
    ...     40.15e6,
    ...     wind=5,
    ...     radiative_fraction=0.4,
    ...     soot=0.8,
    ...     air_density=1.2243,
    ...     viscosity=7.5133e-6,
    ... )
    >>> round(float(flame.heat_flux(100, transmissivity=0.71474)), -1)
    4580.0
    """
    width = positive(diameter, DIAMETER, unit="m")
    if length is None:
        length = flame_length(width, mass_flux, wind=wind, air_density=air_density)
    along = positive(length, HEIGHT, unit="m")
    if tilt is None:
        tilt = flame_tilt(width, wind, viscosity=viscosity)
    return SolidFlame(
        diameter=width,
        length=along,
        tilt=np.asarray(tilt, dtype=np.float64),
        emissive_power=emissive_power(
            mass_flux,
            heat_of_combustion,
            along / width,
            radiative_fraction=radiative_fraction,
            soot=soot,
        ),
    )
