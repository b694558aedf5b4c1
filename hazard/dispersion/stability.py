"""Pasquill's stability classes (大气稳定度), and his key to them as Turner 1970 prints it."""

from enum import StrEnum
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.quantities import WIND
from hazard.tables import rows
from hazard.validity import within

__all__ = ["KEY", "Sky", "Stability", "stability_of"]


KEY: Final = Citation(
    instrument="Turner 1970, Workbook of Atmospheric Dispersion Estimates",
    clause="key to stability categories",
    verified=False,
)


class Stability(StrEnum):
    """Stability of the air after Pasquill (大气稳定度): A very unstable, D neutral, F stable."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Sky(StrEnum):
    """Sun by day, cloud by night (日照与云量)."""

    STRONG_SUN = "STRONG_SUN"
    MODERATE_SUN = "MODERATE_SUN"
    SLIGHT_SUN = "SLIGHT_SUN"
    CLOUDY_NIGHT = "CLOUDY_NIGHT"
    CLEAR_NIGHT = "CLEAR_NIGHT"


def stability_of(wind: float, sky: Sky) -> tuple[Stability, ...]:
    """Return the class of stability by Pasquill's key, two where it prints two (稳定度分级).

    Args:
        wind: u at 10 m [m/s].
        sky: Sun by day; by night cloudy means half the sky or more. Overcast is always D.

    >>> stability_of(1.5, Sky.MODERATE_SUN)
    (<Stability.A: 'A'>, <Stability.B: 'B'>)
    """
    speed = float(within(wind, 0, np.inf, WIND, unit="m/s"))
    column = Sky(sky).lower().removesuffix("_sun")
    row = next(row for row in rows("pasquill") if speed < float(row["wind_below_m_s"]))
    return tuple(Stability(letter) for letter in row[column].split("-"))
