"""Heat between units (单元间热辐射): what the fire of each puts on its neighbours.

Only fires that last spread this way: pool and jet fires. Neighbours come from a tree of
positions, so the cost grows with them and not with the square of the park.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from graph.evidence import Citation
from graph.model.labels import EquipmentKind
from hazard.consequence.effect import Consequence
from hazard.consequence.heat import jet_fire_of, pool_fire_of
from hazard.consequence.stored import Stored
from hazard.errors import HazardError
from hazard.escalation_graph import Vector
from hazard.geodesy import Position
from hazard.notice import Notice
from hazard.plan import Plan
from hazard.scenario import Danger, ScenarioKind, dangers_of, scenarios_of
from hazard.weather import Weather

__all__ = ["LASTING_ONLY", "Radiation", "Site", "heat_between"]

LASTING_ONLY: Final = Notice(
    zh="计算的热辐射只计持续燃烧（池火、喷射火），按单元坐标间的距离；火球热辐射引起的升级未计，"
    "概率可能偏低。",
    en="Computed heat counts lasting fires only (pool and jet), between the positions of units; "
    "escalation by the heat of fireballs is left out, so probabilities may be too low.",
)
_MODELS: Final = {ScenarioKind.POOL_FIRE: pool_fire_of, ScenarioKind.JET_FIRE: jet_fire_of}
_NEAREST, _FARTHEST = 1.0, 2000.0
_HALVINGS: Final = 18
_KEPT: Final = 32  # neighbourhoods whose heat is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A unit at a place with what it holds (有坐标的单元).

    Attributes:
        id: What tells it from others.
        position: Where it is.
        contents: What it holds.
        equipment: Its kind of equipment.
        name: What messages call it; empty takes the id.
    """

    id: str
    position: Position
    contents: tuple[Stored, ...]
    equipment: EquipmentKind | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiation:
    """Heat that fires put on neighbours (单元间热辐射).

    Attributes:
        vectors: Heat from unit to unit [kW/m²], the strongest fire of each source.
        burning: Units with a fire that lasts.
        burn_out: How long the fires of units last [s], the longest of each.
        citations: What the heat rests on.
        assumptions: What was taken for granted.
        errors: What kept the fire of a unit from being computed.
    """

    vectors: tuple[Vector, ...]
    burning: frozenset[str]
    burn_out: tuple[tuple[str, float], ...]
    citations: tuple[Citation, ...]
    assumptions: tuple[Notice, ...]
    errors: tuple[tuple[str, HazardError], ...]


def heat_between(
    sites: Sequence[Site], sources: Collection[str], weather: Weather, *, least: float
) -> Radiation:
    """Return the heat that fires put on neighbouring units (单元间热辐射).

    Args:
        sites: Units with a position, within a few kilometres of each other.
        sources: Ids of those whose fire is wanted.
        weather: Wind and stability.
        least: Heat below which no unit of them is harmed [kW/m²]; weaker vectors may be left out.
    """
    return _heat(tuple(sites), frozenset(sources), weather, least)


# What it is computed from is the key, so a neighbourhood that was edited is computed anew.
@lru_cache(maxsize=_KEPT)
def _heat(
    sites: tuple[Site, ...], sources: frozenset[str], weather: Weather, least: float
) -> Radiation:
    fires: dict[str, list[Consequence]] = {}
    errors: list[tuple[str, HazardError]] = []
    for site in sites:
        if site.id in sources:
            fires[site.id] = []
            for stored in site.contents:
                try:
                    fires[site.id] += _fires(stored, weather)
                except HazardError as error:
                    errors.append((site.id, error))
    used = [fire for found in fires.values() for fire in found]
    return Radiation(
        vectors=tuple(_vectors(sites, fires, weather, least * 1e3)),
        burning=frozenset(name for name, found in fires.items() if found),
        burn_out=tuple(
            (name, max(f.lasts for f in found)) for name, found in fires.items() if found
        ),
        citations=tuple(
            dict.fromkeys(c for f in used for c in (f.scenario.citation, *f.citations))
        ),
        assumptions=tuple(
            dict.fromkeys(n for f in used for n in (f.scenario.story, *f.assumptions))
        ),
        errors=tuple(errors),
    )


def _fires(stored: Stored, weather: Weather) -> list[Consequence]:
    """Return the lasting fires of one substance; `HazardError` if they cannot be computed."""
    dangers = dangers_of(stored.name, stored.cas, stored.symbols)
    if Danger.FLAMMABLE not in dangers.found:
        return []
    burns = dangers.grounds_of(Danger.FLAMMABLE)
    return [
        _MODELS[scenario.kind](stored, scenario, weather)
        .resting_on(burns)
        .resting_on(stored.ground)
        for scenario in scenarios_of(Danger.FLAMMABLE, stored.kind, stored.form)
        if scenario.kind in _MODELS
    ]


def _vectors(
    sites: Sequence[Site], fires: dict[str, list[Consequence]], weather: Weather, least: float
) -> list[Vector]:
    if not sites:
        return []
    plan = Plan([site.position for site in sites])
    found: list[Vector] = []
    for k, site in enumerate(sites):
        strongest: dict[int, float] = {}
        for fire in fires.get(site.id, ()):
            near, east, north = plan.around(k, _reach(fire, weather, least))
            for i, flux in zip(near, fire.felt(east, north).intensity, strict=True):
                strongest[i] = max(strongest.get(i, 0.0), float(flux) / 1e3)
        found += [
            Vector(source=site.id, target=sites[i].id, flux=flux)
            for i, flux in sorted(strongest.items())
            if flux > 0
        ]
    return found


def _reach(fire: Consequence, weather: Weather, least: float) -> float:
    """Return how far a fire reaches downwind, where its flame leans [m]."""
    low, high = _NEAREST, _FARTHEST
    for _ in range(_HALVINGS):
        middle = float(np.sqrt(low * high))
        if fire.felt(*weather.downwind(middle)).intensity[0] >= least:
            low = middle
        else:
            high = middle
    return high
