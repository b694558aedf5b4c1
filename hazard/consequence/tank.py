"""Tanks at atmospheric pressure (常压储罐): the vapour space explodes, or the surface burns.

The explosion takes the whole volume of the tank as a stoichiometric mixture, the worst case of an
empty tank, with the yield of a confined cloud.
"""

from typing import Final

from hazard.catalogue import model
from hazard.consequence.blast import confined_explosion
from hazard.consequence.effect import Consequence, EffectKind
from hazard.consequence.heat import surface_fire
from hazard.consequence.stored import Stored
from hazard.explosion.multi_energy import congested_energy
from hazard.notice import Notice
from hazard.scenario import Scenario
from hazard.validity import within
from hazard.weather import Weather

__all__ = ["tank_fire_of", "vapour_space_explosion_of"]

_FAILURE: Final = Notice(zh="氮封失效概率", en="The chance that the inerting fails")
_EMPTY: Final = Notice(
    zh="整个罐容按化学计量混合气计（空罐，最不利；3.5 MJ/m³），TNT当量系数 20 %，"
    "在单元坐标处爆炸。",
    en="The whole volume of the tank is taken as a stoichiometric mixture (an empty tank, the "
    "worst case; 3.5 MJ/m³), which explodes at the unit with a TNT yield of 20 %.",
)
_BLANKETED: Final = Notice(
    zh="登记有氮封（惰化）：仅在其失效时发生，发生频率已乘以失效概率。",
    en="Inerting is on record: this happens only where it fails, and its frequency counts that.",
)
_LEVEL: Final = Notice(
    zh="罐内液面按与储罐等截面积的圆、在地面高度燃烧（罐壁高度和遮挡未登记，上限）。",
    en="The surface burns as a circle of the area of the tank, at ground level: height and shelter "
    "of its wall are not on record, an upper bound.",
)
_STANDING: Final = Notice(
    zh="储罐截面积未登记，按登记的直径和立式储罐计。",
    en="The area of the tank is not on record; that of a standing tank of its diameter was taken.",
)


def vapour_space_explosion_of(stored: Stored, scenario: Scenario, _: Weather) -> Consequence:
    """Return the explosion in the vapour space of a tank (罐内爆炸后果).

    Raises:
        MissingInputError: If the volume of the tank or the heat of combustion is not on hand.
        OutOfValidityError: If the chance that the inerting fails lies outside 0 to 1.
    """
    said: tuple[Notice, ...] = ()
    if stored.inerting_failure is not None:
        within(stored.inerting_failure, 0, 1, _FAILURE)
        said = (_BLANKETED,)
    if stored.volume is None:
        raise stored.lacking("volume")
    energy = float(congested_energy(stored.volume))
    felt, cited, ends = confined_explosion(stored, energy)
    return Consequence(
        scenario=scenario,
        kind=EffectKind.OVERPRESSURE,
        exposure=0.0,
        felt=felt,
        citations=(*model("congested_energy").cited(), *cited),
        assumptions=(_EMPTY, *said, ends),
    )


def tank_fire_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return the fire of the whole surface of the liquid in a tank (罐内全液面火灾后果).

    Raises:
        MissingInputError: If quantity, area of the tank, or a property of the fuel is not on hand.
        OutOfValidityError: If the models do not hold.
    """
    found = surface_fire(
        stored, scenario, weather, diameter=stored.surface, mass=stored.mass, where=_LEVEL
    )
    return found.assuming(_STANDING) if stored.is_round else found
