"""Jet fire (喷射火): flame length by API 521, heat from the middle of the flame.

L = .00326 (ṁ H_c)^.478, a fit to the chart of API Std 521; the flame is a point source at
mid-length, aimed where the release points.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.fire.point_source import point_source_flux
from hazard.notice import Notice
from hazard.quantities import HEAT_OF_COMBUSTION, RATE
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "JetFire", "jet_fire"]

SOURCE: Final = Citation(
    instrument="API Std 521", clause="flame length, L = .00326 (m Hc)^.478", verified=False
)
_ELEVATION: Final = Notice(zh="喷射仰角", en="The elevation of the jet")


@dataclass(frozen=True, slots=True, kw_only=True)
class JetFire:
    """A jet fire from the origin, aimed along x (喷射火).

    Attributes:
        length: L of the flame [m].
        power: Q, heat released [W].
        elevation: Angle of the flame above the horizontal [rad].
        height: Height of the release [m].
    """

    length: FloatArray
    power: FloatArray
    elevation: float
    height: float

    def distance(
        self, x: npt.ArrayLike, y: npt.ArrayLike = 0.0, z: npt.ArrayLike = 0.0
    ) -> FloatArray:
        """Return the distance from the middle of the flame to targets [m] (至火焰中点的距离).

        Args:
            x: Along the direction the jet is aimed [m].
            y: Across it [m].
            z: Height above ground [m].
        """
        half = self.length / 2
        along = np.asarray(x, dtype=np.float64) - half * np.cos(self.elevation)
        above = np.asarray(z, dtype=np.float64) - self.height - half * np.sin(self.elevation)
        across = np.asarray(y, dtype=np.float64)
        return np.asarray(np.sqrt(along**2 + across**2 + above**2))

    def heat_flux(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike = 0.0,
        z: npt.ArrayLike = 0.0,
        *,
        radiative_fraction: npt.ArrayLike = 0.3,
        transmissivity: npt.ArrayLike = 1.0,
    ) -> FloatArray:
        """Return the heat flux on targets that face the middle of the flame [W/m²] (热辐射强度).

        Args:
            x: Along the direction the jet is aimed [m].
            y: Across it [m].
            z: Height above ground [m].
            radiative_fraction: χ, share of the heat that is radiated [-].
            transmissivity: τ of the air between [-].

        Raises:
            OutOfValidityError: If a target is at the middle of the flame.
        """
        return point_source_flux(
            self.power,
            self.distance(x, y, z),
            radiative_fraction=radiative_fraction,
            transmissivity=transmissivity,
        )


def jet_fire(
    rate: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    *,
    elevation: float = 0.0,
    height: float = 0.0,
) -> JetFire:
    """Return the jet fire of a burning release (喷射火).

    Args:
        rate: ṁ, rate of release [kg/s].
        heat_of_combustion: H_c [J/kg].
        elevation: Angle above the horizontal [rad]; π/2 is straight up.
        height: Height of the release [m].

    >>> round(float(jet_fire(3.88, 50e6).length), 1)
    29.8
    """
    power = positive(rate, RATE, unit="kg/s") * positive(
        heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg"
    )
    within(elevation, -np.pi / 2, np.pi / 2, _ELEVATION, unit="rad")
    return JetFire(length=0.00326 * power**0.478, power=power, elevation=elevation, height=height)
