"""Other laws for the shape and power of pool fires (池火其他公式), chosen by name.

Tilt: Thomas 1965 and the American Gas Association 1974, both on u* = u/(g m″ D/ρ)^⅓. Length:
Heskestad 1984 on the heat released. Emissive power of sooty fires by their width: Mudan 1984,
which under-predicts clean flames such as LNG tenfold.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.notice import Notice
from hazard.quantities import AIR_DENSITY, DIAMETER, MASS_FLUX, WIND
from hazard.validity import FloatArray, positive, within

__all__ = [
    "HESKESTAD",
    "MUDAN",
    "TILT",
    "TiltLaw",
    "heskestad_length",
    "sooty_emissive_power",
    "tilt_by_wind",
]

TILT: Final = Citation(
    instrument="Thomas 1965; American Gas Association 1974",
    clause="tilt of pool fires, as reprinted",
    verified=False,
)
HESKESTAD: Final = Citation(
    instrument="Heskestad 1984, Fire Safety J. 7:25-32", clause="height of turbulent flames"
)
MUDAN: Final = Citation(
    instrument="Mudan 1984, Prog. Energy Combust. Sci. 10:59-80",
    clause="emissive power of sooty pool fires",
    verified=False,
)
_POWER: Final = Notice(zh="热释放速率", en="The heat release rate")


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


def heskestad_length(power: npt.ArrayLike, diameter: npt.ArrayLike) -> FloatArray:
    """Return the height of a flame in still air L = .235 Q^.4 - 1.02 D [m] (火焰高度).

    Args:
        power: Q, heat released [W]; the law counts it in kW.
        diameter: D of the fire [m].

    >>> round(float(heskestad_length(59.35e6, 6)), 1)
    13.0
    """
    kilowatts = positive(power, _POWER, unit="W") / 1e3
    return np.maximum(0.235 * kilowatts**0.4 - 1.02 * positive(diameter, DIAMETER, unit="m"), 0.0)


def sooty_emissive_power(diameter: npt.ArrayLike) -> FloatArray:
    """Return the emissive power of a sooty hydrocarbon fire [W/m²] (多烟火焰表面热辐射功率).

    Args:
        diameter: D of the pool [m].

    >>> round(float(sooty_emissive_power(10)) / 1e3, 1)
    56.1
    """
    clear = np.exp(-0.12 * positive(diameter, DIAMETER, unit="m"))
    return 140e3 * clear + 20e3 * (1 - clear)  # E = 140 e^(-.12D) + 20 (1 - e^(-.12D)) kW/m²
