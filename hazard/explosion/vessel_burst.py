"""Energy of a vessel that bursts (容器物理爆炸能量).

Brode 1959: what it takes to raise the gas to its pressure at constant volume; and the work of
its isentropic and isothermal expansion, between which the truth is said to lie. CCPS 1994
prints all three. Divided by the blast energy of TNT it is a charge.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE
from hazard.notice import Notice
from hazard.quantities import PRESSURE, VOLUME
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "BurstModel", "burst_energy"]

SOURCE: Final = Citation(
    instrument="CCPS 1994, Guidelines for Evaluating the Characteristics of VCEs",
    clause="energy of bursting vessels",
    verified=False,
)
_RATIO: Final = Notice(zh="绝热指数", en="The ratio of specific heats")


class BurstModel(StrEnum):
    """How the energy of the gas is counted (爆炸能量模型)."""

    BRODE = "BRODE"
    ISENTROPIC = "ISENTROPIC"
    ISOTHERMAL = "ISOTHERMAL"


def burst_energy(
    pressure: npt.ArrayLike,
    volume: npt.ArrayLike,
    heat_ratio: npt.ArrayLike,
    *,
    ambient_pressure: npt.ArrayLike = ATMOSPHERE,
    model: BurstModel = BurstModel.BRODE,
) -> FloatArray:
    """Return the energy of the gas in a vessel that bursts [J] (物理爆炸能量).

    Args:
        pressure: p₁ at which it bursts, absolute [Pa].
        volume: V of the gas [m³].
        heat_ratio: γ [-].
        ambient_pressure: p₀ [Pa].
        model: How the energy is counted.

    Raises:
        OutOfValidityError: If the pressure is below that outside.

    >>> round(float(burst_energy(2e6, 10, 1.4)) / 1e6, 1)
    47.5
    """
    outside = positive(ambient_pressure, PRESSURE, unit="Pa")
    inside = within(pressure, float(np.max(outside)), np.inf, PRESSURE, unit="Pa", source=SOURCE)
    room = positive(volume, VOLUME, unit="m³")
    gamma = within(heat_ratio, np.nextafter(1.0, 2.0), 1.7, _RATIO)
    if model is BurstModel.ISOTHERMAL:
        return inside * room * np.log(inside / outside)  # E = p₁V ln(p₁/p₀)
    if model is BurstModel.ISENTROPIC:  # E = p₁V/(γ-1) (1 - (p₀/p₁)^((γ-1)/γ))
        left = (outside / inside) ** ((gamma - 1) / gamma)
        return inside * room / (gamma - 1) * (1 - left)
    return (inside - outside) * room / (gamma - 1)  # E = (p₁ - p₀)V/(γ-1)
