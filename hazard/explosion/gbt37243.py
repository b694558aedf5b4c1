"""Blast of explosives by GB/T 37243-2019 (外部安全防护距离，事故后果法).

ΔP = 14 Q/R³ + 4.3 Q^⅔/R² + 1.1 Q^⅓/R in 10⁵ Pa, with Q in kg of TNT and R in m; the distance
a target of each protection class needs is where ΔP falls to its threshold.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.quantities import MASS, OVERPRESSURE, SCALED_DISTANCE
from hazard.tables import cite, rows
from hazard.validity import FloatArray, positive

__all__ = [
    "SOURCE",
    "ProtectionThreshold",
    "gbt37243_distance",
    "gbt37243_overpressure",
    "gbt37243_thresholds",
]

SOURCE: Final = Citation(
    instrument="GB/T 37243-2019", clause="第5章 事故后果法 超压公式", verified=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionThreshold:
    """Overpressure a class of protection target may receive (防护目标超压阈值).

    Attributes:
        zh: The class in Chinese.
        en: The class in English.
        overpressure: ΔP [Pa].
        citation: What states it.
    """

    zh: str
    en: str
    overpressure: float
    citation: Citation


@cache
def gbt37243_thresholds() -> tuple[ProtectionThreshold, ...]:
    """Return the thresholds by protection class, most sensitive first (超压阈值)."""
    return tuple(
        ProtectionThreshold(
            zh=row["zh"],
            en=row["en"],
            overpressure=float(row["overpressure_pa"]),
            citation=cite(row),
        )
        for row in rows("gbt37243_thresholds")
    )


def gbt37243_overpressure(scaled_distance: npt.ArrayLike) -> FloatArray:
    """Return the overpressure of an explosive [Pa] (爆炸品超压).

    Args:
        scaled_distance: Z = R/Q^⅓ [m/kg^⅓].

    >>> round(float(gbt37243_overpressure(58.9)) / 1e3, 2)
    2.0
    """
    z = positive(scaled_distance, SCALED_DISTANCE, unit="m/kg^⅓")
    return 1e5 * (14 / z**3 + 4.3 / z**2 + 1.1 / z)


def gbt37243_distance(overpressure: npt.ArrayLike, charge: npt.ArrayLike = 1.0) -> FloatArray:
    """Return the distance at which ΔP falls to a threshold [m] (外部安全防护距离).

    Args:
        overpressure: ΔP [Pa].
        charge: Q, mass of TNT [kg]; 1 gives the scaled distance.

    >>> gbt37243_distance([2e3, 5e3, 9e3]).round(1)
    array([58.9, 25.8, 15.9])
    """
    threshold = positive(overpressure, OVERPRESSURE, unit="Pa") / 1e5
    # 14 y³ + 4.3 y² + 1.1 y = ΔP for y = Q^⅓/R: rising and convex, so Newton from above converges.
    y = np.asarray(threshold / 1.1)
    for _ in range(60):
        y = y - (14 * y**3 + 4.3 * y**2 + 1.1 * y - threshold) / (42 * y**2 + 8.6 * y + 1.1)
    return np.cbrt(positive(charge, MASS, unit="kg")) / y
