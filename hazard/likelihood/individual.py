"""Individual risk (个人风险): how often somebody who is always there, in the open, would die."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hazard.consequence.effect import Consequence
from hazard.errors import HazardError
from hazard.exposure import Source
from hazard.geodesy import Position, offsets
from hazard.likelihood.climate import (
    CLIMATE,
    WeatherClass,
    climate_of,
    lethality_at,
    method_for,
    variants,
)
from hazard.likelihood.frequency import IGNITION, Frequency, frequency_of
from hazard.method import MethodStatement
from hazard.notice import Notice
from hazard.scenario import ScenarioKind

__all__ = ["Contribution", "IndividualRisk", "RiskSource", "individual_risk"]

_ALWAYS: Final = Notice(
    zh="个人风险按全年停留在室外、无防护的人计，只计各单元全部泄漏的情景，不计小孔泄漏、多米诺和管道。",
    en="Individual risk is that of a person who is always there, outdoors and unprotected; only "
    "the loss of all that a unit holds counts, not small leaks, escalation or pipelines.",
)
_TURN: Final = 180  # bearings on one side of the wind; the other is its mirror


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSource:
    """A source and how often it loses all it holds, where the record says so (风险源).

    Attributes:
        source: What is stored where.
        frequency: How often [1/yr]; None takes that of its kind of equipment.
    """

    source: Source
    frequency: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one scenario adds to the risk at a place (风险贡献).

    Attributes:
        source: Whose it is.
        kind: The scenario.
        frequency: How often it happens.
        lethality: Chance of death there if it happens, the mean over weather and wind [-].
    """

    source: str
    kind: ScenarioKind
    frequency: Frequency
    lethality: float

    @property
    def per_year(self) -> float:
        """Return the risk it adds [1/yr]."""
        return self.frequency.per_year * self.lethality


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualRisk:
    """Individual risk at a place (个人风险).

    Attributes:
        per_year: The sum of the contributions [1/yr].
        contributions: Greatest first.
        problems: What kept scenarios out, with the source each concerns.
        unmodelled: Whether something may happen that no scenario covers, as the method warns.
        method: What gave the figures.
    """

    per_year: float
    contributions: tuple[Contribution, ...]
    problems: tuple[tuple[str, HazardError], ...]
    unmodelled: bool
    method: MethodStatement


def individual_risk(
    place: Position, sources: Sequence[RiskSource], given: Sequence[WeatherClass] = ()
) -> IndividualRisk:
    """Return the individual risk at a place (个人风险).

    Args:
        place: Where somebody is.
        sources: What is stored around it.
        given: Classes of weather with their shares; none takes them alike.

    Raises:
        OutOfValidityError: If the shares given do not add up to one.
    """
    climate = climate_of(given)
    found: list[Contribution] = []
    problems: list[tuple[str, HazardError]] = []
    warnings: list[Notice] = []
    cited = [] if given else [CLIMATE]
    said: list[Notice] = []
    for each in sources:
        source = each.source
        kinds, errors, unmodelled = variants(source.stored, climate)
        problems += [(source.id, error) for error in errors]
        warnings += unmodelled
        (east,), (north,) = offsets(source.position, [place])
        for kind, classes in kinds.items():
            try:
                often = frequency_of(source.stored, kind, each.frequency)
                lethality = sum(w * _turned(c, float(np.hypot(east, north))) for w, c in classes)
            except HazardError as error:
                problems.append((source.id, error))
                continue
            found.append(
                Contribution(
                    source=source.id, kind=kind, frequency=often, lethality=float(lethality)
                )
            )
            cited += [*often.citations]
            cited += [s for _, c in classes for s in (c.scenario.citation, *c.citations)]
            said += [n for _, c in classes for n in (c.scenario.story, *c.assumptions)]
    found.sort(key=lambda c: (-c.per_year, c.source, c.kind))
    return IndividualRisk(
        per_year=float(sum(c.per_year for c in found)),
        contributions=tuple(found),
        problems=tuple(problems),
        unmodelled=bool(warnings),
        method=method_for(cited, (IGNITION, *said), warnings, always=_ALWAYS, given=bool(given)),
    )


def _turned(consequence: Consequence, distance: float) -> float:
    """Return the chance of death so far away [m], the mean over the bearings of the wind."""
    turn = (np.arange(_TURN) + 0.5) * np.pi / _TURN
    return float(lethality_at(consequence, distance * np.cos(turn), distance * np.sin(turn)).mean())
