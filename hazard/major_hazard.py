"""Identification and grading of major hazard installations (重大危险源辨识与分级).

Indices S and R of GB 18218-2018. Sums are formed from the decimal figures as written, so a
sum that is exactly 1 or exactly 10 on paper is exactly that here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from graph.evidence import Citation
from graph.model.labels import MajorHazardGrade as Grade
from hazard.classification import Content, Holding, holding_of, missing_categories
from hazard.errors import MissingInputError, OutOfValidityError
from hazard.gb18218.rows import ExposureBand
from hazard.gb18218.tables import STANDARD, exposure_bands, grade_bands
from hazard.notice import Notice, unverified

__all__ = [
    "SOURCE",
    "Assessment",
    "Content",
    "Grade",
    "Holding",
    "Interval",
    "alpha_of",
    "assess",
    "grade_of",
    "grading_index",
    "identification_index",
]

SOURCE: Final = Citation(instrument=STANDARD, clause="equations (1) and (2), tables 1 to 6")

_PEOPLE: Final = Notice(zh="厂界外500米范围常住人口", en="number of people within 500 m")
_CONTENTS: Final = Notice(zh="危险化学品及其数量", en="contents and their quantities")
_ASSUMPTIONS: Final = (
    Notice(
        zh="各数量均按设计最大量计（4.2.2）。",
        en="Every quantity is taken as the design maximum (4.2.2).",
    ),
    Notice(
        zh="所列物质均在同一单元内：生产单元以切断阀划分，储罐区以防火堤、仓库以独立建筑物划分。",
        en="All contents lie in one unit: production by cut-off valves, tank farms by bund, "
        "warehouses by separate building.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure known only within bounds (区间) [-]; equal ends mean it is known."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Whether a unit is a major hazard installation, and of which grade (辨识与分级结果).

    Attributes:
        terms: Every term of the sums, in the order of the contents.
        identification_index: S [-].
        is_major_hazard: Whether S ≥ 1.
        people_within_500_m: People counted for α; None if not on record.
        alpha: Correction factor α [-]; the whole of table 5 if the people are not known.
        grading_index: R [-]; None below S = 1, where there is nothing to grade.
        grade: The grade, where every possible R gives the same; else None.
        possible_grades: Grades that R allows, gravest first; empty below S = 1.
        missing: Inputs that would narrow the answer down.
        sources: Everything the figures rest on.
        assumptions: What was taken for granted.
        warnings: What to check before relying on the answer.
    """

    terms: tuple[Holding, ...]
    identification_index: float
    is_major_hazard: bool
    people_within_500_m: int | None
    alpha: Interval
    grading_index: Interval | None
    grade: Grade | None
    possible_grades: tuple[Grade, ...]
    missing: tuple[MissingInputError, ...]
    sources: tuple[Citation, ...]
    assumptions: tuple[Notice, ...]
    warnings: tuple[Notice, ...]


def identification_index(holdings: Sequence[Holding]) -> float:
    """Return S = q₁/Q₁ + … + qₙ/Qₙ [-] (辨识指标S); equation (1)."""
    return float(_ratio_sum(holdings))


def grading_index(holdings: Sequence[Holding], *, alpha: float) -> float:
    """Return R = α (β₁q₁/Q₁ + … + βₙqₙ/Qₙ) [-] (分级指标R); equation (2).

    Args:
        holdings: Every listed substance in the unit, each with its β.
        alpha: Correction factor for people exposed (校正系数α) [-]; table 5.

    Raises:
        MissingInputError: If a β is not known.
    """
    return float(_exact(alpha) * _weighted_sum(holdings))


def grade_of(index: float | Fraction) -> Grade:
    """Return the grade for R [-] (级别); table 6. The lower end belongs to the graver grade.

    Raises:
        OutOfValidityError: If R is negative or not a number.

    >>> grade_of(10.0), grade_of(100.0)
    (<MajorHazardGrade.THREE: 'THREE'>, <MajorHazardGrade.ONE: 'ONE'>)
    """
    for band in grade_bands():
        if index >= band.r_min:
            return band.grade
    raise OutOfValidityError(Notice(zh="分级指标R", en="R"), float(index), 0, math.inf, "", SOURCE)


