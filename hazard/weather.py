"""Weather of an accident (事故时的气象): wind, and how stable the air is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.dispersion.stability import KEY, Sky, Stability, stability_of
from hazard.notice import Notice
from hazard.quantities import WIND
from hazard.validity import FloatArray, within

__all__ = ["AMBIENT", "WORST_CASE", "WORST_WEATHER", "Weather"]

WORST_CASE: Final = Citation(
    instrument="US EPA Risk Management Program (40 CFR 68.22)",
    clause="(b) worst case: 1.5 m/s and class F",
    verified=False,
)
AMBIENT: Final = 298.15
"""Temperature of the air where the models need one (环境温度) [K]."""
_DIRECTION: Final = Notice(zh="风向", en="The wind direction")
_LEAST_WIND: Final = 0.5  # dispersion models do not hold in a calm [m/s]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Wind and stability of the air (气象条件).

    Attributes:
        wind: u at 10 m [m/s].
        stability: Class after Pasquill.
        direction: Where the wind blows from, clockwise from north [°]; None takes it to blow
            from the source to each target.

    Raises:
        OutOfValidityError: If the wind is a calm, for which the models do not hold.
    """

    wind: float
    stability: Stability
    direction: float | None = None

    def __post_init__(self) -> None:
        within(self.wind, _LEAST_WIND, 50, WIND, unit="m/s")
        within(self.direction or 0.0, 0, 360, _DIRECTION, unit="°")

    def frame(self, east: npt.ArrayLike, north: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return how far downwind and across the wind targets lie [m] (顺风向与横风向距离).

        >>> sea = Weather(wind=3, stability=Stability.D, direction=90)
        >>> [float(each.round(6)) for each in sea.frame(-100, 20)]
        [100.0, 20.0]
        """
        along, up = np.asarray(east, dtype=np.float64), np.asarray(north, dtype=np.float64)
        if self.direction is None:
            return np.hypot(along, up), np.zeros_like(along + up)
        to = np.radians(self.direction + 180)
        downwind = along * np.sin(to) + up * np.cos(to)
        return np.asarray(downwind), np.asarray(up * np.sin(-to) + along * np.cos(to))

    def downwind(self, distance: float) -> tuple[FloatArray, FloatArray]:
        """Return how far east and north a place downwind lies [m] (下风向位置).

        >>> east, north = Weather(wind=3, stability=Stability.D, direction=90).downwind(100)
        >>> round(float(east[0])), abs(round(float(north[0])))
        (-100, 0)
        """
        to = np.radians((self.direction or 0.0) + 180)
        return np.array([distance * np.sin(to)]), np.array([distance * np.cos(to)])

    @property
    def assumptions(self) -> tuple[Notice, ...]:
        """What is taken for granted of it (气象假定)."""
        given = Notice(
            zh=f"风速 {self.wind:g} m/s（10 m 高），大气稳定度 {self.stability}，气温 25 ℃。",
            en=f"Wind {self.wind:g} m/s at 10 m, stability {self.stability}, air at 25 °C.",
        )
        odd = () if self._in_the_key else (self._outside_the_key,)
        if self.direction is not None:
            return (given, *odd)
        every = Notice(
            zh="未给出风向：按风从危险源吹向目标计算（最不利）。",
            en="No wind direction is given: it is taken to blow from the source to the target.",
        )
        return given, *odd, every

    @property
    def _in_the_key(self) -> bool:
        """Whether Pasquill's key has the class for the wind; overcast is always D."""
        below = self.wind * (1 - 1e-9)  # a wind on the edge of two rows belongs to both
        found = {
            each for sky in Sky for wind in (self.wind, below) for each in stability_of(wind, sky)
        }
        return self.stability in {*found, Stability.D}

    @property
    def _outside_the_key(self) -> Notice:
        return Notice(
            zh=f"稳定度 {self.stability} 与风速 {self.wind:g} m/s 在分级表（{KEY}，未与原文核对）中"
            "不同时出现：这样的气象实际难以出现，请核对。",
            en=f"Stability {self.stability} does not go with a wind of {self.wind:g} m/s in the "
            f"key ({KEY}, not checked against it): such weather hardly occurs, so check it.",
        )


WORST_WEATHER: Final = Weather(wind=1.5, stability=Stability.F)
"""Weather taken where none is given (最不利气象)."""
