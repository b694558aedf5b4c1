"""Blast on neighbours (冲击波对相邻单元): what the explosion of a unit does to others at once.

A cloud explodes, or the vapour space of a tank. It strikes when its source fails, so it does not
add to heat: a unit fails by either, and the chance that it withstands both is the product.
Neighbours come from a tree of positions, so the cost grows with them and not with the square of
the park.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.evidence import Citation
from hazard.consequence.blast import cloud_explosion_of
from hazard.consequence.effect import Consequence
from hazard.consequence.stored import Stored
from hazard.consequence.tank import vapour_space_explosion_of
from hazard.errors import HazardError, MissingInputError
from hazard.escalation_graph import Blow
from hazard.exposure import consequences_of
from hazard.notice import Notice
from hazard.plan import Plan
from hazard.radiation import Site
from hazard.safeguard import kept
from hazard.scenario import (
    IN_THE_TANK,
    Danger,
    Scenario,
    ScenarioKind,
    dangers_of,
    scenarios_of,
)
from hazard.struck import damage, reach_of, released_by
from hazard.vulnerability.escalation_overpressure import damage_probit, overpressure_threshold
from hazard.weather import Weather

__all__ = ["ON_FAILURE", "Blasts", "blasts_among"]

ON_FAILURE: Final = Notice(
    zh="每个单元失效时，按其存量可能的爆炸（蒸气云爆炸、罐内气相空间爆炸）即时作用于相邻单元"
    "（起始单元按所给情景），与热辐射相互独立；同一单元有几种爆炸时取最易致损者；"
    "登记有氮封的储罐，罐内爆炸的致损概率乘以其失效概率；"
    "有毒气体不使设备失效，只计入波及目标和联系树。",
    en="Every unit explodes as its contents allow at the moment it fails, as a cloud or in the "
    "vapour space of a tank (origins by the scenarios given), and strikes its neighbours at once, "
    "independently of heat. Of several explosions of a unit the one likeliest to break a "
    "neighbour counts; that in a tank with inerting on record counts with the chance that it "
    "fails. Toxic gas makes no unit fail: it counts for places within reach and in the call tree.",
)
_MODELS: Final[Mapping[ScenarioKind, Callable[[Stored, Scenario, Weather], Consequence]]] = {
    ScenarioKind.VAPOUR_CLOUD_EXPLOSION: cloud_explosion_of,
    ScenarioKind.VAPOUR_SPACE_EXPLOSION: vapour_space_explosion_of,
}
_EQUIPMENT: Final = Notice(zh="设备类别", en="kind of equipment")
_KEPT: Final = 32  # neighbourhoods whose blasts are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Blasts:
    """Blows that explosions deal, and what else origins let out (冲击波).

    Attributes:
        blows: The likeliest of each source on each target.
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
    started, errors = _started([s for s in sites if s.id in origins], weather, kinds)
    strikes = [
        (kind, blow)
        for kind, blow in found.strikes
        if kinds is None or kind in kinds or blow.source not in origins
    ]
    return Blasts(
        blows=_strongest(blow for _, blow in strikes),
        started=started,
        citations=found.citations,
        assumptions=found.assumptions,
        errors=(*errors, *found.errors),
    )


def _strongest(blows: Iterable[Blow]) -> tuple[Blow, ...]:
    """Return the likeliest blow of each source on each target; one resistance decides of all."""
    best: dict[tuple[str, str], Blow] = {}
    for blow in blows:
        other = best.setdefault((blow.source, blow.target), blow)
        if (blow.probability, blow.overpressure) > (other.probability, other.overpressure):
            best[blow.source, blow.target] = blow
    return tuple(best.values())


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
            if any(_strikes(c.scenario.kind, kinds) for c in consequences):
                started.add(origin.id)
    return frozenset(started), errors


def _strikes(kind: ScenarioKind, kinds: Collection[ScenarioKind] | None) -> bool:
    """Tell whether a scenario of an origin says what it does to its neighbours.

    What stays in the tank does so only if it was asked for: else its fire outside is lacking.
    """
    if kinds is None:
        return kind not in IN_THE_TANK
    return kind in kinds and kind is not ScenarioKind.TANK_FIRE


