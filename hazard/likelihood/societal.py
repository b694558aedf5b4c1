"""Societal risk (社会风险): how often so many people or more die, as points of an F-N curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hazard.consequence.effect import Consequence
from hazard.errors import HazardError
from hazard.geodesy import Position, offsets
from hazard.likelihood.climate import (
    CLIMATE,
    WeatherClass,
    climate_of,
    lethality_at,
    method_for,
    variants,
)
from hazard.likelihood.frequency import IGNITION, frequency_of
from hazard.likelihood.individual import RiskSource
from hazard.method import MethodStatement
from hazard.notice import Notice
from hazard.risk.criteria import SocietalZone, societal_lines, societal_zone
from hazard.scenario import ScenarioKind
from hazard.validity import FloatArray

__all__ = ["Crowd", "CurvePoint", "ExpectedDeaths", "SocietalRisk", "societal_risk"]

_ALWAYS: Final = Notice(
    zh="死亡人数按登记人数全部在其坐标处室外、无防护、昼夜在场计（上限）；只计各单元全部泄漏的情景；"
    "企业从业人员未登记、不计入。",
    en="Everybody on record is taken to be at the position of the place, outdoors and "
    "unprotected, day and night, an upper bound; only the loss of all that a unit holds counts. "
    "Employees are not on record and not counted.",
)
_BEARINGS: Final = 72
_NUMBERS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST: Final = 1000.0  # deaths to which the lines are drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """People at a place (人群)."""

    position: Position
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One point of the curve (F-N 曲线点).

    Attributes:
        deaths: N.
        per_year: F, how often N or more die [1/yr].
        zone: Where it lies under GB 36894-2018; None beyond the lines.
    """

    deaths: float
    per_year: float
    zone: SocietalZone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDeaths:
    """Deaths a year that one scenario is expected to cause (年期望死亡人数).

    Attributes:
        source: Whose it is.
        kind: The scenario.
        per_year: Expected deaths [1/yr].
    """

    source: str
    kind: ScenarioKind
    per_year: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietalRisk:
    """Societal risk around units (社会风险).

    Attributes:
        points: The curve, fewest deaths first; empty where nobody would die.
        contributions: By scenario, greatest first.
        problems: What kept scenarios out, with the source each concerns.
        unmodelled: Whether something may happen that no scenario covers, as the method warns.
        method: What gave the figures.
    """

    points: tuple[CurvePoint, ...]
    contributions: tuple[ExpectedDeaths, ...]
    problems: tuple[tuple[str, HazardError], ...]
    unmodelled: bool
    method: MethodStatement

    @property
    def expected(self) -> float:
        """Return the deaths to be expected in a year [1/yr] (年期望死亡人数)."""
        return float(sum(each.per_year for each in self.contributions))


def societal_risk(
    crowds: Sequence[Crowd], sources: Sequence[RiskSource], given: Sequence[WeatherClass] = ()
) -> SocietalRisk:
    """Return the societal risk of units (社会风险).

    Args:
        crowds: People around them.
        sources: What is stored.
        given: Classes of weather with their shares; none takes them alike.

    Raises:
        OutOfValidityError: If the shares given do not add up to one.
    """
    climate = climate_of(given)
    deaths: list[FloatArray] = [np.zeros(0)]
    often: list[FloatArray] = [np.zeros(0)]
    expected: list[ExpectedDeaths] = []
    problems: list[tuple[str, HazardError]] = []
    warnings: list[Notice] = []
    cited = [*(() if given else (CLIMATE,)), *(line.citation for line in societal_lines())]
    said: list[Notice] = []
    for each in sources:
        kinds, errors, unmodelled = variants(each.source.stored, climate)
        problems += [(each.source.id, error) for error in errors]
        warnings += unmodelled
        for kind, classes in kinds.items():
            try:
                frequency = frequency_of(each.source.stored, kind, each.frequency)
                killed = [_killed(each.source.position, crowds, c) for _, c in classes]
            except HazardError as error:
                problems.append((each.source.id, error))
                continue
            shares = [frequency.per_year * w / _BEARINGS for w, _ in classes]
            rates = [np.full(_BEARINGS, share) for share in shares]
            deaths, often = [*deaths, *killed], [*often, *rates]
            total = sum(float((n * f).sum()) for n, f in zip(killed, rates, strict=True))
            expected.append(ExpectedDeaths(source=each.source.id, kind=kind, per_year=total))
            cited += frequency.citations
            cited += [s for _, c in classes for s in (c.scenario.citation, *c.citations)]
            said += [n for _, c in classes for n in (c.scenario.story, *c.assumptions)]
    expected.sort(key=lambda e: (-e.per_year, e.source, e.kind))
    return SocietalRisk(
        points=_curve(np.concatenate(deaths), np.concatenate(often)),
        contributions=tuple(expected),
        problems=tuple(problems),
        unmodelled=bool(warnings),
        method=method_for(cited, (IGNITION, *said), warnings, always=_ALWAYS, given=bool(given)),
    )


def _killed(origin: Position, crowds: Sequence[Crowd], consequence: Consequence) -> FloatArray:
    """Return how many die for each bearing of the wind."""
    if not crowds:
        return np.zeros(_BEARINGS)
    east, north = offsets(origin, [crowd.position for crowd in crowds])
    people = np.array([crowd.people for crowd in crowds], dtype=np.float64)
    turn = np.arange(_BEARINGS)[:, None] * 2 * np.pi / _BEARINGS
    along = east * np.cos(turn) + north * np.sin(turn)
    across = north * np.cos(turn) - east * np.sin(turn)
    return np.asarray(lethality_at(consequence, along, across) @ people)


def _curve(deaths: FloatArray, often: FloatArray) -> tuple[CurvePoint, ...]:
    most = float(deaths.max(initial=0.0))
    asked = [float(n) for n in _NUMBERS if n <= most]
    if most >= 1 and most not in asked:
        asked.append(most)
    return tuple(_point(n, float(often[deaths >= n].sum())) for n in asked)


def _point(deaths: float, per_year: float) -> CurvePoint:
    zone = societal_zone(deaths, per_year) if deaths <= _MOST else None
    return CurvePoint(deaths=deaths, per_year=per_year, zone=zone)
