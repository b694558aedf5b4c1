"""Radii of harm by a vapour cloud explosion as Chinese assessments count them (蒸气云爆炸伤害半径).

The TNT equivalent with the ground factor 1.8, the radius of death 13.6 (W/1000)^.37, serious and
slight injury at 44 and 17 kPa on Δp/p₀ = .137 Z⁻³ + .119 Z⁻² + .269 Z⁻¹ - .019, and the radius
of damage to property 4.6 W^⅓/(1 + (3175/W)²)^⅙.
"""

from typing import Final, NamedTuple

import numpy.typing as npt

from graph.evidence import Citation
from hazard.constants import ATMOSPHERE
from hazard.explosion.tnt import tnt_equivalent
from hazard.notice import Notice
from hazard.quantities import MASS, PRESSURE
from hazard.reach import reach
from hazard.validity import FloatArray, positive, within

__all__ = ["SOURCE", "InjuryRadii", "injury_radii", "shock_overpressure"]

SOURCE: Final = Citation(
    instrument="customary in Chinese safety assessments (国内安全评价惯例)",
    clause="蒸气云爆炸死亡、重伤、轻伤与财产损失半径",
    verified=False,
)
_SCALED: Final = Notice(zh="无量纲距离", en="The scaled distance")
_TNT: Final = 4.5e6  # blast energy of TNT as these assessments take it [J/kg]
_GROUND: Final = 1.8  # a charge on the ground acts like so much of it in free air
_SERIOUS, _SLIGHT = 44e3, 17e3  # overpressures of serious and of slight injury [Pa]
_NEAREST, _FARTHEST = 0.3, 13.0  # Z between which Δp falls with distance and is above zero


class InjuryRadii(NamedTuple):
    """Radii of harm [m] (伤害半径).

    Attributes:
        charge: W, the TNT equivalent [kg].
        death: Within it half of the people die.
        serious: Within it half are seriously injured.
        slight: Within it half are slightly injured.
        property: Within it buildings are damaged beyond repair.
    """

    charge: float
    death: float
    serious: float
    slight: float
    property: float


def shock_overpressure(scaled_distance: npt.ArrayLike) -> FloatArray:
    """Return Δp/p₀ of a blast on the ground [-] (冲击波超压比).

    Args:
        scaled_distance: Z = R (p₀/E)^⅓ [-], from .3 to 13, where the polynomial nears zero.

    Raises:
        OutOfValidityError: If Z lies outside that range.

    >>> round(float(shock_overpressure(1.0)), 3)
    0.506
    """
    z = within(scaled_distance, _NEAREST, _FARTHEST, _SCALED, source=SOURCE)
    return 0.137 / z**3 + 0.119 / z**2 + 0.269 / z - 0.019


def injury_radii(
    mass: float,
    heat_of_combustion: float,
    *,
    yield_factor: float = 0.04,
    tnt_energy: float = _TNT,
    ambient_pressure: float = ATMOSPHERE,
) -> InjuryRadii:
    """Return the radii of harm by a vapour cloud explosion [m] (蒸气云爆炸伤害半径).

    Args:
        mass: Mass of flammable vapour in the cloud [kg].
        heat_of_combustion: H_c [J/kg].
        yield_factor: α, share of its heat that goes into the blast [-].
        tnt_energy: Blast energy of TNT [J/kg]; 4.5e6 or 4.52e6 are printed.
        ambient_pressure: p₀ [Pa].

    >>> found = injury_radii(10_000, 46e6)
    >>> round(found.charge), round(found.death, 1), round(found.serious), round(found.slight)
    (7360, 28.5, 75, 135)
    """
    positive(mass, MASS, unit="kg")
    equivalent = _GROUND * tnt_equivalent(
        mass, heat_of_combustion, yield_factor=yield_factor, tnt_energy=tnt_energy
    )
    charge = float(equivalent)
    p0 = float(positive(ambient_pressure, PRESSURE, unit="Pa"))
    scale = (charge * tnt_energy / p0) ** (1 / 3)  # (E/p₀)^⅓

    def radius(overpressure: float) -> float:
        z = reach(
            lambda z: float(shock_overpressure(z)),
            overpressure / p0,
            nearest=_NEAREST,
            farthest=_FARTHEST,
        )
        return 0.0 if z is None else z * scale

    return InjuryRadii(
        charge=charge,
        death=13.6 * (charge / 1000) ** 0.37,
        serious=radius(_SERIOUS),
        slight=radius(_SLIGHT),
        property=4.6 * charge ** (1 / 3) / (1 + (3175 / charge) ** 2) ** (1 / 6),
    )