@dataclass(frozen=True, slots=True)
class _Found:
    """What explosions of all units do, before any scenario is chosen."""

    strikes: tuple[tuple[ScenarioKind, Blow], ...]
    citations: tuple[Citation, ...]
    assumptions: tuple[Notice, ...]
    errors: tuple[tuple[str, HazardError], ...]


# What it is computed from is the key, so a neighbourhood that was edited is computed anew.
@lru_cache(maxsize=_KEPT)
def _blasts(sites: tuple[Site, ...], weather: Weather) -> _Found:
    errors: list[tuple[str, HazardError]] = []
    explosions: dict[str, list[_Explosion]] = {}
    for site in sites:
        for stored in site.contents:
            for found in _explosions(stored, weather):
                if isinstance(found, HazardError):
                    errors.append((site.id, found))
                else:
                    explosions.setdefault(site.id, []).append(found)
    strikes, unknown = _all_strikes(sites, explosions)
    errors += [
        (site.id, MissingInputError(_EQUIPMENT, site.name or site.id, "Unit.equipment"))
        for site in sites
        if site.id in unknown
    ]
    used = [each.consequence for found in explosions.values() for each in found]
    said = [notice for each in used for notice in (each.scenario.story, *each.assumptions)]
    return _Found(
        strikes=strikes,
        citations=_citations(sites, [blow for _, blow in strikes], used),
        assumptions=tuple(dict.fromkeys([ON_FAILURE, *said])),
        errors=tuple(errors),
    )


@dataclass(frozen=True, slots=True)
class _Explosion:
    """An explosion of a unit, and the chance that it comes when the unit fails [-]."""

    consequence: Consequence
    happens: float


def _explosions(stored: Stored, weather: Weather) -> Iterator[_Explosion | HazardError]:
    """Yield the explosions of one substance, and what keeps one from being computed."""
    try:
        dangers = dangers_of(stored.name, stored.cas, stored.symbols)
        if Danger.FLAMMABLE not in dangers.found:
            return
        scenarios, _ = kept(stored, scenarios_of(Danger.FLAMMABLE, stored.kind, stored.form))
    except HazardError as error:
        yield error
        return
    for scenario in scenarios:
        if scenario.kind in _MODELS:
            inside = scenario.kind is ScenarioKind.VAPOUR_SPACE_EXPLOSION
            fails = stored.inerting_failure if inside else None
            try:
                found = _MODELS[scenario.kind](stored, scenario, weather)
                found = found.resting_on(dangers.grounds_of(Danger.FLAMMABLE))
                found = found.resting_on(stored.ground)
                yield _Explosion(found, 1.0 if fails is None else fails)
            except HazardError as error:
                yield error


def _all_strikes(
    sites: Sequence[Site], explosions: Mapping[str, Sequence[_Explosion]]
) -> tuple[tuple[tuple[ScenarioKind, Blow], ...], set[str]]:
    """Return the blows by scenario, and the units within reach of which the kind is not known."""
    if not explosions:
        return (), set()
    plan = Plan([site.position for site in sites])
    contents = [released_by(site) for site in sites]
    strikes: list[tuple[ScenarioKind, Blow]] = []
    unknown: set[str] = set()
    for k, site in enumerate(sites):
        for each in explosions.get(site.id, ()):
            near, east, north = plan.around(k, reach_of(each.consequence))
            felt = each.consequence.felt(east, north).intensity
            pressure = dict(zip(near, felt.tolist(), strict=True))
            unknown |= {sites[i].id for i in pressure if sites[i].equipment is None}
            dealt = damage(site.id, sites, contents, pressure, each.happens)
            strikes += [(each.consequence.scenario.kind, blow) for blow in dealt]
    return tuple(strikes), unknown


def _citations(
    sites: Sequence[Site],
    blows: Sequence[Blow],
    used: Sequence[Consequence],
) -> tuple[Citation, ...]:
    cited = [c for e in used for c in (e.scenario.citation, *e.citations)]
    struck = {blow.target for blow in blows}
    for site in sites:
        if site.id in struck and site.equipment is not None:
            threshold = overpressure_threshold(site.equipment, released_by(site))
            cited += [damage_probit(site.equipment).citation]
            cited += [threshold.citation] if threshold else []
    return tuple(dict.fromkeys(cited))
