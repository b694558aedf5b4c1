"""Widths of a Gaussian cloud (扩散参数 σx、σy、σz), by the book they come from.

Every printed form is σ = a X^(p + c log₁₀ X) (1 + b x)^q with X = x/scale: Briggs 1973 (rural,
urban), the TNO Yellow Book, CCPS 1999 (puff, and its urban plume as printed, which differs from
Briggs), Turner 1970 and EPA ISC3, whose σy is a X tan(angle - slope ln X).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.dispersion.stability import Stability
from hazard.errors import UnknownNameError
from hazard.notice import Notice
from hazard.quantities import DISTANCE, DURATION
from hazard.tables import cite, rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "AVERAGING",
    "Cloud",
    "EquationSet",
    "SigmaPiece",
    "averaging_factor",
    "dispersion_sigma",
    "sigma_pieces",
]

AVERAGING: Final = Citation(
    instrument="TNO Yellow Book (CPR 14E, 2005)",
    clause="chapter 4, averaging time, (t/600 s)^.2",
    verified=False,
)


class EquationSet(StrEnum):
    """Whose widths are used (扩散参数方程组)."""

    BRIGGS_RURAL = "BRIGGS_RURAL"
    BRIGGS_URBAN = "BRIGGS_URBAN"
    CCPS = "CCPS"
    CCPS_URBAN = "CCPS_URBAN"
    ISC3_RURAL = "ISC3_RURAL"
    TNO = "TNO"
    TURNER = "TURNER"


class Cloud(StrEnum):
    """What the widths are of (烟羽或烟团)."""

    PLUME = "PLUME"
    PUFF = "PUFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigmaPiece:
    """One printed piece of a width (扩散参数分段).

    Attributes:
        low: Distance from which it holds [m].
        range_low: Smallest distance the set is stated for [m].
        range_high: Greatest distance the set is stated for [m].
        scale: Unit of X [m].
        factor: a.
        exponent: p [-].
        curvature: c [-].
        growth: b [1/m].
        growth_exponent: q [-].
        angle: Angle of the tangent form [deg]; None for the power form.
        angle_slope: Fall of that angle with ln X [deg].
        ceiling: Greatest width [m].
        citation: What prints it.
    """

    low: float
    range_low: float
    range_high: float
    scale: float
    factor: float
    exponent: float
    curvature: float
    growth: float
    growth_exponent: float
    angle: float | None
    angle_slope: float
    ceiling: float
    citation: Citation

    def width(self, x: FloatArray) -> FloatArray:
        """Return σ at a distance [m], without a look at the range (宽度)."""
        scaled = x / self.scale
        if self.angle is not None:
            degrees = self.angle - self.angle_slope * np.log(scaled)
            return np.asarray(self.factor * scaled * np.tan(np.radians(degrees)))
        power = scaled ** (self.exponent + self.curvature * np.log10(scaled))
        grown = (1 + self.growth * x) ** self.growth_exponent
        return np.asarray(np.minimum(self.factor * power * grown, self.ceiling))


@cache
def sigma_pieces(
    equations: EquationSet, cloud: Cloud, axis: str, stability: Stability
) -> tuple[SigmaPiece, ...]:
    """Return the pieces of a width, nearest first (扩散参数分段).

    Raises:
        UnknownNameError: If the set prints no such width.
    """
    found = tuple(
        SigmaPiece(
            low=float(row["x_low_m"]),
            range_low=float(row["range_low_m"]),
            range_high=float(row["range_high_m"]),
            scale=float(row["scale_m"]),
            factor=float(row["factor"]),
            exponent=float(row["exponent"]),
            curvature=float(row["curvature"]),
            growth=float(row["growth_1_m"]),
            growth_exponent=float(row["growth_exponent"]),
            angle=float(row["angle_deg"]) if row["angle_deg"] else None,
            angle_slope=float(row["angle_slope_deg"] or 0),
            ceiling=float(row["ceiling_m"] or np.inf),
            citation=cite(row),
        )
        for row in rows("dispersion_sigmas")
        if (row["set"], row["cloud"]) == (equations, cloud)
        if (row["axis"], row["stability"]) == (axis, stability)
    )
    if not found:
        wanted = Notice(zh=f"{cloud} σ{axis} 的方程组", en=f"set with σ{axis} of a {cloud}")
        raise UnknownNameError(wanted, equations)
    return found


def dispersion_sigma(
    distance: npt.ArrayLike,
    *,
    axis: str,
    stability: Stability,
    equations: EquationSet,
    cloud: Cloud = Cloud.PLUME,
    extrapolate: bool = False,
) -> FloatArray:
    """Return the width σ of a cloud along an axis [m] (扩散参数).

    Args:
        distance: x downwind [m].
        axis: ``x`` along the wind, ``y`` across it, ``z`` upwards.
        stability: Class of stability.
        equations: Whose widths are used.
        cloud: Plume or puff.
        extrapolate: Go on outside the distances the set is stated for.

    Raises:
        OutOfValidityError: If a distance lies outside the range of the set.
        UnknownNameError: If the set prints no such width.

    >>> round(
    ...     float(
    ...         dispersion_sigma(
    ...             500, axis="y", stability=Stability.D, equations=EquationSet.BRIGGS_RURAL
    ...         )
    ...     ),
    ...     1,
    ... )
    39.0
    """
    pieces = sigma_pieces(EquationSet(equations), Cloud(cloud), axis, Stability(stability))
    x = positive(distance, DISTANCE, unit="m")
    if not extrapolate:
        low, high, source = pieces[0].range_low, pieces[0].range_high, pieces[0].citation
        within(x, low, high, DISTANCE, unit="m", source=source)
    index = np.searchsorted([piece.low for piece in pieces[1:]], x)
    return np.asarray(np.choose(index, [piece.width(x) for piece in pieces]))


def averaging_factor(averaging_time: npt.ArrayLike) -> FloatArray:
    """Return what σy is multiplied by for another averaging time [-] (平均时间修正).

    The widths are ten-minute means; shorter means see a narrower plume.

    Args:
        averaging_time: t [s], at least 18.75.

    >>> round(float(averaging_factor(60)), 3)
    0.631
    """
    time = within(averaging_time, 18.75, np.inf, DURATION, unit="s", source=AVERAGING)
    return (time / 600) ** 0.2
