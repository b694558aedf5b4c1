"""Steady release of a dense gas (连续重气扩散).

Britter and McQuaid 1988; CCPS 1999 works an example on p. 122.
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.dispersion.dense_gas import (
    APPLICABILITY,
    DENSE,
    fitted_distances,
    interpolated,
    reduced_gravity,
    temperature_ratio,
    thinned,
)
from hazard.notice import Notice
from hazard.quantities import DISTANCE, WIND
from hazard.validity import FloatArray, positive, within

__all__ = ["WIDTH", "dense_plume", "dense_plume_half_width"]

WIDTH: Final = Citation(
    instrument="Britter and McQuaid 1988, Workbook on the Dispersion of Dense Gases",
    clause="half width of a plume",
    verified=False,
)
_FLOW: Final = Notice(zh="泄放体积流量", en="The volume rate of release")
_NEAR: Final = 30.0  # x/D up to which the near field holds


def dense_plume(
    volume_rate: float,
    density: float,
    wind: float,
    x: npt.ArrayLike,
    *,
    air_density: float = 1.2,
    temperature: float | None = None,
    ambient_temperature: float = 293.15,
    extrapolate: bool = False,
) -> FloatArray:
    """Return C/C₀ by volume, downwind of a steady dense release [-] (连续重气扩散浓度比).

    Args:
        volume_rate: q₀, volume released in a second at the density of release [m³/s].
        density: ρ₀ of the gas released [kg/m³].
        wind: u at 10 m [m/s].
        x: Downwind of the release [m].
        air_density: ρₐ [kg/m³].
        temperature: T₀ of the gas released [K]; None takes no account of the cold.
        ambient_temperature: Tₐ [K].
        extrapolate: Use it although the release may be too light to behave as dense.

    Raises:
        OutOfValidityError: If the gas is not denser than air, the correlation parameter is
            above 1, or the release is passive.

    >>> lng = dense_plume(
    ...     0.23 * 425.6 / 1.76,
    ...     1.76,
    ...     10.9,
    ...     [45.2, 367],
    ...     air_density=1.185,
    ...     temperature=111.15,
    ...     ambient_temperature=298,
    ... )
    >>> lng.round(4)
    array([0.672 , 0.0507])
    """
    q = float(positive(volume_rate, _FLOW, unit="m³/s"))
    u = float(positive(wind, WIND, unit="m/s"))
    gravity = float(reduced_gravity(density, air_density))
    source = math.sqrt(q / u)  # D = √(q₀/u)
    if not extrapolate:  # (g₀'q₀/(u³D))^⅓ ≥ .15
        criterion = (gravity * q / (u**3 * source)) ** (1 / 3)
        within(criterion, 0.15, np.inf, DENSE, source=APPLICABILITY)
    alpha = 0.2 * math.log10(gravity**2 * q * u**-5)  # α = .2 log₁₀(g₀'² q₀ u⁻⁵)
    ratios, betas = fitted_distances("PLUME", alpha)
    scaled = positive(x, DISTANCE, unit="m") / source
    near = min(_NEAR, float(10 ** betas[0]))
    close = 306 / (306 + scaled**2)
    if near == _NEAR:
        start = 306 / (306 + _NEAR**2)
        ratios, betas = np.append(start, ratios), np.append(math.log10(_NEAR), betas)
    shape = interpolated(scaled, near, close, ratios, betas)
    return thinned(shape, temperature_ratio(temperature, ambient_temperature))


def dense_plume_half_width(
    volume_rate: float, density: float, wind: float, x: npt.ArrayLike, *, air_density: float = 1.2
) -> FloatArray:
    """Return the half width of a steady dense plume on the ground [m] (重气羽流半宽).

    Args:
        volume_rate: q₀ [m³/s].
        density: ρ₀ [kg/m³].
        wind: u at 10 m [m/s].
        x: Downwind of the release [m]; upwind, the plume ends D/2 + 2 l_b away.
        air_density: ρₐ [kg/m³].

    >>> half = dense_plume_half_width(55.6, 1.76, 10.9, [0, 367], air_density=1.185)
    >>> half.round(1)
    array([ 3.9, 79.4])
    """
    q = float(positive(volume_rate, _FLOW, unit="m³/s"))
    u = float(positive(wind, WIND, unit="m/s"))
    buoyancy = float(reduced_gravity(density, air_density)) * q / u**3  # l_b = g₀'q₀/u³
    away = within(x, 0, np.inf, DISTANCE, unit="m")
    # L_h = D + 8 l_b + 2.5 l_b^⅓ x^⅔
    start = math.sqrt(q / u) + 8 * buoyancy
    return np.asarray(start + 2.5 * buoyancy ** (1 / 3) * away ** (2 / 3))
