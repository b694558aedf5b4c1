"""Zones (影响区): where a scenario reaches a level, who is there, and how soon it arrives.

What a footprint draws, asked place by place: no polygon is needed to tell who is reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hazard.consequence.effect import Consequence, EffectKind
from hazard.consequence.stored import Stored
from hazard.errors import HazardError
from hazard.exposure import consequences_of
from hazard.footprint import FootprintLevel, Level, inside, level_of, limits_along
from hazard.geodesy import Position, offsets
from hazard.notice import Notice
from hazard.validity import FloatArray
from hazard.weather import Weather

__all__ = ["MARGIN", "TRAVEL", "Touch", "Zone", "zones_of"]

MARGIN: Final = 1.05
"""How much farther than the reach to look [-]: a plume does not end at one sharp distance."""
TRAVEL: Final = Notice(
    zh="热辐射和冲击波视为即时到达；毒气和可燃云团到达时间按距离除以 10 m 高风速估算。",
    en="Heat and blast are taken to arrive at once; gas and vapour after the distance over the "
    "wind at 10 m.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """That a zone holds a place (波及).

    Attributes:
        place: Position of the place in the list that was asked about.
        distance: From the unit [m].
        delay: Time from the failure of the unit to the arrival of the effect [s].
        lethality: Chance of death there if it happens [-]; None nearer than is stated.
    """

    place: int
    distance: float
    delay: float
    lethality: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Ground on which one scenario of a unit reaches a level (情景影响区).

    Attributes:
        origin: Where the unit is.
        consequence: The scenario and what it rests on.
        level: The level.
        weather: Wind and stability.
        reach: Greatest distance at the level, downwind [m].
        truncated: Whether it goes on beyond what the model is stated for.
    """

    origin: Position
    consequence: Consequence
    level: Level
    weather: Weather
    reach: float
    truncated: bool

    def touched(self, places: Sequence[Position]) -> list[Touch]:
        """Return which of several places lie in it (受波及地点)."""
        east, north = offsets(self.origin, places)
        held = np.flatnonzero(inside(self.consequence, self.level, self.weather, east, north))
        return [self._touch(int(k), east[k : k + 1], north[k : k + 1]) for k in held]

    def _touch(self, place: int, east: FloatArray, north: FloatArray) -> Touch:
        distance = float(np.hypot(east, north)[0])
        told = self.consequence.covers(*self.weather.frame(east, north))[0]
        drifts = self.consequence.kind in {EffectKind.TOXIC, EffectKind.FLASH_FIRE}
        return Touch(
            place=place,
            distance=distance,
            delay=distance / self.weather.wind if drifts else 0.0,
            lethality=float(self.consequence.felt(east, north).lethality[0]) if told else None,
        )


def zones_of(
    origin: Position, stored: Stored, weather: Weather, level: FootprintLevel
) -> tuple[list[Zone], list[HazardError], list[Notice]]:
    """Return the zones of one substance, what is missing, and what has no scenario (影响区).

    Args:
        origin: Where the unit is.
        stored: What it holds.
        weather: Wind and stability.
        level: The level that bounds them.
    """
    found, errors, unmodelled = consequences_of(stored, weather)
    zones: list[Zone] = []
    for consequence in found:
        try:
            wanted = level_of(consequence, level, stored.cas or stored.name)
            zones.append(_zone(origin, consequence, wanted, weather))
        except HazardError as error:
            errors.append(error)
    return zones, errors, unmodelled


def _zone(origin: Position, consequence: Consequence, level: Level, weather: Weather) -> Zone:
    downwind = np.radians(np.array([(weather.direction or 0.0) + 180.0]))
    reach, beyond = limits_along(downwind, consequence, level, weather)
    return Zone(
        origin=origin,
        consequence=consequence,
        level=level,
        weather=weather,
        reach=float(reach[0]),
        truncated=bool(beyond[0]),
    )
