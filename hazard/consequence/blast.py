"""Blast of a vapour cloud (蒸气云爆炸): TNT equivalence, and a charge on the ground."""

from typing import Final

import numpy as np

from hazard.catalogue import model
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.consequence.stored import Stored
from hazard.explosion.kingery_bulmash import kingery_overpressure
from hazard.explosion.tnt import scaled_distance, tnt_equivalent
from hazard.notice import Notice
from hazard.scenario import Scenario
from hazard.validity import FloatArray
from hazard.vulnerability.overpressure import overpressure_lethality
from hazard.weather import Weather

__all__ = ["cloud_explosion_of"]

_YIELD: Final = 0.04  # upper end of .03-.04, CCPS 1994
_NEAREST, _FARTHEST = 0.2, 198.5  # scaled distances the blast is stated for [m/kg^⅓]
_ALL_OF_IT: Final = Notice(
    zh="设计最大量全部成云，在单元处爆炸，TNT当量系数 4 %（取3%至4%的上限），按地面爆炸计。",
    en="All of the design maximum explodes as a cloud at the unit, with a TNT yield of 4 % "
    "(upper end of 3 to 4 %), like a charge on the ground.",
)
_ENDS: Final = Notice(
    zh="超出超压曲线范围时：近处取其最近点（下限），远处取其最远点（上限）。",
    en="Beyond the ends of the blast curve its end is taken: near by a lower bound, far off an "
    "upper bound.",
)


def cloud_explosion_of(stored: Stored, scenario: Scenario, _: Weather) -> Consequence:
    """Return the explosion of the cloud (蒸气云爆炸后果).

    Raises:
        MissingInputError: If quantity or heat of combustion is not on hand.
    """
    heat, heat_source = stored.heat()
    charge = tnt_equivalent(stored.mass, heat, yield_factor=_YIELD)

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        away = np.maximum(np.hypot(east, north), 1e-3)
        scaled = np.clip(scaled_distance(away, charge), _NEAREST, _FARTHEST)
        pressure = kingery_overpressure(scaled)
        return Felt(intensity=pressure, lethality=overpressure_lethality(pressure))

    return Consequence(
        scenario=scenario,
        kind=EffectKind.OVERPRESSURE,
        exposure=0.0,
        felt=felt,
        citations=(
            heat_source,
            *model("tnt_equivalent").cited(),
            *model("kingery_overpressure").cited(),
            *model("overpressure_lethality").cited(),
        ),
        assumptions=(_ALL_OF_IT, _ENDS),
    )
