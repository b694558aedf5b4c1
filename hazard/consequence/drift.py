"""Steady clouds that drift (连续泄放的扩散): dense while the criterion holds, else Gaussian."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import model
from hazard.consequence.effect import BESIDE
from hazard.constants import ATMOSPHERE
from hazard.dispersion.dense_gas import DENSE
from hazard.dispersion.dense_plume import dense_plume, dense_plume_half_width
from hazard.dispersion.gaussian import gaussian_plume
from hazard.dispersion.sigma import Cloud, EquationSet, sigma_pieces
from hazard.errors import OutOfValidityError
from hazard.notice import Notice
from hazard.release.gas import gas_density
from hazard.validity import FloatArray
from hazard.weather import AMBIENT, Weather

__all__ = ["AIR", "Drift", "dense_drift", "gaussian_drift"]

AIR: Final = 1.184
"""Density of air at 25 °C (空气密度) [kg/m³]."""


_HEAVY: Final = Notice(
    zh="按重气扩散（比空气重）；风向已知时，烟羽半宽以外浓度取零。",
    en="It disperses as a dense gas; where the wind direction is known, there is nothing outside "
    "the half width of the plume.",
)
_PASSIVE: Final = Notice(zh="按高斯烟羽扩散。", en="It disperses as a Gaussian plume.")


@dataclass(frozen=True, slots=True)
class Drift:
    """A steady cloud (连续扩散云团).

    Attributes:
        at: Concentration downwind and across the wind [kg/m³].
        said: What is taken for granted of it.
        citations: What it rests on.
        stated: Least and greatest distance downwind it is stated for [m].
    """

    at: Callable[[FloatArray, FloatArray], FloatArray]
    said: Notice
    citations: tuple[Citation, ...]
    stated: tuple[float, float] = (0.0, np.inf)


def dense_drift(rate: float, density: float, cold: float, molar: float, weather: Weather) -> Drift:
    """Return a dense plume, a Gaussian one where the gas is too light for that (重气或中性烟羽).

    Args:
        rate: Of release [kg/s].
        density: At the temperature of release [kg/m³].
        cold: Temperature of release [K].
        molar: Molar mass [kg/mol].
        weather: Wind and stability.

    Raises:
        OutOfValidityError: If the release is too strong for the dense model.
    """
    if density > AIR:
        try:
            return _dense(rate, density, cold, molar, weather)
        except OutOfValidityError as error:
            if error.quantity is not DENSE:
                raise
    return gaussian_drift(rate, weather)


def _dense(rate: float, density: float, cold: float, molar: float, weather: Weather) -> Drift:
    volume = rate / density
    pure = float(gas_density(ATMOSPHERE, AMBIENT, molar))

    def share(x: FloatArray) -> FloatArray:
        return dense_plume(
            volume,
            density,
            weather.wind,
            x,
            air_density=AIR,
            temperature=cold,
            ambient_temperature=AMBIENT,
        )

    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        ahead = np.maximum(x, 1e-3)
        half = dense_plume_half_width(volume, density, weather.wind, ahead, air_density=AIR)
        return np.where((x > 0) & (np.abs(y) <= half), pure * share(ahead), 0.0)

    share(np.array([1.0]))
    cited = (*model("dense_plume").cited(), *model("dense_plume_half_width").cited())
    return Drift(cloud, _HEAVY, cited)


def gaussian_drift(rate: float, weather: Weather) -> Drift:
    """Return a Gaussian plume at ground level (高斯烟羽).

    Args:
        rate: Of release [kg/s].
        weather: Wind and stability.
    """
    pieces = sigma_pieces(EquationSet.BRIGGS_RURAL, Cloud.PLUME, "y", weather.stability)
    nearest, farthest = pieces[0].range_low, pieces[0].range_high

    def cloud(x: FloatArray, y: FloatArray) -> FloatArray:
        # So far across the wind (y > √2 σy, which is .31 x at most) a plume grows stronger as it
        # goes on and widens: what it is where it is stated first bounds what it is before.
        far = (np.hypot(x, y) >= nearest) & (np.abs(y) >= BESIDE * nearest)
        beside = far & (x > 0) & (x < nearest)
        return gaussian_plume(
            rate,
            weather.wind,
            np.where(beside, nearest, x),
            y=y,
            stability=weather.stability,
            equations=EquationSet.BRIGGS_RURAL,
        )

    cited = model("gaussian_plume").cited(stability=weather.stability)
    return Drift(cloud, _PASSIVE, cited, (nearest, farthest))
