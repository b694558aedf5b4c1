"""Dispersion of dense gases after Britter and McQuaid (重气扩散): what plume and puff share.

*Workbook on the Dispersion of Dense Gases*, HSE Contract Research Report 17/1988, with the
piecewise fits of EPA TSCREEN and CCPS 1999: where the greatest concentration on the ground has
fallen to a ratio C/C₀, as a function of one parameter α.
"""

from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import GRAVITY
from hazard.notice import Notice
from hazard.quantities import AIR_DENSITY, DENSITY, DISTANCE, DURATION, TEMPERATURE, WIND
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "APPLICABILITY",
    "DENSE",
    "SOURCE",
    "Regime",
    "fitted_distances",
    "interpolated",
    "reduced_gravity",
    "release_regime",
    "temperature_ratio",
    "thinned",
]

SOURCE: Final = Citation(
    instrument="Britter and McQuaid 1988, Workbook on the Dispersion of Dense Gases",
    clause="as fitted in TSCREEN and CCPS 1999",
)
APPLICABILITY: Final = Citation(
    instrument="Britter and McQuaid 1988, Workbook on the Dispersion of Dense Gases",
    clause="criteria for a dense and for a steady release",
    verified=False,
)
DENSE: Final = Notice(zh="重气判据", en="The criterion for a dense gas")
_ALPHA: Final = Notice(zh="相关参数α", en="The correlation parameter α")


class Regime(StrEnum):
    """Whether a release counts as steady or sudden at a distance (连续或瞬时泄放)."""

    STEADY = "STEADY"
    BETWEEN = "BETWEEN"
    SUDDEN = "SUDDEN"


def reduced_gravity(density: npt.ArrayLike, air_density: npt.ArrayLike) -> FloatArray:
    """Return g₀' = g (ρ₀ - ρₐ)/ρₐ [m/s²] (折减重力加速度).

    Raises:
        OutOfValidityError: If the gas is not denser than air.

    >>> round(float(reduced_gravity(1.76, 1.185)), 2)
    4.76
    """
    rho = positive(air_density, AIR_DENSITY, unit="kg/m³")
    excess = (np.asarray(density, dtype=np.float64) - rho) / rho
    if not (excess > 0).all():
        densest = float(np.max(rho))
        within(density, np.nextafter(densest, np.inf), np.inf, DENSITY, unit="kg/m³", source=SOURCE)
    return GRAVITY * excess


@cache
def _fit(cloud: str) -> tuple[tuple[float, tuple[tuple[float, float, float], ...]], ...]:
    """Return, by falling C/C₀, the pieces (highest α, slope, intercept) of β(α)."""
    table: dict[float, list[tuple[float, float, float]]] = {}
    for row in rows("britter_mcquaid"):
        if row["cloud"] == cloud:
            piece = (float(row["alpha_high"]), float(row["slope"]), float(row["intercept"]))
            table.setdefault(float(row["ratio"]), []).append(piece)
    return tuple((ratio, tuple(pieces)) for ratio, pieces in sorted(table.items(), reverse=True))


def fitted_distances(cloud: str, alpha: float) -> tuple[FloatArray, FloatArray]:
    """Return C/C₀ and β = log₁₀ of the scaled distance at which it is found (相关曲线).

    Args:
        cloud: ``PLUME`` or ``PUFF``.
        alpha: α [-].

    Raises:
        OutOfValidityError: If α is above 1.
    """
    within(alpha, -np.inf, 1.0, _ALPHA, source=SOURCE)
    ratios, betas = [], []
    for ratio, pieces in _fit(cloud):
        _, slope, intercept = next(piece for piece in pieces if alpha <= piece[0])
        ratios.append(ratio)
        betas.append(slope * alpha + intercept)
    return np.array(ratios), np.array(betas)


def thinned(ratio: FloatArray, cold: float) -> FloatArray:
    """Return the concentration of a cold release c = c'/(c' + (1 - c') T₀/Tₐ) [-] (非等温修正)."""
    return ratio / (ratio + (1 - ratio) * cold)


def temperature_ratio(temperature: float | None, ambient_temperature: float) -> float:
    """Return T₀/Tₐ [-], 1 where the cold is left out of account (温度比)."""
    if temperature is None:
        return 1.0
    released = positive(temperature, TEMPERATURE, unit="K")
    return float(released / positive(ambient_temperature, TEMPERATURE, unit="K"))


def interpolated(
    scaled: FloatArray, near: float, close: FloatArray, ratios: FloatArray, betas: FloatArray
) -> FloatArray:
    """Return the near field, the fit linear in log x, and the far field [-] (分区插值).

    Args:
        scaled: Scaled distances [-].
        near: Where the near field ends [-].
        close: The near field [-].
        ratios: C/C₀ of the fit, falling [-].
        betas: log₁₀ of the scaled distances of the fit [-].
    """
    last = 10 ** betas[-1]
    middle = np.interp(np.log10(scaled), betas, ratios)
    far = ratios[-1] * (last / scaled) ** 2  # A/x'² from the last point
    return np.where(scaled <= near, close, np.where(scaled < last, middle, far))


def release_regime(wind: float, duration: float, x: float) -> Regime:
    """Return whether a release of some duration is steady or sudden at a distance (泄放类型).

    Args:
        wind: u at 10 m [m/s].
        duration: T of the release [s].
        x: Downwind of it [m].

    >>> release_regime(10.9, 174, 367)
    <Regime.STEADY: 'STEADY'>
    """
    u, time = positive(wind, WIND, unit="m/s"), positive(duration, DURATION, unit="s")
    passed = float(u * time / positive(x, DISTANCE, unit="m"))  # uT/x: ≥ 2.5 steady, ≤ .6 sudden
    if passed >= 2.5:  # noqa: PLR2004 -- the criterion as printed
        return Regime.STEADY
    return Regime.SUDDEN if passed <= 0.6 else Regime.BETWEEN  # noqa: PLR2004 -- as printed
