"""Exposure (暴露分析): what reaches a place from the units around it, how, and how strongly.

Nothing is guessed: what keeps a scenario from being computed is an error beside the effects.
How likely a scenario is stands in `hazard.likelihood`; here is what follows if it happens.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.evidence import Citation
from hazard.catalogue import method_of
from hazard.consequence.blast import cloud_explosion_of
from hazard.consequence.effect import Consequence, EffectKind
from hazard.consequence.flash import flash_fire_of
from hazard.consequence.heat import fireball_of, jet_fire_of, pool_fire_of
from hazard.consequence.stored import Stored
from hazard.consequence.tank import tank_fire_of, vapour_space_explosion_of
from hazard.consequence.toxic import evaporation_of, toxic_release_of
from hazard.errors import HazardError
from hazard.geodesy import Position, offsets
from hazard.method import MethodStatement
from hazard.notice import Notice
from hazard.quantities import DISTANCE
from hazard.safeguard import kept
from hazard.scenario import Danger, Ground, Scenario, ScenarioKind, dangers_of, scenarios_of
from hazard.validity import FloatArray, within
from hazard.weather import WORST_CASE, WORST_WEATHER, Weather

__all__ = ["Effect", "Exposure", "Source", "consequence_of", "consequences_of", "exposure"]

_MODELS: Final[Mapping[ScenarioKind, Callable[[Stored, Scenario, Weather], Consequence]]] = {
    ScenarioKind.POOL_FIRE: pool_fire_of,
    ScenarioKind.JET_FIRE: jet_fire_of,
    ScenarioKind.FIREBALL: fireball_of,
    ScenarioKind.VAPOUR_CLOUD_EXPLOSION: cloud_explosion_of,
    ScenarioKind.FLASH_FIRE: flash_fire_of,
    ScenarioKind.VAPOUR_SPACE_EXPLOSION: vapour_space_explosion_of,
    ScenarioKind.TANK_FIRE: tank_fire_of,
    ScenarioKind.TOXIC_RELEASE: toxic_release_of,
    ScenarioKind.TOXIC_EVAPORATION: evaporation_of,
}
_CONDITIONAL: Final = Notice(
    zh="各效应的致死概率是“一旦发生”的条件概率，不含发生频率；个人风险另行计算。",
    en="Each chance of death holds if the scenario happens, however often that is; individual "
    "risk is told apart.",
)
_ON_THE_MAP: Final = Notice(
    zh="只计入登记了经纬度的单元；缺经纬度但企业或园区在范围内的单元列为缺项，其余无法发现。",
    en="Only units with a position are computed; those without one whose enterprise or park lies "
    "here are listed as missing, others cannot be found.",
)
_ONE_BY_ONE: Final = Notice(
    zh="每种物质、每个情景单独计算，不计多米诺叠加、建筑遮挡和地形。",
    en="Each substance and scenario is on its own, without escalation, shelter or terrain.",
)
_AT_THE_SOURCE: Final = 1.0  # least distance that gas is told for [m]
_DANGERS: Final = {
    Danger.FLAMMABLE: Notice(zh="易燃", en="flammable"),
    Danger.TOXIC: Notice(zh="有毒", en="toxic"),
    Danger.EXPLOSIVE: Notice(zh="爆炸性", en="explosive"),
    Danger.REACTIVE: Notice(zh="氧化、自反应等", en="oxidising or reactive"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One substance in a unit at a place (危险来源).

    Attributes:
        id: Name to tell it by in the answer.
        position: Where the unit is.
        stored: What it holds.
    """

    id: str
    position: Position
    stored: Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one scenario does at the place (到达的效应).

    Attributes:
        source: Whose it is.
        distance: From the unit to the place [m].
        bearing: From the unit to the place, clockwise from north [°].
        consequence: The scenario and what it rests on.
        intensity: Heat flux [W/m²], overpressure [Pa] or concentration [kg/m³].
        lethality: Chance of death if it happens [-].
        dose: Toxic dose; None for heat and blast.
        method: What gave the figures.
    """

    source: str
    distance: float
    bearing: float
    consequence: Consequence
    intensity: float
    lethality: float
    dose: float | None
    method: MethodStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What reaches a place (暴露结果).

    Attributes:
        effects: Gravest first.
        problems: What kept scenarios from being computed, with the source each concerns.
        unmodelled: Dangers that no scenario covers; warnings of the method as well.
        method: What gave the figures.
    """

    effects: tuple[Effect, ...]
    problems: tuple[tuple[str, HazardError], ...]
    unmodelled: tuple[Notice, ...]
    method: MethodStatement


