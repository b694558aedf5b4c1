"""Sudden release of a dense gas (瞬时重气扩散), Britter and McQuaid 1988."""

import math

import numpy as np
import numpy.typing as npt

from hazard.dispersion.dense_gas import (
    APPLICABILITY,
    DENSE,
    fitted_distances,
    interpolated,
    reduced_gravity,
    temperature_ratio,
    thinned,
)
from hazard.quantities import DISTANCE, DURATION, VOLUME, WIND
from hazard.validity import FloatArray, positive, within

__all__ = ["dense_puff", "dense_puff_radius"]


def dense_puff(
    volume: float,
    density: float,
    wind: float,
    x: npt.ArrayLike,
    *,
    air_density: float = 1.2,
    temperature: float | None = None,
    ambient_temperature: float = 293.15,
    extrapolate: bool = False,
) -> FloatArray:
    """Return the greatest C/C₀ by volume after a sudden dense release [-] (瞬时重气扩散浓度比).

    Args:
        volume: V₀ of the cloud released [m³].
        density: ρ₀ of the cloud released [kg/m³].
        wind: u at 10 m [m/s].
        x: Downwind of the release [m].
        air_density: ρₐ [kg/m³].
        temperature: T₀ of the cloud [K]; None takes no account of the cold.
        ambient_temperature: Tₐ [K].
        extrapolate: Use it although the cloud may be too light to behave as dense.

    Raises:
        OutOfValidityError: If the cloud is not denser than air, the correlation parameter is
            above 1, or the release is passive.

    >>> round(float(dense_puff(72_500, 1.434, 2, 160, air_density=1.2)), 3)
    0.18
    """
    v, u = float(positive(volume, VOLUME, unit="m³")), float(positive(wind, WIND, unit="m/s"))
    gravity = float(reduced_gravity(density, air_density))
    size = v ** (1 / 3)
    if not extrapolate:  # √(g₀'V₀)/(uD) ≥ .20 with D = V₀^⅓
        within(math.sqrt(gravity * v) / (u * size), 0.20, np.inf, DENSE, source=APPLICABILITY)
    alpha = 0.5 * math.log10(gravity * size / u**2)  # α = ½ log₁₀(g₀'V₀^⅓/u²)
    ratios, betas = fitted_distances("PUFF", alpha)
    scaled = positive(x, DISTANCE, unit="m") / size
    close = np.maximum(3.24 / (3.24 + scaled**2), ratios[0])
    shape = interpolated(scaled, float(10 ** betas[0]), close, ratios, betas)
    return thinned(shape, temperature_ratio(temperature, ambient_temperature))


def dense_puff_radius(
    volume: float, density: float, time: npt.ArrayLike, *, air_density: float = 1.2
) -> FloatArray:
    """Return the radius of a sudden dense cloud [m]; its centre is .4ut downwind (重气云团半径).

    Args:
        volume: V₀ of the cloud released [m³].
        density: ρ₀ of the cloud released [kg/m³].
        time: t since the release [s].
        air_density: ρₐ [kg/m³].

    >>> round(float(dense_puff_radius(72_500, 1.434, 200)))
    300
    """
    v = float(positive(volume, VOLUME, unit="m³"))
    gravity = float(reduced_gravity(density, air_density))
    start = (3 * v / (4 * math.pi)) ** (1 / 3)
    passed = within(time, 0, np.inf, DURATION, unit="s")
    return np.asarray(np.sqrt(start**2 + 1.2 * math.sqrt(gravity * v) * passed))
