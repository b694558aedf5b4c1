"""Share of heat that air lets through (大气透射率).

τ = a (p_w x)^b, Bagster's fit as the TNO Yellow Book (CPR 14E, 2005) prints it, stated for
10⁴ to 10⁵ N/m; Casal adds a piece below and one above.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.notice import Notice
from hazard.quantities import DISTANCE, HUMIDITY, TEMPERATURE
from hazard.tables import cite, rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "VAPOUR",
    "Piece",
    "TransmissivityLaw",
    "pieces",
    "transmissivity",
    "water_vapour_pressure",
]

VAPOUR: Final = Citation(
    instrument="Alduchov and Eskridge 1996, J. Appl. Meteorol. 35:601-609",
    clause="saturation vapour pressure of water",
    verified=False,
)
_PATH: Final = Notice(zh="水蒸气分压与距离之积", en="The product of vapour pressure and distance")


class TransmissivityLaw(StrEnum):
    """Which fit of the transmissivity is used (透射率公式)."""

    YELLOW_BOOK = "YELLOW_BOOK"
    CASAL = "CASAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a fit τ = a (p_w x)^b (分段).

    Attributes:
        low: Smallest p_w x [N/m].
        high: Greatest p_w x [N/m].
        factor: a.
        exponent: b [-].
        citation: What states the piece.
    """

    low: float
    high: float
    factor: float
    exponent: float
    citation: Citation


@cache
def pieces(law: TransmissivityLaw) -> tuple[Piece, ...]:
    """Return the pieces of a fit, by rising p_w x (透射率分段)."""
    return tuple(
        Piece(
            low=float(row["path_low_n_m"]),
            high=float(row["path_high_n_m"]),
            factor=float(row["factor"]),
            exponent=float(row["exponent"]),
            citation=cite(row),
        )
        for row in rows("transmissivity")
        if row["law"] == law
    )


def water_vapour_pressure(temperature: npt.ArrayLike, humidity: npt.ArrayLike) -> FloatArray:
    """Return the partial pressure of water in air p_w [Pa] (水蒸气分压).

    Args:
        temperature: T of the air [K].
        humidity: Relative humidity, 0 to 1 [-].

    >>> round(float(water_vapour_pressure(300.15, 0.53)))
    1886
    """
    celsius = within(temperature, 233.15, 323.15, TEMPERATURE, unit="K", source=VAPOUR) - 273.15
    # p = 610.94 exp(17.625 t/(t + 243.04)), t in °C
    saturated = 610.94 * np.exp(17.625 * celsius / (celsius + 243.04))
    return within(humidity, 0, 1, HUMIDITY) * saturated


def transmissivity(
    vapour_pressure: npt.ArrayLike,
    distance: npt.ArrayLike,
    *,
    law: TransmissivityLaw = TransmissivityLaw.YELLOW_BOOK,
    extrapolate: bool = False,
) -> FloatArray:
    """Return the share of heat that crosses the air τ [-] (大气透射率).

    Args:
        vapour_pressure: p_w, partial pressure of water [Pa].
        distance: x from the surface of the flame [m].
        law: The fit.
        extrapolate: Go on beyond the stated range of p_w x, as some authors do; τ never passes 1.

    Raises:
        OutOfValidityError: If p_w x lies outside the range of the fit.

    >>> round(float(transmissivity(1890, 30)), 2)
    0.75
    """
    path = positive(vapour_pressure, _PATH) * positive(distance, DISTANCE, unit="m")
    fit = pieces(law)
    if not extrapolate:
        within(path, fit[0].low, fit[-1].high, _PATH, unit="N/m", source=fit[0].citation)
    index = np.searchsorted([piece.high for piece in fit[:-1]], path)
    factor = np.array([piece.factor for piece in fit])[index]
    exponent = np.array([piece.exponent for piece in fit])[index]
    # τ = a (p_w x)^b
    return np.asarray(np.minimum(factor * path**exponent, 1.0))
