"""A flame as a solid body that radiates (固体火焰): its shape, its power, and the heat it sends.

The TNO Yellow Book (CPR 14E, 2005), section 6.5.4: heat flux is emissive power times view
factor times transmissivity.
"""

from dataclasses import dataclass

import numpy.typing as npt

from hazard.fire.flame_surface import flame_view_factor
from hazard.fire.view_factor import ViewFactor, cylinder_view_factor
from hazard.quantities import FRACTION
from hazard.validity import FloatArray, within

__all__ = ["SolidFlame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolidFlame:
    """Shape and power of a pool fire (固体火焰).

    Attributes:
        diameter: D of the pool [m].
        length: L of the flame along its axis [m].
        tilt: θ from the vertical, downwind [rad].
        emissive_power: Average surface emissive power (表面热辐射功率) [W/m²].
    """

    diameter: FloatArray
    length: FloatArray
    tilt: FloatArray
    emissive_power: FloatArray

    def view_factor(self, distance: npt.ArrayLike, *, upwind: bool = False) -> ViewFactor:
        """Return the view factors from a target downwind or upwind (视角系数).

        Args:
            distance: X from the centre of the pool [m].
            upwind: Whether the flame leans away from the target.

        Raises:
            OutOfValidityError: If the target stands in or under the flame.
        """
        tilt = -self.tilt if upwind else self.tilt
        return cylinder_view_factor(self.length, self.diameter / 2, distance, tilt=tilt)

    def heat_flux(
        self, distance: npt.ArrayLike, *, transmissivity: npt.ArrayLike = 1.0, upwind: bool = False
    ) -> FloatArray:
        """Return the greatest heat flux on a target at ground level [W/m²] (热辐射强度).

        Args:
            distance: X from the centre of the pool [m].
            transmissivity: τ of the air between [-].
            upwind: Whether the flame leans away from the target.

        Raises:
            OutOfValidityError: If the target stands in or under the flame.
        """
        seen = self.view_factor(distance, upwind=upwind).maximum
        return self.emissive_power * seen * within(transmissivity, 0, 1, FRACTION)

    def heat_flux_at(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike = 0.0,
        z: npt.ArrayLike = 0.0,
        *,
        transmissivity: npt.ArrayLike = 1.0,
    ) -> FloatArray:
        """Return the greatest heat flux on targets anywhere around one flame [W/m²] (热辐射强度).

        Args:
            x: Downwind of the centre of the pool [m].
            y: Across the wind [m].
            z: Height above the pool [m].
            transmissivity: τ of the air between [-].

        Raises:
            OutOfValidityError: If a target is nearer to the flame than half its radius.
        """
        seen = flame_view_factor(
            float(self.length), float(self.diameter) / 2, x, y, z, tilt=float(self.tilt)
        )
        return self.emissive_power * seen * within(transmissivity, 0, 1, FRACTION)
