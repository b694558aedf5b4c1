"""Blast of a vapour cloud (蒸气云爆炸): TNT equivalence, and a charge on the ground.

What stands around a unit decides how strongly its cloud explodes. Where the congested or confined
space is on record, the part of the cloud in it explodes, with the yield of Harris and Wickens
1989; where it is not, all of the cloud does, with the usual small yield.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from graph.evidence import Citation
from graph.model.labels import Siting
from hazard.catalogue import model
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.consequence.stored import Stored
from hazard.explosion.kingery_bulmash import kingery_overpressure
from hazard.explosion.multi_energy import congested_energy
from hazard.explosion.tnt import scaled_distance, tnt_equivalent
from hazard.notice import Notice
from hazard.scenario import Scenario
from hazard.validity import FloatArray
from hazard.vulnerability.overpressure import overpressure_lethality
from hazard.weather import Weather

__all__ = ["cloud_explosion_of", "confined_explosion"]

_YIELD: Final = 0.04  # upper end of .03-.04, CCPS 1994
_OBSTRUCTED_YIELD: Final = 0.2
_HARRIS: Final = Citation(
    instrument="Harris and Wickens 1989, Institution of Gas Engineers communication 1408",
    clause="20 % of the energy of the congested part of a cloud",
    verified=False,
)
_NEAREST, _FARTHEST = 0.2, 198.5  # scaled distances the blast is stated for [m/kg^⅓]
_ALL_OF_IT: Final = Notice(
    zh="设计最大量全部成云，在单元处爆炸，TNT当量系数 4 %（取3%至4%的上限），按地面爆炸计。",
    en="All of the design maximum explodes as a cloud at the unit, with a TNT yield of 4 % "
    "(upper end of 3 to 4 %), like a charge on the ground.",
)
_OBSTRUCTED: Final = Notice(
    zh="按登记的拥塞空间体积（Unit.obstructed_volume）：其中的化学计量混合气（3.5 MJ/m³，"
    "不超过设计最大量）在单元处爆炸，TNT当量系数 20 %，按地面爆炸计；"
    "空旷处的云团按不产生冲击波计，其闪火另列。",
    en="By the congested space on record (Unit.obstructed_volume): the stoichiometric cloud in it "
    "(3.5 MJ/m³, at most the design maximum) explodes at the unit with a TNT yield of 20 %, like "
    "a charge on the ground. The cloud in the open is taken to give no blast; its flash fire is "
    "told apart.",
)
_ENDS: Final = Notice(
    zh="超出超压曲线范围时：近处取其最近点（下限），远处取其最远点（上限）。",
    en="Beyond the ends of the blast curve its end is taken: near by a lower bound, far off an "
    "upper bound.",
)


def cloud_explosion_of(stored: Stored, scenario: Scenario, _: Weather) -> Consequence:
    """Return the explosion of the cloud (蒸气云爆炸后果).

    Raises:
        MissingInputError: If quantity or heat of combustion is not on hand, or the room of a unit
            that stands indoors.
        OutOfValidityError: If the congested space is not positive.
    """
    charge, cited, assumed = _charge(stored)
    return Consequence(
        scenario=scenario,
        kind=EffectKind.OVERPRESSURE,
        exposure=0.0,
        felt=_felt(charge),
        citations=(*cited, *_curves()),
        assumptions=(assumed, _ENDS),
    )


def confined_explosion(
    stored: Stored, energy: float
) -> tuple[Callable[[FloatArray, FloatArray], Felt], tuple[Citation, ...], Notice]:
    """Return the blast of a confined cloud, what it rests on, and where it ends (受限爆炸).

    Args:
        stored: What burns.
        energy: Of the cloud [J].

    Raises:
        MissingInputError: If the heat of combustion is not on hand.
    """
    heat, source = stored.heat()
    charge = float(tnt_equivalent(energy / heat, heat, yield_factor=_OBSTRUCTED_YIELD))
    cited = (source, *model("tnt_equivalent").cited(), _HARRIS, *_curves())
    return _felt(charge), cited, _ENDS


def _curves() -> tuple[Citation, ...]:
    return (*model("kingery_overpressure").cited(), *model("overpressure_lethality").cited())


def _felt(charge: float) -> Callable[[FloatArray, FloatArray], Felt]:
    """Return what a charge of TNT [kg] on the ground does around it."""

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        away = np.maximum(np.hypot(east, north), 1e-3)
        scaled = np.clip(scaled_distance(away, charge), _NEAREST, _FARTHEST)
        pressure = kingery_overpressure(scaled)
        return Felt(intensity=pressure, lethality=overpressure_lethality(pressure))

    return felt


def _charge(stored: Stored) -> tuple[float, tuple[Citation, ...], Notice]:
    """Return the charge of TNT [kg], with what it rests on and what was taken for granted."""
    heat, heat_source = stored.heat()
    cited = (heat_source, *model("tnt_equivalent").cited())
    if stored.obstructed_volume is None and stored.siting is Siting.INDOORS:
        raise stored.lacking("obstructed_volume")
    if stored.obstructed_volume is None:
        charge = tnt_equivalent(stored.mass, heat, yield_factor=_YIELD)
        return float(charge), cited, _ALL_OF_IT
    taking_part = min(float(congested_energy(stored.obstructed_volume)) / heat, stored.mass)
    charge = tnt_equivalent(taking_part, heat, yield_factor=_OBSTRUCTED_YIELD)
    return float(charge), (*cited, *model("congested_energy").cited(), _HARRIS), _OBSTRUCTED
