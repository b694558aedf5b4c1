"""Gaussian cloud of a release that lasts a while (有限时间泄放): between puff and plume.

Puffs released one after the other, summed along the wind with error functions: Palazzi et al.
1982, Atmos. Environ. 16:2785-2790. σx is taken at the two ends of the cloud, σy and σz at the
target.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.dispersion.gaussian import plume_concentration
from hazard.dispersion.sigma import Cloud, EquationSet, dispersion_sigma
from hazard.dispersion.stability import Stability
from hazard.normal import error_function
from hazard.quantities import DISTANCE, DURATION, WIND
from hazard.validity import FloatArray, positive

__all__ = ["SOURCE", "gaussian_release"]

SOURCE: Final = Citation(
    instrument="Palazzi et al. 1982, Atmos. Environ. 16:2785-2790",
    clause="release of finite duration, as reprinted",
)


def gaussian_release(
    rate: npt.ArrayLike,
    duration: float,
    wind: float,
    time: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    stability: Stability,
    y: npt.ArrayLike = 0.0,
    z: npt.ArrayLike = 0.0,
    height: npt.ArrayLike = 0.0,
    equations: EquationSet = EquationSet.CCPS,
) -> FloatArray:
    """Return the concentration during and after a release of some duration [kg/m³] (浓度).

    Args:
        rate: q, rate of release [kg/s].
        duration: T of the release [s].
        wind: u that carries the cloud [m/s].
        time: t since the release began [s].
        x: Downwind of the release [m].
        stability: Class of stability.
        y: Across the wind [m].
        z: Height of the target [m].
        height: h of the release [m].
        equations: Whose puff widths are used.

    Raises:
        UnknownNameError: If the set has no widths of a puff.

    >>> c = gaussian_release(1, 600, 5, [50, 300, 2000], 500, stability=Stability.D)
    >>> (c * 1e6).round(1)
    array([  0. , 300.1,   0. ])
    """
    u = float(positive(wind, WIND, unit="m/s"))
    lasts = float(positive(duration, DURATION, unit="s"))
    passed, away = positive(time, DURATION, unit="s"), positive(x, DISTANCE, unit="m")

    def sigma(distance: FloatArray, axis: str) -> FloatArray:
        return dispersion_sigma(
            np.maximum(distance, 1e-3),
            axis=axis,
            stability=stability,
            equations=equations,
            cloud=Cloud.PUFF,
            extrapolate=True,
        )

    head, tail = u * passed, u * np.maximum(passed - lasts, 0.0)
    before = error_function((away - tail) / (np.sqrt(2) * sigma(tail, "x")))
    behind = error_function((away - head) / (np.sqrt(2) * sigma(head, "x")))
    steady = plume_concentration(
        rate, u, sigma(away, "y"), sigma(away, "z"), y=y, z=z, height=height
    )
    # C = C_plume ½ [erf((x - u(t - T))/√2σx) - erf((x - ut)/√2σx)]
    return np.asarray(steady * np.clip((before - behind) / 2, 0.0, 1.0))
