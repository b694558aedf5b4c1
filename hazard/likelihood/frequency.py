"""How often scenarios happen (事故频率): a vessel that loses all it holds, and what ignites.

Frequencies are those of the Purple Book by kind of equipment, unless the record states its own.
Where it splits what ignites, the greater share is taken for each scenario, so the shares of one
vessel may add up to more than one: each frequency is an upper bound within the source.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from graph.evidence import Citation
from graph.model.labels import EquipmentKind, SubstanceState
from hazard.consequence.stored import RELEASE_TIME, Stored
from hazard.notice import Notice
from hazard.risk.purple_book import SOURCE, Reactivity, direct_ignition
from hazard.scenario import IN_THE_TANK, ScenarioKind
from hazard.tables import cite, rows
from hazard.validity import within

__all__ = [
    "IGNITION",
    "Frequency",
    "Release",
    "ReleaseFrequency",
    "frequency_of",
    "release_frequency",
]

IGNITION: Final = Notice(
    zh="点火概率按紫皮书取上限：火球、喷射火按高活性直接点火，云爆按低活性直接点火、其余全部延迟点火"
    "（其中 0.4 爆炸、0.6 闪火），池火按 0.065 直接点火，其蒸气其余全部延迟点燃（0.6 闪火）；"
    "延迟点燃的池火未计。",
    en="Ignition takes the upper shares of the Purple Book: direct ignition at high reactivity for "
    "fireballs and jets, at low for clouds, of which all the rest is taken to ignite late, .4 of "
    "that to explode and .6 to burn as a flash fire; .065 for pools, whose vapour all the rest is "
    "taken to light late. Pools lit late are not counted.",
)
_LATE: Final = {ScenarioKind.VAPOUR_CLOUD_EXPLOSION: 0.4, ScenarioKind.FLASH_FIRE: 0.6}
"""Shares of late ignitions that explode and that do not, Purple Book."""
_POOLS: Final = frozenset({SubstanceState.LIQUID, SubstanceState.REFRIGERATED_LIQUID})
_FREQUENCY: Final = Notice(zh="全部泄漏频率", en="The release frequency")


class Release(StrEnum):
    """How a vessel loses all that it holds (泄漏方式)."""

    SUDDEN = "SUDDEN"
    TEN_MINUTES = "TEN_MINUTES"


_OF: Final = {
    ScenarioKind.POOL_FIRE: (Release.SUDDEN, Release.TEN_MINUTES),
    ScenarioKind.JET_FIRE: (Release.TEN_MINUTES,),
    ScenarioKind.FIREBALL: (Release.SUDDEN,),
    ScenarioKind.VAPOUR_CLOUD_EXPLOSION: (Release.SUDDEN,),
    ScenarioKind.FLASH_FIRE: (Release.SUDDEN, Release.TEN_MINUTES),
    ScenarioKind.TOXIC_RELEASE: (Release.SUDDEN, Release.TEN_MINUTES),
    ScenarioKind.TOXIC_EVAPORATION: (Release.SUDDEN, Release.TEN_MINUTES),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFrequency:
    """How often equipment of a kind loses all that it holds (泄漏频率).

    Attributes:
        equipment: Kind of equipment.
        release: How.
        per_year: How often [1/yr].
        citation: What states it.
    """

    equipment: EquipmentKind
    release: Release
    per_year: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often a scenario happens (情景频率).

    Attributes:
        release: How often all is lost in a way that may lead to it [1/yr].
        ignition: Share of those that do [-]; in an inerted tank, the chance that inerting fails.
        stated: Whether the record gives the frequency of the release.
        citations: What it rests on.
    """

    release: float
    ignition: float
    stated: bool
    citations: tuple[Citation, ...]

    @property
    def per_year(self) -> float:
        """Return how often the scenario happens [1/yr]."""
        return self.release * self.ignition


@cache
def release_frequency(equipment: EquipmentKind, release: Release) -> ReleaseFrequency:
    """Return how often equipment of a kind loses all that it holds (查泄漏频率).

    >>> found = release_frequency(EquipmentKind.PRESSURISED, Release.SUDDEN)
    >>> found.per_year, found.citation.verified
    (5e-07, False)
    """
    row = next(
        row
        for row in rows("release_frequencies")
        if (row["equipment"], row["release"]) == (equipment, release)
    )
    return ReleaseFrequency(
        equipment=EquipmentKind(row["equipment"]),
        release=Release(row["release"]),
        per_year=float(row["per_year"]),
        citation=cite(row),
    )


def frequency_of(stored: Stored, kind: ScenarioKind, stated: float | None = None) -> Frequency:
    """Return how often a scenario of what a unit holds happens (情景频率).

    Args:
        stored: What the unit holds.
        kind: The scenario.
        stated: How often the unit loses all of it, as the record states [1/yr]; fires and
            explosions in a tank are no such loss and keep the frequency of the table.

    Raises:
        MissingInputError: If the kind of equipment or the quantity is not on record.
        OutOfValidityError: If the stated frequency is negative.
    """
    if kind in IN_THE_TANK:
        return _in_the_tank(stored, kind)
    ignition = _ignition(stored, kind)
    lit = (SOURCE,) if ignition < 1 else ()
    if stated is not None:
        within(stated, 0, 1, _FREQUENCY, unit="1/yr")
        return Frequency(release=stated, ignition=ignition, stated=True, citations=lit)
    found = [release_frequency(stored.kind, release) for release in _OF[kind]]
    return Frequency(
        release=sum(each.per_year for each in found),
        ignition=ignition,
        stated=False,
        citations=(*(each.citation for each in found), *lit),
    )


def _in_the_tank(stored: Stored, kind: ScenarioKind) -> Frequency:
    """Return how often a tank burns or explodes without a release, the inerting failing."""
    row = next(row for row in rows("tank_frequencies") if row["scenario"] == kind)
    fails = stored.inerting_failure if kind is ScenarioKind.VAPOUR_SPACE_EXPLOSION else None
    return Frequency(
        release=float(row["per_year"]),
        ignition=1.0 if fails is None else fails,
        stated=False,
        citations=(cite(row),),
    )


def _ignition(stored: Stored, kind: ScenarioKind) -> float:
    """Return the share of releases that lead to a scenario [-]."""
    late = _LATE.get(kind, 0.0)
    if late and stored.form in _POOLS:
        return late * (1 - direct_ignition(Reactivity.LIQUID))
    if late:
        return late * (1 - direct_ignition(Reactivity.LOW, mass=stored.mass))
    if kind is ScenarioKind.POOL_FIRE:
        return direct_ignition(Reactivity.LIQUID)
    if kind is ScenarioKind.JET_FIRE:
        return direct_ignition(Reactivity.HIGH, rate=stored.mass / RELEASE_TIME)
    if kind is ScenarioKind.FIREBALL:
        return direct_ignition(Reactivity.HIGH, mass=stored.mass)
    return 1.0
