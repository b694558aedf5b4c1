"""Fireball of a boiling liquid expanding vapour explosion (沸腾液体扩展蒸气爆炸火球).

Diameter and duration are powers of the burning mass, each book with its own: CCPS 1999 (after
Roberts, whose duration changes at 30 t), the TNO Yellow Book and GOST R 12.3.047.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from hazard.fire.sphere import sphere_view_factor
from hazard.quantities import FRACTION, MASS
from hazard.tables import cite, rows
from hazard.validity import FloatArray, positive, within

__all__ = [
    "Fireball",
    "FireballLaw",
    "FireballModel",
    "fireball",
    "fireball_laws",
]


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
