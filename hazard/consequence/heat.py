"""Heat of fires (火灾热辐射): pool fire, jet fire and fireball of what a unit holds.

The air is taken to absorb nothing, so the heat is an upper bound. Closer to a flame than its
view factor is stated for, the emissive power itself is taken, which no target can exceed.
"""

from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import model
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.consequence.stored import RELEASE_TIME, Stored
from hazard.errors import UnknownNameError
from hazard.fire.burgess import burgess_rate
from hazard.fire.burning import burning_rate
from hazard.fire.fireball import fireball
from hazard.fire.fireball_power import fireball_emissive_power, pressure_fraction
from hazard.fire.jet_fire import jet_fire
from hazard.fire.pool_fire import pool_fire
from hazard.fire.solid_flame import SolidFlame
from hazard.notice import Notice
from hazard.risk.purple_book import fire_deaths
from hazard.scenario import Scenario
from hazard.substance import Property
from hazard.validity import FloatArray
from hazard.weather import Weather

__all__ = ["fireball_of", "jet_fire_of", "pool_fire_of", "surface_fire"]

_LIFT: Final = 0.75  # height of the centre of the fireball in diameters, CCPS
_ESCAPE: Final = 20.0  # longest exposure to fire counted, Purple Book [s]
_CLEAR_AIR: Final = Notice(
    zh="不计大气对热辐射的吸收（上限）。",
    en="The air is taken to absorb no heat, an upper bound.",
)
_ESCAPED: Final = Notice(
    zh="热辐射暴露时间最多 20 s；室外无防护人员。",
    en="People are exposed to heat for 20 s at most, in the open and unprotected.",
)
_TOUCHED: Final = Notice(
    zh="目标距火焰不足半个半径时，直接取火焰表面热辐射功率（上限）。",
    en="Nearer to the flame than half its radius, its emissive power is taken, an upper bound.",
)
_NO_SOOT: Final = Notice(
    zh="无烟尘遮蔽份额数据，按无烟尘计算（上限）。",
    en="No share of soot is on hand; none is counted, an upper bound.",
)
_NOT_WARMED: Final = Notice(
    zh="燃烧速率由燃烧热和汽化热估算，不计升温所需热量（上限）。",
    en="The burning rate follows from the heats of the fuel, without warming it: an upper bound.",
)
_BUND: Final = Notice(
    zh="液池取与围堰等面积的圆，圆心在单元坐标处。",
    en="The pool is a circle of the area of the bund, around the position of the unit.",
)
_AT_STORAGE_PRESSURE: Final = Notice(
    zh="容器在登记的压力下破裂；设计最大量全部燃烧。",
    en="The vessel bursts at the pressure on record; the design maximum burns.",
)
_AIMED: Final = Notice(
    zh="喷射火水平指向目标；目标在火焰内时取火焰端部的热辐射（下限），按全部致死计。",
    en="The jet is level and aimed at the target; within the flame everyone dies and the heat "
    "is that at its tip, a lower bound.",
)


