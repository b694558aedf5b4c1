"""Burning rates of pools (液池燃烧速率).

Babrauskas 1983, Fire Technol. 19:251-261: m″ = m″∞ (1 - e^(-kβD)), with m″∞ and kβ by fuel;
for a fuel not in the table see `hazard.fire.burgess`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.errors import UnknownNameError
from hazard.notice import Notice
from hazard.quantities import DIAMETER
from hazard.tables import cite, rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "BY_DIAMETER",
    "HEAT",
    "BurningRate",
    "burning_rate",
    "burning_rates",
    "pool_burning_rate",
]


BY_DIAMETER: Final = Citation(
    instrument="Babrauskas 1983 (Fire Technol. 19:251-261)", clause="m″ = m″∞ (1 - e^(-kβD))"
)
HEAT: Final = Citation(
    instrument="Babrauskas 1983 (Fire Technol. 19:251-261)",
    clause="heats of combustion of mixtures",
    verified=False,
)
_BURNS: Final = Notice(zh="无限大液池燃烧速率", en="The burning rate of a very wide pool")
_EXTINCTION: Final = Notice(zh="kβ 系数", en="The product kβ")


@dataclass(frozen=True, slots=True, kw_only=True)
class BurningRate:
    """Mass burning rate of one fuel (燃料的质量燃烧速率).

    Attributes:
        fuel: Name of the fuel.
        zh: Name in Chinese.
        cas: CAS registry number.
        asymptotic: m″∞, rate of a very wide pool [kg/(m² s)].
        extinction: kβ [1/m]; None where the rate does not depend on the diameter.
        soot: ζ, share of the flame that soot hides, Yellow Book section 6.5.4 [-]; None where
            none is on hand.
        heat: H_c of a mixture, which has no CAS number to look it up by [J/kg]; `HEAT` has it.
        citation: What states rate and kβ.
    """

    fuel: str
    zh: str
    cas: str
    asymptotic: float
    extinction: float | None
    soot: float | None
    heat: float | None
    citation: Citation

    def at(self, diameter: npt.ArrayLike) -> FloatArray:
        """Return m″ of a pool of a diameter [m], in kg/(m² s) (质量燃烧速率).

        Raises:
            OutOfValidityError: If the pool is narrower than .2 m, where flames are laminar.
        """
        width = within(diameter, 0.2, np.inf, DIAMETER, unit="m", source=self.citation)
        if self.extinction is None:
            return np.full_like(width, self.asymptotic)
        return pool_burning_rate(width, self.asymptotic, self.extinction)


def pool_burning_rate(
    diameter: npt.ArrayLike, asymptotic: npt.ArrayLike, extinction: npt.ArrayLike
) -> FloatArray:
    """Return the burning rate of a pool of a diameter [kg/(m² s)] (按直径的燃烧速率).

    Args:
        diameter: D of the pool [m], from .2, where flames are turbulent.
        asymptotic: m″∞, rate of a very wide pool [kg/(m² s)].
        extinction: kβ [1/m].

    Raises:
        OutOfValidityError: If the pool is narrower.

    >>> round(float(pool_burning_rate(2, 0.055, 2.1)), 4)
    0.0542
    """
    width = within(diameter, 0.2, np.inf, DIAMETER, unit="m", source=BY_DIAMETER)
    widest = positive(asymptotic, _BURNS, unit="kg/(m² s)")
    # m″ = m″∞ (1 - e^(-kβ D))
    return -widest * np.expm1(-positive(extinction, _EXTINCTION, unit="1/m") * width)


@cache
def burning_rates() -> tuple[BurningRate, ...]:
    """Return the burning rate of every fuel in the table (燃烧速率表)."""
    return tuple(
        BurningRate(
            fuel=row["fuel"],
            zh=row["zh"],
            cas=row["cas"],
            asymptotic=float(row["rate_kg_m2_s"]),
            extinction=_figure(row["kbeta_1_m"]),
            soot=_figure(row["soot"]),
            heat=float(row["heat_mj_kg"]) * 1e6 if row["heat_mj_kg"] else None,
            citation=cite(row, f"{row['fuel']} {row['clause']}".strip()),
        )
        for row in rows("burning_rates")
    )


def burning_rate(fuel: str) -> BurningRate:
    """Return the burning rate of a fuel by its name or CAS number (查燃烧速率).

    Raises:
        UnknownNameError: If the table has no such fuel.

    >>> round(float(burning_rate("71-43-2").at(10)), 3)
    0.085
    """
    for row in burning_rates():
        if fuel in {row.fuel, row.zh, row.cas}:
            return row
    raise UnknownNameError(Notice(zh="燃料", en="fuel"), fuel)


def _figure(cell: str) -> float | None:
    return float(cell) if cell else None
