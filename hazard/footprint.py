"""Footprints (影响范围): the ground on which an effect reaches a level, as a polygon.

Along each bearing from the unit the farthest place at the level is found by halving, so the
polygon is a star round the unit; its corners are laid down with geodesics.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.concentration import mass_concentration
from hazard.consequence.effect import Consequence, EffectKind, Felt
from hazard.errors import NotOnHandError, UnknownNameError
from hazard.geodesy import Position, destinations
from hazard.notice import Notice
from hazard.risk.purple_book import FLASH
from hazard.scenario import toxic_probit_of
from hazard.validity import FloatArray
from hazard.vulnerability.endpoints import Effect, effect_levels, toxic_endpoints
from hazard.weather import Weather

__all__ = [
    "FARTHEST",
    "Footprint",
    "FootprintLevel",
    "Level",
    "footprint_of",
    "inside",
    "iso_levels",
    "level_of",
    "limits_along",
]

FARTHEST: Final = 20_000.0
"""Greatest distance looked at [m] (最远搜索距离)."""
_NEAREST: Final = 1.0
_HALVINGS: Final = 18  # leaves less than a ten-thousandth of the distance
_BEARINGS: Final = {EffectKind.HEAT_RADIATION: 72, EffectKind.OVERPRESSURE: 72}
_NARROW: Final = 720  # a plume in stable air is a few degrees wide
_ONE_PERCENT: Final = 0.01
_HEAT, _BLAST = 5e3, 6.9e3  # EPA end points [W/m²], [Pa]
_EFFECTS: Final = {
    EffectKind.HEAT_RADIATION: Effect.RADIATION,
    EffectKind.OVERPRESSURE: Effect.OVERPRESSURE,
}
_HALF: Final = Citation(
    instrument="NFPA 59A", clause="vapour zone of half the lower flammable limit", verified=False
)
_END_POINT: Final = Notice(zh="应急阈值", en="emergency level")


class FootprintLevel(StrEnum):
    """Level that bounds a footprint (影响范围界限): who must be warned, or who may die."""

    END_POINT = "END_POINT"
    ONE_PERCENT_LETHALITY = "ONE_PERCENT_LETHALITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of one kind of effect (界限值).

    Attributes:
        value: Heat flux [W/m²], overpressure [Pa], concentration [kg/m³] or lethality [-].
        lethal: Whether it is a lethality.
        words: What happens there.
        citation: What states it; None for a lethality, which the probit of the effect gives.
    """

    value: float
    lethal: bool
    words: Notice
    citation: Citation | None

    def reached(self, felt: Felt) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Return where the level is reached (是否达到)."""
        return np.asarray((felt.lethality if self.lethal else felt.intensity) >= self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """Ground on which an effect reaches a level (影响范围).

    Attributes:
        consequence: The scenario and what it rests on.
        level: The level.
        weather: Wind and stability.
        ring: Corners of the polygon, counterclockwise, the first again at the end.
        reach: Distance of the farthest corner [m].
        truncated: Whether it goes on beyond the farthest distance looked at.
    """

    consequence: Consequence
    level: Level
    weather: Weather
    ring: tuple[Position, ...]
    reach: float
    truncated: bool

    def holds(self, east: FloatArray, north: FloatArray) -> list[bool]:
        """Return which places, so far from the unit [m], lie in it (是否在范围内)."""
        return [
            bool(each) for each in inside(self.consequence, self.level, self.weather, east, north)
        ]


def level_of(consequence: Consequence, level: FootprintLevel, substance: str) -> Level:
    """Return the level for one consequence (取界限值).

    End points are 5 kW/m², 6.9 kPa, for gas AEGL-2 for 60 min, else ERPG-2, and for a cloud that
    may burn half its lower flammable limit.

    Args:
        consequence: The consequence.
        level: Which level is wanted.
        substance: CAS number or name.

    Raises:
        NotOnHandError: If no emergency level of the gas is on hand.
    """
    if level is FootprintLevel.ONE_PERCENT_LETHALITY:
        words = Notice(zh="室外无防护人员 1 % 致死", en="one in a hundred dies in the open")
        return Level(value=_ONE_PERCENT, lethal=True, words=words, citation=None)
    if consequence.kind is EffectKind.TOXIC:
        return _toxic_level(substance)
    if consequence.kind is EffectKind.FLASH_FIRE:
        return _flammable_levels(consequence)[1]
    value = _HEAT if consequence.kind is EffectKind.HEAT_RADIATION else _BLAST
    row = next(row for row in effect_levels(_EFFECTS[consequence.kind]) if row.value == value)
    return Level(value=row.value, lethal=False, words=row.harm, citation=row.citation)


def iso_levels(consequence: Consequence, substance: str) -> tuple[Level, ...]:
    """Return the levels that iso-lines are drawn at, gravest first (等值线界限值).

    Those of the tables of harm by heat and by blasts; for gas AEGL-3, 2 and 1, as far as on hand;
    for a cloud that may burn its lower flammable limit and half of it.

    Args:
        consequence: The consequence.
        substance: CAS number or name.

    Raises:
        NotOnHandError: If no emergency level of the gas is on hand.
    """
    if consequence.kind is EffectKind.TOXIC:
        return _toxic_levels(substance)
    if consequence.kind is EffectKind.FLASH_FIRE:
        return _flammable_levels(consequence)
    return tuple(
        Level(value=row.value, lethal=False, words=row.harm, citation=row.citation)
        for row in effect_levels(_EFFECTS[consequence.kind])
    )


def _flammable_levels(consequence: Consequence) -> tuple[Level, Level]:
    whole, half = consequence.limit, consequence.limit / 2
    return (
        Level(
            value=whole,
            lethal=False,
            words=Notice(
                zh="爆炸下限（LFL）：闪火范围", en="lower flammable limit: the cloud burns"
            ),
            citation=FLASH,
        ),
        Level(
            value=half,
            lethal=False,
            words=Notice(
                zh="爆炸下限的一半：瞬时浓度可能达到爆炸下限",
                en="half the lower flammable limit: peaks may reach it",
            ),
            citation=_HALF,
        ),
    )


def _toxic_level(substance: str) -> Level:
    levels = {level.words.en.partition(" ")[0]: level for level in _toxic_levels(substance)}
    found = levels.get("AEGL-2") or levels.get("ERPG-2")
    if found is None:
        raise NotOnHandError(_END_POINT, substance, "toxic_endpoints", "aegl2_ppm")
    return found


def _toxic_levels(substance: str) -> tuple[Level, ...]:
    lacking = NotOnHandError(_END_POINT, substance, "toxic_endpoints", "aegl2_ppm")
    probit = toxic_probit_of(substance)
    try:
        row = toxic_endpoints(substance)
    except UnknownNameError as error:
        raise lacking from error
    if probit is None:
        raise lacking
    second = ("AEGL-2", row.aegl2) if row.aegl2 is not None else ("ERPG-2", row.erpg2)
    return tuple(
        Level(
            value=float(mass_concentration(ppm, probit.molar_mass)),
            lethal=False,
            words=Notice(zh=f"{name}：{ppm:g} ppm", en=f"{name} of {ppm:g} ppm"),
            citation=row.citation,
        )
        for name, ppm in (("AEGL-3", row.aegl3), second, ("AEGL-1", row.aegl1))
        if ppm is not None
    )


def footprint_of(
    origin: Position, consequence: Consequence, level: Level, weather: Weather
) -> Footprint:
    """Return the ground on which an effect reaches a level (影响范围).

    Args:
        origin: Where the unit is.
        consequence: What happens.
        level: The level that bounds it.
        weather: The weather the consequence was made with.

    Raises:
        OutOfValidityError: If the effect is not stated there.
    """
    count = _BEARINGS.get(consequence.kind, _NARROW)
    bearings = np.arange(count) * 2 * np.pi / count
    low, beyond = limits_along(bearings, consequence, level, weather)
    corners = destinations(origin, np.degrees(bearings), low)[::-1]
    return Footprint(
        consequence=consequence,
        level=level,
        weather=weather,
        ring=(*corners, corners[0]),
        reach=float(low.max()),
        truncated=bool(beyond.any()),
    )


def limits_along(
    bearings: FloatArray, consequence: Consequence, level: Level, weather: Weather
) -> tuple[FloatArray, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """Return how far an effect reaches a level, and where it goes on beyond (各方位影响距离).

    Args:
        bearings: Directions from the unit, clockwise from north [rad].
        consequence: What happens.
        level: The level that bounds it.
        weather: The weather the consequence was made with.

    Returns:
        Distances [m], and whether the level is still reached at the farthest distance looked at.

    Raises:
        OutOfValidityError: If the effect is not stated there.
    """
    sine, cosine = np.sin(bearings), np.cos(bearings)

    def reached(away: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return inside(consequence, level, weather, away * sine, away * cosine)

    nearest, farthest = consequence.stated
    low = np.full(bearings.shape, max(nearest, _NEAREST))
    # Rounding must not put the last place looked at beyond what the model is stated for.
    high = np.full(bearings.shape, min(farthest, FARTHEST) * (1 - 1e-9))
    beyond = reached(high)
    low = np.where(beyond, high, low)
    for _ in range(_HALVINGS):
        middle = np.sqrt(low * high)
        there = reached(middle)
        low, high = np.where(there, middle, low), np.where(there, high, middle)
    return low, beyond


def inside(
    consequence: Consequence, level: Level, weather: Weather, east: FloatArray, north: FloatArray
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which places, so far from the unit [m], reach the level (是否达到界限).

    Nearer than the model is stated for, all do.
    """
    found = np.asarray(np.hypot(east, north) < max(consequence.stated[0], _NEAREST))
    known = consequence.covers(*weather.frame(east, north))
    if known.any():
        found[known] |= level.reached(consequence.felt(east[known], north[known]))
    return found
