"""Blast of a charge on the ground (地面爆炸超压与冲量).

Swisdak 1994, *Simplified Kingery Airblast Calculations*: ln y = Σ cᵢ (ln Z)ⁱ, piece by piece,
for a hemisphere of TNT. Pressures are in kPa in print, impulses in kPa ms/kg^⅓ and times in
ms/kg^⅓; here all is SI.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.explosion.tnt import scaled_distance
from hazard.quantities import MASS, SCALED_DISTANCE
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "SOURCE",
    "kingery_arrival_time",
    "kingery_impulse",
    "kingery_overpressure",
    "kingery_reflected_overpressure",
]

SOURCE: Final = Citation(
    instrument="Swisdak 1994, Simplified Kingery Airblast Calculations",
    clause="coefficients",
    verified=False,
)


@cache
def _pieces(quantity: str) -> tuple[tuple[float, ...], FloatArray]:
    """Return the ends of the pieces and their coefficients, lowest order first."""
    found = [row for row in rows("kingery_bulmash") if row["quantity"] == quantity]
    ends = (float(found[0]["z_low"]), *(float(row["z_high"]) for row in found))
    return ends, np.array([[float(row[f"c{i}"]) for i in range(7)] for row in found])


def _fit(quantity: str, scaled: npt.ArrayLike) -> FloatArray:
    """Return exp Σ cᵢ (ln Z)ⁱ in the printed unit."""
    ends, coefficients = _pieces(quantity)
    z = within(scaled, ends[0], ends[-1], SCALED_DISTANCE, unit="m/kg^⅓", source=SOURCE)
    piece = np.searchsorted(ends[1:-1], z)
    powers = np.log(z)[..., None] ** np.arange(7)
    return np.asarray(np.exp((coefficients[piece] * powers).sum(axis=-1)))


def kingery_overpressure(scaled_distance: npt.ArrayLike) -> FloatArray:
    """Return the peak side-on overpressure [Pa] (地面爆炸入射超压).

    Args:
        scaled_distance: Z [m/kg^⅓], from .2 to 198.5.

    Raises:
        OutOfValidityError: If Z lies outside the fit.

    >>> round(float(kingery_overpressure(18.1)) / 1e3, 1)
    6.9
    """
    return 1e3 * _fit("overpressure", scaled_distance)


def kingery_reflected_overpressure(scaled_distance: npt.ArrayLike) -> FloatArray:
    """Return the overpressure on a wall that faces the charge [Pa] (反射超压).

    Args:
        scaled_distance: Z [m/kg^⅓], from .06 to 40.

    Raises:
        OutOfValidityError: If Z lies outside the fit.

    >>> round(float(kingery_reflected_overpressure(23.208)) / 1e3, 2)
    10.24
    """
    return 1e3 * _fit("reflected", scaled_distance)


def kingery_impulse(distance: npt.ArrayLike, charge: npt.ArrayLike) -> FloatArray:
    """Return the side-on impulse [Pa s] (入射冲量).

    Args:
        distance: R from the charge [m].
        charge: W, mass of TNT [kg].

    Raises:
        OutOfValidityError: If Z lies outside .2 to 158.7 m/kg^⅓.

    >>> round(float(kingery_impulse(500, 10_000)), 1)
    295.9
    """
    root = np.cbrt(positive(charge, MASS, unit="kg"))
    return root * _fit("impulse", scaled_distance(distance, charge))


def kingery_arrival_time(distance: npt.ArrayLike, charge: npt.ArrayLike) -> FloatArray:
    """Return the time the blast takes to arrive [s] (冲击波到达时间).

    Args:
        distance: R from the charge [m].
        charge: W, mass of TNT [kg].

    Raises:
        OutOfValidityError: If Z lies outside .06 to 40 m/kg^⅓.

    >>> round(float(kingery_arrival_time(500, 10_000)), 3)
    1.276
    """
    root = np.cbrt(positive(charge, MASS, unit="kg"))
    return 1e-3 * root * _fit("arrival", scaled_distance(distance, charge))
