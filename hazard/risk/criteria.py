"""Risk criteria (风险基准): individual risk by protection class, and lines for societal risk.

GB 36894-2018, *Risk criteria for hazardous chemicals production unit and storage installations*.
The societal lines are F = 10⁻³/N and F = 10⁻⁵/N for 1 to 1000 deaths, neither checked against
the figure of the standard yet.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.evidence import Citation
from graph.model.labels import ProtectionClass
from hazard.notice import Notice
from hazard.tables import cite, rows
from hazard.validity import FloatArray, within

__all__ = [
    "IndividualLimit",
    "PlantStatus",
    "SocietalCriterion",
    "SocietalLine",
    "SocietalZone",
    "individual_limit",
    "societal_lines",
    "societal_zone",
]

_DEATHS: Final = Notice(zh="死亡人数", en="The number of deaths")
_FREQUENCY: Final = Notice(zh="累积频率", en="The cumulative frequency")


class PlantStatus(StrEnum):
    """Whether a plant is new or at work already (装置状态)."""

    NEW = "NEW"
    IN_SERVICE = "IN_SERVICE"


class SocietalCriterion(StrEnum):
    """Whose lines for societal risk are used (社会风险基准)."""

    GB36894 = "GB36894"
    BEVI = "BEVI"


class SocietalZone(StrEnum):
    """Zone of the F-N diagram (社会风险区域)."""

    ACCEPTABLE = "ACCEPTABLE"
    AS_LOW_AS_PRACTICABLE = "AS_LOW_AS_PRACTICABLE"
    UNACCEPTABLE = "UNACCEPTABLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualLimit:
    """Individual risk a class of protection target may bear (个人风险基准).

    Attributes:
        protection_class: Class of protection target.
        status: Whether the plant is new or in service.
        per_year: Greatest individual risk [1/yr].
        citation: What states it.
    """

    protection_class: ProtectionClass
    status: PlantStatus
    per_year: float
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietalLine:
    """A line F = a N^b of the F-N diagram (社会风险曲线).

    Attributes:
        upper: Whether it bounds what is unacceptable; else what is acceptable.
        factor: a [1/yr].
        slope: b [-].
        low: Least number of deaths.
        high: Greatest number of deaths.
        citation: What states it.
    """

    upper: bool
    factor: float
    slope: float
    low: float
    high: float
    citation: Citation

    def at(self, deaths: npt.ArrayLike) -> FloatArray:
        """Return F on the line for N or more deaths [1/yr] (曲线频率).

        Raises:
            OutOfValidityError: If the line is not drawn at N.
        """
        n = within(deaths, self.low, self.high, _DEATHS, source=self.citation)
        return self.factor * n**self.slope


@cache
def individual_limit(protection_class: ProtectionClass, status: PlantStatus) -> IndividualLimit:
    """Return the limit of individual risk (查个人风险基准).

    >>> individual_limit(ProtectionClass.GENERAL_TWO, PlantStatus.NEW).per_year
    3e-06
    """
    row = next(
        row for row in rows("gb36894_individual") if row["protection_class"] == protection_class
    )
    column = "new_per_year" if status is PlantStatus.NEW else "in_service_per_year"
    return IndividualLimit(
        protection_class=protection_class,
        status=status,
        per_year=float(row[column]),
        citation=cite(row, f"{row['clause']} {row['zh']}"),
    )


@cache
def societal_lines(
    criterion: SocietalCriterion = SocietalCriterion.GB36894,
) -> tuple[SocietalLine, ...]:
    """Return the lines of a criterion, upper first (查社会风险曲线).

    >>> [f"{float(line.at(10)):.0e}" for line in societal_lines()]
    ['1e-04', '1e-06']
    """
    return tuple(
        SocietalLine(
            upper=row["line"] == "UPPER",
            factor=float(row["factor"]),
            slope=float(row["slope"]),
            low=float(row["n_low"]),
            high=float(row["n_high"]),
            citation=cite(row),
        )
        for row in rows("societal_lines")
        if row["criterion"] == criterion
    )


def societal_zone(deaths: float, frequency: float) -> SocietalZone:
    """Return the zone of one point of an F-N curve under GB 36894-2018 (社会风险区域判定).

    Args:
        deaths: N.
        frequency: F, how often N or more die [1/yr].

    Raises:
        OutOfValidityError: If N lies outside 1 to 1000.

    >>> societal_zone(10, 2e-5)
    <SocietalZone.AS_LOW_AS_PRACTICABLE: 'AS_LOW_AS_PRACTICABLE'>
    """
    upper, lower = (float(line.at(deaths)) for line in societal_lines())
    often = float(within(frequency, 0, np.inf, _FREQUENCY, unit="1/yr"))
    if often > upper:
        return SocietalZone.UNACCEPTABLE
    return SocietalZone.ACCEPTABLE if often <= lower else SocietalZone.AS_LOW_AS_PRACTICABLE