def alpha_of(people: int) -> ExposureBand:
    """Return the row of table 5 for people within 500 m outward from the boundary (校正系数α).

    Raises:
        OutOfValidityError: If the number is negative.

    >>> [alpha_of(n).alpha for n in (0, 1, 29, 30, 50, 100)]
    [0.5, 1.0, 1.0, 1.2, 1.5, 2.0]
    """
    for band in exposure_bands():
        if people >= band.people_min:
            return band
    raise OutOfValidityError(_PEOPLE, people, 0, math.inf, "", band.citation)


def assess(
    contents: Sequence[Content], people_within_500_m: int | None, *, unit: str = "本单元"
) -> Assessment:
    """Identify and grade one unit (辨识与分级).

    Without the number of people S is still answered, and R as a range over table 5.

    Args:
        contents: Every hazardous chemical in the unit.
        people_within_500_m: Residents within 500 m outward from the site boundary, if known.
        unit: Name of the unit, for messages.

    Raises:
        MissingInputError: If there are no contents, or a quantity, a row of table 1 or a
            category is not on record; its `others` are the further gaps. A category that only
            β needs matters from S = 1.
        OutOfValidityError: If a quantity or the number of people is negative.
        UnknownNameError: If a row number or symbol does not exist.
        InvalidCasNumberError: If a CAS number fails its check digit.

    >>> assess([Content(name="液氨", quantity=50)], 120).grade
    <MajorHazardGrade.THREE: 'THREE'>
    """
    if not contents:
        raise MissingInputError(_CONTENTS, unit, "HOLDS")
    terms = _terms(contents)
    bands = exposure_bands() if people_within_500_m is None else (alpha_of(people_within_500_m),)
    alpha = Interval(low=min(b.alpha for b in bands), high=max(b.alpha for b in bands))
    total = _ratio_sum(terms)
    span = _grading_span(terms, alpha) if total >= 1 else None
    possible = _grades_between(*span) if span else ()
    missing = () if people_within_500_m is not None else (_missing_people(unit),)
    sources = tuple(dict.fromkeys(s for term in terms for s in term.sources))
    return Assessment(
        terms=terms,
        identification_index=float(total),
        is_major_hazard=total >= 1,
        people_within_500_m=people_within_500_m,
        alpha=alpha,
        grading_index=Interval(low=float(span[0]), high=float(span[1])) if span else None,
        grade=possible[0] if len(possible) == 1 else None,
        possible_grades=possible,
        missing=missing,
        sources=(*sources, *dict.fromkeys(band.citation for band in bands)),
        assumptions=(*_ASSUMPTIONS, *(note for term in terms for note in term.assumptions)),
        warnings=(*unverified(sources), *(Notice(zh=gap.zh, en=gap.en) for gap in missing)),
    )


def _terms(contents: Sequence[Content]) -> tuple[Holding, ...]:
    terms: list[Holding] = []
    gaps: list[MissingInputError] = []
    for content in contents:
        try:
            terms.append(holding_of(content))
        except MissingInputError as gap:
            gaps.append(gap)
    _raise_first(gaps)
    return tuple(terms)


def _grading_span(terms: Sequence[Holding], alpha: Interval) -> tuple[Fraction, Fraction]:
    weighted = _weighted_sum(terms)
    return _exact(alpha.low) * weighted, _exact(alpha.high) * weighted


def _grades_between(low: Fraction, high: Fraction) -> tuple[Grade, ...]:
    order = [band.grade for band in grade_bands()]
    return tuple(order[order.index(grade_of(high)) : order.index(grade_of(low)) + 1])


def _missing_people(unit: str) -> MissingInputError:
    return MissingInputError(_PEOPLE, unit, "Unit.people_within_500_m")


def _ratio_sum(terms: Sequence[Holding]) -> Fraction:
    return sum((_exact(t.quantity) / _exact(t.critical_quantity) for t in terms), Fraction())


def _weighted_sum(terms: Sequence[Holding]) -> Fraction:
    _raise_first([missing_categories(term.name) for term in terms if term.beta is None])
    return sum(
        (_exact(t.beta or 0) * _exact(t.quantity) / _exact(t.critical_quantity) for t in terms),
        Fraction(),
    )


def _raise_first(gaps: Sequence[MissingInputError]) -> None:
    if gaps:
        gaps[0].others = tuple(gaps[1:])
        raise gaps[0]


def _exact(figure: float) -> Fraction:
    """Return the decimal a float was written as, so 0.3 is three tenths."""
    return Fraction(repr(float(figure)))