def pool_fire_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return the pool fire of a bund (池火后果).

    Raises:
        MissingInputError: If quantity, bund, or a property of the fuel is not on hand.
        OutOfValidityError: If the models do not hold.
    """
    return surface_fire(
        stored, scenario, weather, diameter=stored.pool, mass=stored.released, where=_BUND
    )


def surface_fire(
    stored: Stored,
    scenario: Scenario,
    weather: Weather,
    *,
    diameter: float,
    mass: float,
    where: Notice,
) -> Consequence:
    """Return the fire on a surface of liquid (液面火灾后果).

    Args:
        stored: What burns.
        scenario: The scenario.
        weather: Wind and stability.
        diameter: Of the surface, taken as a circle [m].
        mass: How much of it burns [kg].
        where: What is taken for granted of the surface.

    Raises:
        MissingInputError: If quantity or a property of the fuel is not on hand.
        OutOfValidityError: If the models do not hold.
    """
    heat, heat_source = stored.heat()
    rate, soot, cited, assumed = _burning(stored, heat, diameter)
    flame = pool_fire(diameter, rate, heat, wind=weather.wind, soot=soot)
    burns = float(mass / (rate * np.pi * diameter**2 / 4))
    lasts = min(burns, _ESCAPE)

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        flux = _flux(flame, *weather.frame(east, north))
        return Felt(intensity=flux, lethality=fire_deaths(flux, lasts).individual)

    return Consequence(
        scenario=scenario,
        kind=EffectKind.HEAT_RADIATION,
        exposure=lasts,
        felt=felt,
        citations=(
            heat_source,
            *cited,
            *model("pool_fire").cited(),
            *model("flame_view_factor").cited(),
            *model("fire_deaths").cited(),
        ),
        assumptions=(where, *assumed, _CLEAR_AIR, _TOUCHED, _ESCAPED),
        lasts=burns,
    )


def _burning(
    stored: Stored, heat: float, diameter: float
) -> tuple[float, float, tuple[Citation, ...], tuple[Notice, ...]]:
    """Return the burning rate [kg/(m² s)] and the share of soot [-], with their grounds."""
    fuel = stored.cas or stored.name
    try:
        row = burning_rate(fuel)
    except UnknownNameError:
        known = stored.properties()
        latent = known.figure(Property.HEAT_OF_VAPORISATION)
        rate = float(burgess_rate(heat, latent.value))
        cited = (*model("burgess_rate").cited(), latent.citation)
        return rate, 0.0, cited, (_NOT_WARMED, _NO_SOOT)
    rate = float(row.at(diameter))
    if row.soot is None:
        return rate, 0.0, (row.citation,), (_NO_SOOT,)
    return rate, row.soot, (row.citation,), ()


def _flux(flame: SolidFlame, x: FloatArray, y: FloatArray) -> FloatArray:
    """Return the heat at targets on the ground, the emissive power close to the flame."""
    radius = float(flame.diameter) / 2
    lean = float(flame.length * np.sin(flame.tilt))
    # On the ground the flame covers the pool and, leaning, hangs over what is downwind of it.
    along = np.clip(x, 0.0, lean)
    close = np.hypot(x - along, y) - radius < radius / 2
    flux = np.full(np.broadcast(x, y).shape, float(flame.emissive_power))
    flux[~close] = flame.heat_flux_at(x[~close], y[~close])
    return flux


def fireball_of(stored: Stored, scenario: Scenario, _: Weather) -> Consequence:
    """Return the fireball of a vessel that bursts (火球后果).

    Raises:
        MissingInputError: If quantity, pressure or heat of combustion is not on hand.
        OutOfValidityError: If the pressure lies beyond the law of the radiated share.
    """
    heat, heat_source = stored.heat()
    share = pressure_fraction(stored.burst_pressure)
    ball = fireball(stored.mass)
    power = fireball_emissive_power(stored.mass, heat, ball, radiative_fraction=share)
    lasts = min(float(ball.duration), _ESCAPE)

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        flux = ball.heat_flux(power, np.hypot(east, north), lift=_LIFT)
        return Felt(intensity=flux, lethality=fire_deaths(flux, lasts).individual)

    return Consequence(
        scenario=scenario,
        kind=EffectKind.HEAT_RADIATION,
        exposure=lasts,
        felt=felt,
        citations=(
            heat_source,
            *model("fireball").cited(),
            *model("fireball_emissive_power").cited(),
            *model("fire_deaths").cited(),
        ),
        assumptions=(_AT_STORAGE_PRESSURE, _CLEAR_AIR, _ESCAPED),
    )


def jet_fire_of(stored: Stored, scenario: Scenario, _: Weather) -> Consequence:
    """Return the jet fire of a release within ten minutes (喷射火后果).

    Raises:
        MissingInputError: If quantity or heat of combustion is not on hand.
    """
    heat, heat_source = stored.heat()
    jet = jet_fire(stored.mass / RELEASE_TIME, heat)
    reach = float(jet.length)
    exposed = min(stored.lasts, _ESCAPE)

    def felt(east: FloatArray, north: FloatArray) -> Felt:
        away = np.hypot(east, north)
        flux = jet.heat_flux(np.maximum(away, reach))
        lethality = fire_deaths(flux, exposed).individual
        return Felt(intensity=flux, lethality=np.where(away <= reach, 1.0, lethality))

    return Consequence(
        scenario=scenario,
        kind=EffectKind.HEAT_RADIATION,
        exposure=exposed,
        felt=felt,
        citations=(heat_source, *model("jet_fire").cited(), *model("fire_deaths").cited()),
        assumptions=(_AIMED, _CLEAR_AIR, _ESCAPED),
        lasts=stored.lasts,
    )
