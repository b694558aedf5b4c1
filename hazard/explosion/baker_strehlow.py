"""Blast of a vapour cloud by the speed of its flame (贝克-斯特雷洛-唐模型).

Tang and Baker 1999, Process Safety Progress 18:235-240: peak overpressure over Sachs' scaled
distance, a curve for each Mach number of the flame, as HyRAM+ has digitised them. Digitising
leaves some per cent; figures are made to fall with distance and to rise with the flame speed.
The curves are those of a sphere: of a cloud on the ground twice the energy counts.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE
from hazard.notice import Notice
from hazard.quantities import PRESSURE
from hazard.tables import rows
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "baker_strehlow_overpressure"]

SOURCE: Final = Citation(
    instrument="Tang and Baker 1999, Process Safety Progress 18:235-240",
    clause="positive overpressure by flame speed, as digitised in HyRAM+ 6.1 "
    "(Sandia National Laboratories)",
    verified=False,
)
_SCALED: Final = Notice(zh="萨克斯比例距离", en="Sachs' scaled distance")
_SPEED: Final = Notice(zh="火焰速度（马赫数）", en="The flame speed as a Mach number")
_MACH: Final = "mach_"


@cache
def _curves() -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return logarithms of scaled distances, of Mach numbers, and of overpressures over both."""
    table = rows("baker_strehlow")
    speeds = [name for name in table[0] if name.startswith(_MACH)]
    return (
        np.log([float(row["scaled_distance"]) for row in table]),
        np.log([float(name.removeprefix(_MACH)) for name in speeds]),
        np.log([[float(row[name]) for row in table] for name in speeds]),
    )


def baker_strehlow_overpressure(
    scaled_distance: npt.ArrayLike, flame_speed: float, *, ambient_pressure: float = ATMOSPHERE
) -> FloatArray:
    """Return the peak side-on overpressure [Pa] (蒸气云爆炸超压).

    Args:
        scaled_distance: R̄ = R/(E/p₀)^⅓ [-], from .105 to 9.5, with twice the energy of a cloud on
            the ground; see `sachs_distance`.
        flame_speed: Mach number of the flame, from .2 to 5.2, which is a detonation [-]; between
            the curves the logarithms are interpolated.
        ambient_pressure: p₀ [Pa].

    Raises:
        OutOfValidityError: If distance or flame speed lies outside the curves.

    >>> float(baker_strehlow_overpressure(1.0, 5.2).round(-3))
    41000.0
    """
    distances, speeds, curves = _curves()
    low, high = np.exp(distances[[0, -1]]).round(6)
    away = within(scaled_distance, low, high, _SCALED, source=SOURCE)
    slowest, fastest = np.exp(speeds[[0, -1]]).round(6)
    mach = np.log(within(flame_speed, slowest, fastest, _SPEED, source=SOURCE))
    at_speed = np.array([np.interp(mach, speeds, column) for column in curves.T])
    ratio = np.exp(np.interp(np.log(away), distances, at_speed))
    return np.asarray(positive(ambient_pressure, PRESSURE, unit="Pa") * ratio)
