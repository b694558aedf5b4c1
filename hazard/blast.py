"""Blast on neighbours (冲击波对相邻单元): what the explosion of a unit does to others at once.

Damage by the probits of Cozzani and Salzano 2004, above the thresholds of Cozzani et al. 2006
where they state one. It strikes when its source fails, so it does not add to heat: a unit fails
by either, and the chance that it withstands both is the product. Neighbours come from a tree of
positions, so the cost grows with them and not with the square of the park.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from graph.evidence import Citation
from graph.model.labels import EquipmentKind
from hazard.consequence.blast import cloud_explosion_of
from hazard.consequence.effect import Consequence
from hazard.consequence.stored import Stored
from hazard.errors import HazardError, MissingInputError
from hazard.escalation_graph import Blow
from hazard.exposure import consequences_of
from hazard.notice import Notice
from hazard.plan import Plan
from hazard.radiation import Site
from hazard.scenario import IN_THE_TANK, Danger, ScenarioKind, dangers_of, scenarios_of
from hazard.validity import FloatArray
from hazard.vulnerability.escalation_overpressure import (
    Contents,
    damage_probit,
    escalation_by_overpressure,
    least_damaging,
    overpressure_threshold,
)
from hazard.weather import Weather

__all__ = ["ON_FAILURE", "Blasts", "blasts_among"]

ON_FAILURE: Final = Notice(
    zh="每个单元失效时，按其存量可能的爆炸即时作用于相邻单元（起始单元按所给情景），与热辐射相互独立；"
    "有毒气体不使设备失效，只计入波及目标和联系树。",
    en="Every unit explodes as its contents allow at the moment it fails (origins by the scenarios "
    "given) and strikes its neighbours at once, independently of heat. Toxic gas makes no unit "
    "fail: it counts for places within reach and in the call tree.",
)
_EQUIPMENT: Final = Notice(zh="设备类别", en="kind of equipment")
_LEAST: Final = 1e-9  # chance below which a blow is none
_NEAREST, _FARTHEST = 1.0, 20_000.0
_HALVINGS: Final = 24
_KEPT: Final = 32  # neighbourhoods whose blasts are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Blasts:
    """Blows that explosions deal, and what else origins let out (冲击波).

    Attributes:
        blows: The strongest of each source on each target.
        started: Origins of which some scenario could be computed, explosion or not.
        citations: What the blows rest on.
        assumptions: What was taken for granted.
        errors: What kept an explosion or a target from being computed.
    """

    blows: tuple[Blow, ...] = ()
    started: frozenset[str] = frozenset()
    citations: tuple[Citation, ...] = ()
    assumptions: tuple[Notice, ...] = ()
    errors: tuple[tuple[str, HazardError], ...] = ()


def blasts_among(
    sites: Sequence[Site],
    origins: Collection[str],
    weather: Weather,
    kinds: Collection[ScenarioKind] | None = None,
) -> Blasts:
    """Return what the explosions of units do to others (爆炸作用).

    Args:
        sites: Units with a position, within a few kilometres of each other.
        origins: Ids of those that fail from the start.
        weather: Wind and stability.
        kinds: Scenarios by which the origins fail; None takes all that their contents allow.
    """
    found = _blasts(tuple(sites), weather)
    explodes = kinds is None or ScenarioKind.VAPOUR_CLOUD_EXPLOSION in kinds
    quiet = frozenset[str]() if explodes else frozenset(origins)
    started, errors = _started([s for s in sites if s.id in origins], weather, kinds)
    return Blasts(
        blows=tuple(blow for blow in found.blows if blow.source not in quiet),
        started=started,
        citations=found.citations,
        assumptions=found.assumptions,
        errors=(*errors, *found.errors),
    )


def _started(
    origins: Sequence[Site], weather: Weather, kinds: Collection[ScenarioKind] | None
) -> tuple[frozenset[str], list[tuple[str, HazardError]]]:
    """Return the origins of which something could be computed, and what could not."""
    started: set[str] = set()
    errors: list[tuple[str, HazardError]] = []
    for origin in origins:
        for stored in origin.contents:
            consequences, lacking, _ = consequences_of(stored, weather)
            errors += [(origin.id, error) for error in lacking]
            if any(
                c.scenario.kind not in IN_THE_TANK and (kinds is None or c.scenario.kind in kinds)
                for c in consequences
            ):
                started.add(origin.id)
    return frozenset(started), errors


# What it is computed from is the key, so a neighbourhood that was edited is computed anew.
@lru_cache(maxsize=_KEPT)
def _blasts(sites: tuple[Site, ...], weather: Weather) -> Blasts:
    errors: list[tuple[str, HazardError]] = []
    explosions: dict[str, list[Consequence]] = {}
    for site in sites:
        for stored in site.contents:
            try:
                explosions.setdefault(site.id, []).extend(_explosions(stored, weather))
            except HazardError as error:
                errors.append((site.id, error))
    blows, unknown = _blows(sites, explosions)
    errors += [
        (site.id, MissingInputError(_EQUIPMENT, site.id, "Unit.equipment"))
        for site in sites
        if site.id in unknown
    ]
    return Blasts(
        blows=blows,
        citations=_citations(sites, blows, explosions),
        assumptions=tuple(
            dict.fromkeys(
                [
                    ON_FAILURE,
                    *(
                        notice
                        for found in explosions.values()
                        for each in found
                        for notice in (each.scenario.story, *each.assumptions)
                    ),
                ]
            )
        ),
        errors=tuple(errors),
    )


def _explosions(stored: Stored, weather: Weather) -> list[Consequence]:
    """Return the explosions of one substance; `HazardError` if they cannot be computed."""
    if Danger.FLAMMABLE not in dangers_of(stored.name, stored.cas, stored.symbols).found:
        return []
    return [
        cloud_explosion_of(stored, scenario, weather)
        for scenario in scenarios_of(Danger.FLAMMABLE, stored.kind, stored.form)
        if scenario.kind is ScenarioKind.VAPOUR_CLOUD_EXPLOSION
    ]


def _blows(
    sites: Sequence[Site], explosions: Mapping[str, Sequence[Consequence]]
) -> tuple[tuple[Blow, ...], set[str]]:
    """Return the blows, and the units within reach of which the kind is not known."""
    if not explosions:
        return (), set()
    plan = Plan([site.position for site in sites])
    contents = [_contents(site) for site in sites]
    found: list[Blow] = []
    unknown: set[str] = set()
    for k, site in enumerate(sites):
        pressure: dict[int, float] = {}
        for explosion in explosions.get(site.id, ()):
            near, east, north = plan.around(k, _reach(explosion))
            for i, p in zip(near, explosion.felt(east, north).intensity, strict=True):
                pressure[i] = max(pressure.get(i, 0.0), float(p))
        unknown |= {sites[i].id for i in pressure if sites[i].equipment is None}
        found += _damage(site.id, sites, contents, pressure)
    return tuple(found), unknown


def _damage(
    source: str,
    sites: Sequence[Site],
    contents: Sequence[Contents],
    pressure: Mapping[int, float],
) -> list[Blow]:
    """Return the blows of one explosion on the units around it, in order of their names."""
    alike: defaultdict[tuple[EquipmentKind, Contents], list[int]] = defaultdict(list)
    for i in pressure:
        if (kind := sites[i].equipment) is not None:
            alike[kind, contents[i]].append(i)
    found: list[Blow] = []
    for (kind, holds), units in alike.items():
        threshold = overpressure_threshold(kind, holds)
        felt = np.array([pressure[i] for i in units])
        least = threshold.value if threshold else 0.0
        chance: FloatArray = escalation_by_overpressure(felt, kind, threshold=least)
        found += [
            Blow(source=source, target=sites[i].id, overpressure=p / 1e3, probability=c)
            for i, p, c in zip(units, felt.tolist(), chance.tolist(), strict=True)
            if c >= _LEAST
        ]
    return sorted(found, key=lambda blow: blow.target)


def _reach(explosion: Consequence) -> float:
    """Return how far an explosion can break the most sensitive equipment [m]."""
    least = least_damaging(_LEAST)
    low, high = _NEAREST, _FARTHEST
    for _ in range(_HALVINGS):
        middle = np.sqrt(low * high)
        strong = explosion.felt(np.array([middle]), np.zeros(1)).intensity[0] >= least
        low, high = (middle, high) if strong else (low, middle)
    return float(high)


def _contents(site: Site) -> Contents:
    """Return what an escalation would let out; the graver where several are held."""
    dangers: set[Danger] = set()
    for stored in site.contents:
        try:
            dangers |= dangers_of(stored.name, stored.cas, stored.symbols).found
        except HazardError:
            continue  # without a danger on record the threshold for any contents is taken
    if Danger.TOXIC in dangers:
        return Contents.TOXIC
    return Contents.FLAMMABLE if Danger.FLAMMABLE in dangers else Contents.ANY


def _citations(
    sites: Sequence[Site],
    blows: Sequence[Blow],
    explosions: Mapping[str, Sequence[Consequence]],
) -> tuple[Citation, ...]:
    used = [e for found in explosions.values() for e in found]
    cited = [c for e in used for c in (e.scenario.citation, *e.citations)]
    struck = {blow.target for blow in blows}
    for site in sites:
        if site.id in struck and site.equipment is not None:
            threshold = overpressure_threshold(site.equipment, _contents(site))
            cited += [damage_probit(site.equipment).citation]
            cited += [threshold.citation] if threshold else []
    return tuple(dict.fromkeys(cited))
