"""Identification and grading of major hazard installations (重大危险源辨识与分级)."""

from typing import Annotated

import strawberry

from graph.model.labels import MajorHazardGrade
from schema.filters import enum_of
from schema.types.base import Snapshot
from schema.types.method import Citation, MethodStatement
from schema.types.problems import InvalidData, MissingData, NotFound, OutOfValidity
from schema.types.reference import Evidence, Substance, Unit

__all__ = ["FigureRange", "MajorHazardAssessment", "MajorHazardResult", "MajorHazardTerm"]

enum_of(MajorHazardGrade)


@strawberry.type(description="取值区间. A figure known only within bounds.")
class FigureRange:
    """A figure known only within bounds."""

    low: float
    high: float


@strawberry.type(description="求和项. One substance of the sums S and R.")
class MajorHazardTerm:
    """One substance of the sums."""

    substance: Substance = strawberry.field(description="物质. The substance held.")
    name: str
    quantity: float = strawberry.field(
        description="设计最大量 q [t]. Most that is there by design."
    )
    critical_quantity: float = strawberry.field(
        description="临界量 Q [t]. Critical quantity of the substance."
    )
    beta: float | None = strawberry.field(description="校正系数 β; null where not on record.")
    ratio: float = strawberry.field(description="比值 q/Q. Quantity over critical quantity.")
    weighted_ratio: float | None = strawberry.field(
        description="加权比值 β·q/Q. The ratio times the coefficient of the substance."
    )
    basis: Citation = strawberry.field(description="临界量依据. Row that gives Q.")
    beta_basis: Citation | None = strawberry.field(description="β 依据. Row that gives β.")
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that it is held in this quantity."
    )


@strawberry.type(
    description="重大危险源辨识与分级, GB 18218-2018: S = Σ q/Q, R = α Σ β·q/Q. "
    "Computed from the record, never asserted."
)
class MajorHazardAssessment:
    """Whether a unit is a major hazard installation, and of which grade."""

    unit: Unit
    snapshot: Snapshot
    is_major_hazard: bool = strawberry.field(description="是否构成. Whether S ≥ 1.")
    s: float = strawberry.field(description="辨识指标 S. Sum of the ratios.")
    r: float | None = strawberry.field(
        description="分级指标 R; null below S = 1, and where α or a β is not known exactly."
    )
    r_range: FigureRange | None = strawberry.field(description="R 的区间. Bounds of R.")
    alpha: float | None = strawberry.field(description="暴露人员校正系数 α; null if not known.")
    alpha_range: FigureRange = strawberry.field(description="α 的区间. Bounds of α.")
    people_within_500_m: int | None = strawberry.field(
        description="厂界外500米常住人口. People who live within 500 m of the fence.",
        name="peopleWithin500M",
    )
    grade: MajorHazardGrade | None = strawberry.field(
        description="级别. Null below S = 1, and where more than one grade is possible."
    )
    possible_grades: list[MajorHazardGrade] = strawberry.field(
        description="可能级别. Grades that the record allows, gravest first."
    )
    terms: list[MajorHazardTerm]
    missing: list[MissingData] = strawberry.field(
        description="缺失资料. What would narrow the answer down."
    )
    method: MethodStatement


MajorHazardResult = Annotated[
    MajorHazardAssessment | MissingData | OutOfValidity | InvalidData | NotFound,
    strawberry.union("MajorHazardResult", description="辨识结果. The assessment, or why not."),
]
