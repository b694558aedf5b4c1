"""Gaussian plume and puff (高斯烟羽与烟团), reflected at the ground.

Pasquill and Gifford; as CCPS 1999, section 2.3, prints them. For a gas that neither sinks nor
rises by itself. Widths come from `hazard.dispersion.sigma` or are given.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.dispersion.sigma import Cloud, EquationSet, averaging_factor, dispersion_sigma
from hazard.dispersion.stability import Stability
from hazard.notice import Notice
from hazard.quantities import DURATION, HEIGHT, MASS, RATE, WIND
from hazard.validity import FloatArray, positive, within

__all__ = [
    "SOURCE",
    "gaussian_plume",
    "gaussian_puff",
    "plume_concentration",
    "puff_concentration",
]

SOURCE: Final = Citation(
    instrument="CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases",
    clause="section 2.3, Pasquill-Gifford plume and puff",
)
_SIGMA: Final = Notice(zh="扩散参数", en="The width of the cloud")


def _reflected(z: npt.ArrayLike, height: npt.ArrayLike, sigma_z: FloatArray) -> FloatArray:
    """Return the vertical profile with its image below ground [-]."""
    up = within(z, 0, np.inf, HEIGHT, unit="m")
    source = within(height, 0, np.inf, HEIGHT, unit="m")
    return np.asarray(
        np.exp(-((up - source) ** 2) / (2 * sigma_z**2))
        + np.exp(-((up + source) ** 2) / (2 * sigma_z**2))
    )


def plume_concentration(
    rate: npt.ArrayLike,
    wind: npt.ArrayLike,
    sigma_y: npt.ArrayLike,
    sigma_z: npt.ArrayLike,
    *,
    y: npt.ArrayLike = 0.0,
    z: npt.ArrayLike = 0.0,
    height: npt.ArrayLike = 0.0,
) -> FloatArray:
    """Return the concentration in a plume of given widths [kg/m³] (烟羽浓度).

    Args:
        rate: q, rate of release [kg/s].
        wind: u at the height of the plume [m/s].
        sigma_y: σy at the target [m].
        sigma_z: σz at the target [m].
        y: Across the wind from the axis [m].
        z: Height of the target [m].
        height: h of the release [m].

    >>> round(float(plume_concentration(100, 5, 28.8, 10.3, z=1, height=1)) * 1e3, 2)
    21.26
    """
    q, u = positive(rate, RATE, unit="kg/s"), positive(wind, WIND, unit="m/s")
    across, up = positive(sigma_y, _SIGMA, unit="m"), positive(sigma_z, _SIGMA, unit="m")
    side = np.exp(-(np.asarray(y, dtype=np.float64) ** 2) / (2 * across**2))
    # C = q/(2πσyσz u) e^(-y²/2σy²) [e^(-(z-h)²/2σz²) + e^(-(z+h)²/2σz²)]
    return q / (2 * np.pi * across * up * u) * side * _reflected(z, height, up)


def gaussian_plume(
    rate: npt.ArrayLike,
    wind: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    stability: Stability,
    y: npt.ArrayLike = 0.0,
    z: npt.ArrayLike = 0.0,
    height: npt.ArrayLike = 0.0,
    equations: EquationSet = EquationSet.BRIGGS_RURAL,
    averaging_time: float | None = None,
    extrapolate: bool = False,
) -> FloatArray:
    """Return the concentration downwind of a steady release [kg/m³] (高斯烟羽浓度).

    Args:
        rate: q, rate of release [kg/s].
        wind: u at the height of the plume [m/s].
        x: Downwind of the release [m]; upwind of it there is nothing.
        stability: Class of stability.
        y: Across the wind [m].
        z: Height of the target [m].
        height: h of the release [m].
        equations: Whose widths are used.
        averaging_time: Time the mean is taken over [s]; None keeps the widths as printed.
        extrapolate: Go on outside the distances the widths are stated for.

    Raises:
        OutOfValidityError: If a downwind distance lies outside the range of the widths.
        UnknownNameError: If the set has no widths of a plume.

    >>> c = gaussian_plume(0.1, 2, 500, stability=Stability.F)
    >>> round(float(c) * 1e6, 1)
    117.2
    """
    downwind = np.asarray(x, dtype=np.float64)
    ahead = np.where(downwind > 0, downwind, 1000.0)
    sigma_y, sigma_z = (
        dispersion_sigma(
            ahead, axis=axis, stability=stability, equations=equations, extrapolate=extrapolate
        )
        for axis in "yz"
    )
    factor = 1.0 if averaging_time is None else averaging_factor(averaging_time)
    found = plume_concentration(rate, wind, sigma_y * factor, sigma_z, y=y, z=z, height=height)
    return np.where(downwind > 0, found, 0.0)


def puff_concentration(
    mass: npt.ArrayLike,
    sigma_x: npt.ArrayLike,
    sigma_y: npt.ArrayLike,
    sigma_z: npt.ArrayLike,
    *,
    x: npt.ArrayLike = 0.0,
    y: npt.ArrayLike = 0.0,
    z: npt.ArrayLike = 0.0,
    height: npt.ArrayLike = 0.0,
) -> FloatArray:
    """Return the concentration in a puff of given widths [kg/m³] (烟团浓度).

    Args:
        mass: M released at once [kg].
        sigma_x: σx of the puff [m].
        sigma_y: σy of the puff [m].
        sigma_z: σz of the puff [m].
        x: Along the wind from the centre of the puff [m].
        y: Across the wind from it [m].
        z: Height of the target [m].
        height: h of the centre [m].

    >>> round(float(puff_concentration(1, 5.048, 5.048, 2.215)) * 1e3, 2)
    2.25
    """
    released = positive(mass, MASS, unit="kg")
    along, across = positive(sigma_x, _SIGMA, unit="m"), positive(sigma_y, _SIGMA, unit="m")
    up = positive(sigma_z, _SIGMA, unit="m")
    far = (np.asarray(x, dtype=np.float64) / along) ** 2
    wide = (np.asarray(y, dtype=np.float64) / across) ** 2
    # C = M/((2π)^1.5 σxσyσz) e^(-x²/2σx² - y²/2σy²) [e^(-(z-h)²/2σz²) + e^(-(z+h)²/2σz²)]
    peak = released / ((2 * np.pi) ** 1.5 * along * across * up)
    return np.asarray(peak * np.exp(-(far + wide) / 2) * _reflected(z, height, up))


def gaussian_puff(
    mass: npt.ArrayLike,
    wind: npt.ArrayLike,
    time: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    stability: Stability,
    y: npt.ArrayLike = 0.0,
    z: npt.ArrayLike = 0.0,
    height: npt.ArrayLike = 0.0,
    equations: EquationSet = EquationSet.CCPS,
    extrapolate: bool = False,
) -> FloatArray:
    """Return the concentration after a sudden release [kg/m³] (高斯烟团浓度).

    Args:
        mass: M released at once [kg].
        wind: u that carries the puff [m/s].
        time: t since the release [s].
        x: Downwind of the release [m].
        stability: Class of stability.
        y: Across the wind [m].
        z: Height of the target [m].
        height: h of the release [m].
        equations: Whose widths are used; they are taken at the centre, ut downwind.
        extrapolate: Go on outside the distances the widths are stated for.

    Raises:
        OutOfValidityError: If ut lies outside the range of the widths.
        UnknownNameError: If the set has no widths of a puff.

    >>> c = gaussian_puff(1, 2, 250, 500, stability=Stability.F)
    >>> round(float(c) * 1e3, 2)
    2.25
    """
    centre = positive(wind, WIND, unit="m/s") * positive(time, DURATION, unit="s")
    widths = (
        dispersion_sigma(
            centre,
            axis=axis,
            stability=stability,
            equations=equations,
            cloud=Cloud.PUFF,
            extrapolate=extrapolate,
        )
        for axis in "xyz"
    )
    ahead = np.asarray(x, dtype=np.float64) - centre
    return puff_concentration(mass, *widths, x=ahead, y=y, z=z, height=height)
