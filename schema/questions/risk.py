"""Individual risk at a place (个人风险), against the criteria for what stands there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.model.labels import ProtectionClass
from hazard.errors import HazardError, MissingInputError
from hazard.exposure import Source
from hazard.geodesy import Position
from hazard.likelihood.climate import WeatherClass
from hazard.likelihood.individual import Contribution, IndividualRisk, RiskSource, individual_risk
from hazard.notice import Notice
from hazard.risk.criteria import PlantStatus, individual_limit
from schema.types import problems, risk as types
from schema.types.method import citations, stated
from schema.types.risk import WeatherClassInput

__all__ = ["Place", "classes_of", "risk_at", "too_many"]

Row = Mapping[str, Any]
Contents = Mapping[str, tuple[Row, Row]]
"""Unit and content of each source, by the name of the source."""

MAX_CLASSES: Final = 64
"""Classes of weather; statistics tell six to nine speeds of wind for each of six stabilities."""
_CLASS: Final = Notice(zh="防护目标类别", en="class of protection target")


class Place:
    """A place whose risk is asked, and what is on record of it (目标)."""

    def __init__(self, position: Position, name: str, protection_class: str | None) -> None:
        self.position, self.name = position, name
        self.protection_class = ProtectionClass(protection_class) if protection_class else None


def classes_of(given: Sequence[WeatherClassInput] | None) -> list[WeatherClass]:
    """Return the classes of weather that were given, if any."""
    return [
        WeatherClass(wind=each.wind_speed, stability=each.stability, share=each.share)
        for each in given or ()
    ]


def too_many(given: Sequence[WeatherClassInput] | None) -> problems.BudgetExceeded | None:
    """Return the problem that every source would be computed in too many classes of weather."""
    return problems.beyond("climate", len(given or ()) or 1, MAX_CLASSES)


def risk_at(
    place: Place,
    sources: Sequence[Source],
    contents: Contents,
    climate: Sequence[WeatherClass],
    *,
    lacking: bool,
) -> types.IndividualRisk:
    """Return the individual risk at a place.

    Args:
        place: Where.
        sources: What is stored around it.
        contents: Unit and content of each of them.
        climate: Classes of weather; none takes them alike.
        lacking: Whether some unit around could not be taken in at all, or none is on record.

    Raises:
        HazardError: If the classes of weather cannot be.
    """
    asked = [
        RiskSource(source=each, frequency=contents[each.id][0]["release_frequency"])
        for each in sources
    ]
    found = individual_risk(place.position, asked, climate)
    complete = not lacking and not found.problems and not found.unmodelled
    return types.IndividualRisk(
        per_year=found.per_year,
        protection_class=place.protection_class,
        criteria=list(_criteria(place, found, complete=complete)),
        missing=[] if place.protection_class else [problems.problem_of(_unclassed(place))],
        contributions=[
            _shown(each, *contents[each.source]) for each in found.contributions if each.per_year
        ],
        complete=complete,
        method=stated(found.method),
    )


def _unclassed(place: Place) -> HazardError:
    return MissingInputError(_CLASS, place.name, "Receptor.protection_class")


def _criteria(
    place: Place, found: IndividualRisk, *, complete: bool
) -> Iterator[types.RiskCriterion]:
    for status in PlantStatus if place.protection_class else ():
        limit = individual_limit(place.protection_class, status)
        over = found.per_year > limit.per_year
        yield types.RiskCriterion(
            status=status,
            limit=limit.per_year,
            exceeded=over if over or complete else None,
            basis=citations([limit.citation])[0],
        )


def _shown(each: Contribution, unit: Row, content: Row) -> types.RiskContribution:
    return types.RiskContribution(
        unit=unit["unit"],
        substance=content["substance"],
        scenario=each.kind,
        release_frequency=each.frequency.release,
        frequency_stated=each.frequency.stated,
        frequency_basis=citations(each.frequency.citations),
        ignition=each.frequency.ignition,
        lethality=each.lethality,
        per_year=each.per_year,
        evidence=list(content["evidence"]),
    )
