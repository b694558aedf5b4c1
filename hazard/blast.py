"""Blast on neighbours (冲击波对相邻单元): what the explosion of a unit does to others at once.

Damage by the probits of Cozzani and Salzano 2004, above the thresholds of Cozzani et al. 2006
where they state one. It is there from the start, so it does not add to heat: a unit fails by
either, and the chance that it withstands both is the product.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.evidence import Citation
from graph.model.labels import EquipmentKind
from hazard.consequence.effect import Consequence, EffectKind
from hazard.errors import HazardError, MissingInputError
from hazard.exposure import consequences_of
from hazard.geodesy import offsets
from hazard.notice import Notice
from hazard.radiation import Site
from hazard.scenario import Danger, ScenarioKind, dangers_of
from hazard.vulnerability.escalation_overpressure import (
    Contents,
    damage_probit,
    escalation_by_overpressure,
    overpressure_threshold,
)
from hazard.weather import Weather

__all__ = ["AT_ONCE", "Blasts", "Blow", "blasts_from"]

AT_ONCE: Final = Notice(
    zh="起始单元爆炸的冲击波在开始时即作用于相邻单元，与热辐射相互独立；由此失效的单元的爆炸不再向外传播，"
    "概率可能偏低。有毒气体不使设备失效，只计入波及目标和联系树。",
    en="The blast of an origin strikes its neighbours at the start, independently of heat; blasts "
    "of units that fail later do not spread, so probabilities may be too low. Toxic gas makes no "
    "unit fail: it counts for places within reach and in the call tree.",
)
_LEFT_OUT: Final = Notice(
    zh="爆炸冲击波引起的升级未计，概率可能偏低。",
    en="Escalation by blasts is left out, so probabilities may be too low.",
)
_EQUIPMENT: Final = Notice(zh="设备类别", en="kind of equipment")
_LEAST: Final = 1e-9  # chance below which a blow is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Blow:
    """What the explosion of one unit does to another (冲击波作用).

    Attributes:
        source: Unit that explodes.
        target: Unit that is struck.
        overpressure: Peak side-on overpressure there [kPa].
        probability: That it fails [-].
    """

    source: str
    target: str
    overpressure: float
    probability: float


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


def blasts_from(
    origins: Sequence[Site],
    sites: Sequence[Site],
    weather: Weather,
    kinds: Collection[ScenarioKind] | None = None,
) -> Blasts:
    """Return what the explosions of some units do to others (爆炸作用).

    Args:
        origins: Units that fail from the start; without any, blasts are left out.
        sites: Units around, origins among them or not.
        weather: Wind and stability.
        kinds: Scenarios by which the origins fail; None takes all that their contents allow.
    """
    if not origins:
        return Blasts(assumptions=(_LEFT_OUT,))
    used: list[Consequence] = []
    errors: list[tuple[str, HazardError]] = []
    started: set[str] = set()
    blows: dict[tuple[str, str], Blow] = {}
    for origin in origins:
        found, lacking = _scenarios(origin, weather, kinds)
        errors += [(origin.id, error) for error in lacking]
        started |= {origin.id} if found else set()
        explosions = [c for c in found if c.kind is EffectKind.OVERPRESSURE]
        used += explosions
        targets = [site for site in sites if site.id != origin.id] if explosions else []
        for target in targets:
            try:
                blow = _blow(origin, target, explosions)
            except HazardError as error:
                errors.append((target.id, error))
                continue
            if blow.probability >= _LEAST:
                blows[origin.id, target.id] = blow
    struck = {blow.target for blow in blows.values()}
    figures = [c for s in sites if s.id in struck for c in _cited(s)]
    cited = [c for e in used for c in (e.scenario.citation, *e.citations)]
    said = [n for e in used for n in (e.scenario.story, *e.assumptions)]
    return Blasts(
        blows=tuple(blows[pair] for pair in sorted(blows)),
        started=frozenset(started),
        citations=tuple(dict.fromkeys([*cited, *figures])),
        assumptions=tuple(dict.fromkeys([AT_ONCE, *said])),
        errors=tuple(errors),
    )


def _scenarios(
    site: Site, weather: Weather, kinds: Collection[ScenarioKind] | None
) -> tuple[list[Consequence], list[HazardError]]:
    found: list[Consequence] = []
    errors: list[HazardError] = []
    for stored in site.contents:
        consequences, lacking, _ = consequences_of(stored, weather)
        found += [c for c in consequences if kinds is None or c.scenario.kind in kinds]
        errors += lacking
    return found, errors


def _blow(origin: Site, target: Site, explosions: Sequence[Consequence]) -> Blow:
    """Return the strongest of several explosions; `HazardError` if the target is not known."""
    equipment = _equipment(target)
    east, north = offsets(origin.position, [target.position])
    pressure = max(float(e.felt(east, north).intensity[0]) for e in explosions)
    threshold = overpressure_threshold(equipment, _contents(target))
    least = threshold.value if threshold else 0.0
    chance = escalation_by_overpressure(np.array(pressure), equipment, threshold=least)
    return Blow(
        source=origin.id,
        target=target.id,
        overpressure=pressure / 1e3,
        probability=float(chance),
    )


def _equipment(site: Site) -> EquipmentKind:
    if site.equipment is None:
        raise MissingInputError(_EQUIPMENT, site.id, "Unit.equipment")
    return site.equipment


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


def _cited(site: Site) -> list[Citation]:
    equipment = _equipment(site)
    threshold = overpressure_threshold(equipment, _contents(site))
    return [damage_probit(equipment).citation, *([threshold.citation] if threshold else [])]