def exposure(
    place: Position, sources: Sequence[Source], weather: Weather | None = None
) -> Exposure:
    """Return what reaches a place (暴露分析).

    Args:
        place: Where people are.
        sources: What is stored around it.
        weather: Wind and stability; None takes the worst case.
    """
    air = weather or WORST_WEATHER
    effects: list[Effect] = []
    problems: list[tuple[str, HazardError]] = []
    warnings: list[Notice] = []
    for source in sources:
        found, errors, unmodelled = consequences_of(source.stored, air)
        warnings += unmodelled
        problems += [(source.id, error) for error in errors]
        east, north = offsets(source.position, [place])
        for consequence in found:
            try:
                effects.append(_effect(source, consequence, east, north))
            except HazardError as error:
                problems.append((source.id, error))
    effects.sort(key=lambda e: (-e.lethality, e.distance, e.source, e.consequence.scenario.kind))
    return Exposure(
        effects=tuple(effects),
        problems=tuple(problems),
        unmodelled=tuple(warnings),
        method=_method(effects, weather, air, warnings),
    )


def consequence_of(stored: Stored, scenario: Scenario, weather: Weather) -> Consequence:
    """Return what one scenario does (单个情景的后果); the errors are those of its model."""
    return _MODELS[scenario.kind](stored, scenario, weather)


def consequences_of(
    stored: Stored, weather: Weather
) -> tuple[list[Consequence], list[HazardError], list[Notice]]:
    """Return what may happen to one substance, what is missing, and what has no scenario."""
    found: list[Consequence] = []
    unmodelled: list[Notice] = []
    try:
        dangers = dangers_of(stored.name, stored.cas, stored.symbols)
        choices = [
            (danger, scenarios_of(danger, stored.kind, stored.form))
            for danger in sorted(dangers.found)
        ]
    except HazardError as error:
        return [], [error], []
    errors: list[HazardError] = [*dangers.lacking]
    for danger, scenarios in choices:
        if not scenarios:
            unmodelled.append(_unmodelled(stored, danger))
        remaining, said = kept(stored, scenarios)
        for scenario in remaining:
            try:
                each = consequence_of(stored, scenario, weather)
                each = each.resting_on(stored.ground)
                found.append(_under(each, dangers.grounds_of(danger), said))
            except HazardError as error:
                errors.append(error)
    return found, list({str(error): error for error in errors}.values()), unmodelled


def _under(
    consequence: Consequence, ground: Ground, said: Sequence[tuple[Notice, Citation]]
) -> Consequence:
    """Return a consequence that says why it may happen, and which safeguards took others away."""
    rested = consequence.resting_on(ground)
    return replace(
        rested,
        assumptions=(*rested.assumptions, *(notice for notice, _ in said)),
        citations=(*rested.citations, *(source for _, source in said)),
    )


def _effect(
    source: Source, consequence: Consequence, east: FloatArray, north: FloatArray
) -> Effect:
    x, y = float(east[0]), float(north[0])
    if consequence.kind is EffectKind.TOXIC:
        # At the source itself there is no downwind, and none of the gas would be a wrong answer.
        within(np.hypot(x, y), _AT_THE_SOURCE, np.inf, DISTANCE, unit="m")
    felt = consequence.felt(east, north)
    return Effect(
        source=source.id,
        distance=float(np.hypot(x, y)),
        bearing=float(np.degrees(np.arctan2(x, y)) % 360),
        consequence=consequence,
        intensity=float(felt.intensity[0]),
        lethality=float(felt.lethality[0]),
        dose=None if felt.dose is None else float(felt.dose[0]),
        method=method_of(
            (consequence.scenario.citation, *consequence.citations),
            assumptions=(consequence.scenario.story, *consequence.assumptions),
        ),
    )


def _unmodelled(stored: Stored, danger: Danger) -> Notice:
    """Return that a danger has no scenario in the table, so that nothing was computed for it."""
    what = _DANGERS[danger]
    return Notice(
        zh=f"“{stored.label}”（{what.zh}，{stored.kind}，{stored.form}）没有可用的情景模型，未计算。",
        en=f"No scenario covers “{stored.label}” ({what.en}, {stored.kind}, {stored.form}); "
        "it is not computed.",
    )


def _method(
    effects: Iterable[Effect], given: Weather | None, air: Weather, warnings: Sequence[Notice]
) -> MethodStatement:
    """Return the statement of the whole answer; its warnings are those of every effect."""
    stated = [effect.method for effect in effects]
    weather = () if given else (WORST_CASE,)
    own = method_of(
        [*(c for method in stated for c in method.models), *weather],
        assumptions=(*air.assumptions, _CONDITIONAL, _ON_THE_MAP, _ONE_BY_ONE),
    )
    return replace(own, warnings=(*own.warnings, *dict.fromkeys(warnings)))
