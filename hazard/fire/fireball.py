"""Fireball of a boiling liquid expanding vapour explosion (沸腾液体扩展蒸气爆炸火球).

Diameter and duration are powers of the burning mass, each book with its own: CCPS 1999 (after
Roberts, whose duration changes at 30 t), the TNO Yellow Book and GOST R 12.3.047.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.fire.view_factor import sphere_view_factor
from hazard.notice import Notice
from hazard.quantities import DIAMETER, DURATION, FRACTION, HEAT_OF_COMBUSTION, MASS, PRESSURE
from hazard.tables import cite, rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "PARTICIPATION",
    "PRESSURE_FRACTION",
    "Fireball",
    "FireballLaw",
    "FireballModel",
    "fireball",
    "fireball_emissive_power",
    "fireball_laws",
    "participating_share",
    "pressure_fraction",
]

PRESSURE_FRACTION: Final = Citation(
    instrument="Roberts 1981, Fire Safety J. 4:197-212", clause="F = .27 P^.32", verified=False
)
PARTICIPATION: Final = Citation(
    instrument="customary in Chinese risk assessments (国内惯例)",
    clause="50/70/90 % of the contents burn",
    verified=False,
)
_VESSELS: Final = Notice(zh="容器数", en="The number of vessels")


class FireballModel(StrEnum):
    """Whose diameter and duration are used (火球模型)."""

    CCPS = "CCPS"
    TNO = "TNO"
    GOST = "GOST"


@dataclass(frozen=True, slots=True, kw_only=True)
class FireballLaw:
    """One printed power law of the mass, a M^b (幂律).

    Attributes:
        quantity: What it gives: ``diameter`` [m] or ``duration`` [s].
        low: Smallest mass, included [kg].
        high: Greatest mass, not included [kg].
        factor: a.
        exponent: b [-].
        citation: What prints it.
    """

    quantity: str
    low: float
    high: float
    factor: float
    exponent: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fireball:
    """Size and life of a fireball (火球).

    Attributes:
        diameter: D [m].
        duration: t [s].
    """

    diameter: FloatArray
    duration: FloatArray

    def heat_flux(
        self,
        emissive_power: npt.ArrayLike,
        distance: npt.ArrayLike,
        *,
        lift: float = 0.5,
        transmissivity: npt.ArrayLike = 1.0,
    ) -> FloatArray:
        """Return the greatest heat flux on a target at ground level [W/m²] (热辐射强度).

        Args:
            emissive_power: SEP of its surface [W/m²].
            distance: x on the ground from below its centre to the target [m].
            lift: Height of its centre in diameters [-]: .5 rests on the ground, .75 CCPS, 1 TNO.
            transmissivity: τ of the air between [-].

        Raises:
            OutOfValidityError: If the target lies within the fireball.
        """
        seen = sphere_view_factor(self.diameter / 2, distance, height=lift * self.diameter)
        through = within(transmissivity, 0, 1, FRACTION)
        return np.asarray(emissive_power, dtype=np.float64) * seen.maximum * through


@cache
def fireball_laws(model: FireballModel) -> tuple[FireballLaw, ...]:
    """Return the power laws of a model, by rising mass (火球幂律)."""
    return tuple(
        FireballLaw(
            quantity=row["quantity"],
            low=float(row["mass_low_kg"]),
            high=float(row["mass_high_kg"]),
            factor=float(row["factor"]),
            exponent=float(row["exponent"]),
            citation=cite(row),
        )
        for row in rows("fireballs")
        if row["model"] == model
    )


def fireball(mass: npt.ArrayLike, *, model: FireballModel = FireballModel.CCPS) -> Fireball:
    """Return the size and life of a fireball (火球直径与持续时间).

    Args:
        mass: M, mass that burns in it [kg].
        model: Whose laws are used.

    >>> ball = fireball([1000, 30_000])
    >>> ball.diameter.round(1), ball.duration.round(1)
    (array([ 58. , 180.2]), array([ 4.5, 14.5]))
    """
    burning = positive(mass, MASS, unit="kg")
    sizes = {}
    for quantity in ("diameter", "duration"):
        laws = [law for law in fireball_laws(model) if law.quantity == quantity]
        index = np.searchsorted([law.low for law in laws[1:]], burning, side="right")
        factor = np.array([law.factor for law in laws])[index]
        sizes[quantity] = factor * burning ** np.array([law.exponent for law in laws])[index]
    return Fireball(diameter=sizes["diameter"], duration=sizes["duration"])


def pressure_fraction(pressure: npt.ArrayLike) -> FloatArray:
    """Return the share of the heat that a fireball radiates F = .27 P^.32 [-] (辐射份额).

    Args:
        pressure: P at which the vessel bursts [Pa]; the law counts it in MPa, up to 6 MPa.

    Raises:
        OutOfValidityError: If it is not above zero, where the law would have nothing radiate, or
            above 6 MPa.

    >>> round(float(pressure_fraction(1.0e6)), 2)
    0.27
    """
    above = positive(pressure, PRESSURE, unit="Pa", source=PRESSURE_FRACTION)
    burst = within(above, 0, 6e6, PRESSURE, unit="Pa", source=PRESSURE_FRACTION)
    return 0.27 * (burst / 1e6) ** 0.32


def fireball_emissive_power(
    mass: npt.ArrayLike,
    heat_of_combustion: npt.ArrayLike,
    ball: Fireball,
    *,
    radiative_fraction: npt.ArrayLike,
    ceiling: float = np.inf,
) -> FloatArray:
    """Return the surface emissive power of a fireball F M H_c/(π D² t) [W/m²] (表面热辐射功率).

    Args:
        mass: M, mass that burns in it [kg].
        heat_of_combustion: H_c [J/kg].
        ball: Its size and life.
        radiative_fraction: F, share of the heat that is radiated [-].
        ceiling: Greatest power to return [W/m²]; 400e3 is customary, none is the default.

    >>> ball = fireball(20_000)
    >>> round(float(fireball_emissive_power(20_000, 46e6, ball, radiative_fraction=0.3)) / 1e3)
    290
    """
    heat = positive(mass, MASS, unit="kg") * positive(
        heat_of_combustion, HEAT_OF_COMBUSTION, unit="J/kg"
    )
    area = np.pi * positive(ball.diameter, DIAMETER, unit="m") ** 2
    shared = within(radiative_fraction, 0, 1, FRACTION) * heat
    return np.asarray(
        np.minimum(shared / (area * positive(ball.duration, DURATION, unit="s")), ceiling)
    )


def participating_share(vessels: int) -> float:
    """Return the share of the contents that burns in the fireball [-] (参与燃烧份额).

    Chinese practice: 50 % for one vessel, 70 % for two, 90 % for more.

    Args:
        vessels: Number of vessels in the group.

    >>> participating_share(3)
    0.9
    """
    within(vessels, 1, np.inf, _VESSELS)
    return {1: 0.5, 2: 0.7}.get(vessels, 0.9)
