"""Tilt of pool fires by the wind (火焰倾角), chosen by name, as one reprint gives both.

Thomas 1965 and the American Gas Association 1974, on u* = u/(g m″ D/ρ)^⅓.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.quantities import AIR_DENSITY, DIAMETER, MASS_FLUX, WIND
from hazard.validity import FloatArray, positive, within

__all__ = [
    "TILT",
    "TiltLaw",
    "tilt_by_wind",
]

TILT: Final = Citation(
    instrument="Thomas 1965; American Gas Association 1974",
    clause="tilt of pool fires, as reprinted",
    verified=False,
)


class TiltLaw(StrEnum):
    """Whose tilt on u* is used (倾角公式)."""

    AGA = "AGA"
    THOMAS = "THOMAS"


def tilt_by_wind(
    diameter: npt.ArrayLike,
    mass_flux: npt.ArrayLike,
    wind: npt.ArrayLike,
    *,
    density: npt.ArrayLike = 1.225,
    law: TiltLaw = TiltLaw.AGA,
) -> FloatArray:
    """Return the tilt of a pool fire from the vertical [rad] (火焰倾角).

    Args:
        diameter: D of the pool [m].
        mass_flux: m″, burning rate [kg/(m² s)].
        wind: u at 10 m [m/s].
        density: ρ [kg/m³]; of air, or of the fuel vapour where a source says so.
        law: Whose tilt is used.

    >>> round(float(np.degrees(tilt_by_wind(20, 0.078, 6.15))))
    52
    """
    width, rate = positive(diameter, DIAMETER, unit="m"), positive(mass_flux, MASS_FLUX)
    rho, u = positive(density, AIR_DENSITY, unit="kg/m³"), within(wind, 0, np.inf, WIND)
    scaled = u / np.cbrt(GRAVITY * rate * width / rho)
    floor = np.maximum(scaled, 1e-12)
    # AGA: cos θ = 1/√u* above u* = 1; Thomas: cos θ = .7 u*^-.49
    cosine = floor**-0.5 if law == TiltLaw.AGA else 0.7 * floor**-0.49
    return np.asarray(np.arccos(np.minimum(cosine, 1.0)))
