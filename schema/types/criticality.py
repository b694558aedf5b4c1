"""Which unit should be protected first (关键单元)."""

from typing import Annotated

import strawberry

from hazard.criticality import CriticalityMeasure
from schema.filters import enum_of
from schema.types.base import Snapshot
from schema.types.exposure import NotComputed
from schema.types.method import MethodStatement
from schema.types.problems import (
    BudgetExceeded,
    InvalidData,
    MissingData,
    NotFound,
    OutOfValidity,
)
from schema.types.reference import Unit

__all__ = ["Criticality", "CriticalityResult", "RankedUnit"]

enum_of(CriticalityMeasure)


@strawberry.type(description="关键单元. How critical one unit is for the spread of fire.")
class RankedUnit:
    """How critical one unit is."""

    unit: Unit
    reaches: int = strawberry.field(description="可波及单元数. Units that its fire can reach.")
    reached_by: int = strawberry.field(description="可受波及的来源数. Units that can reach it.")
    out_closeness: float = strawberry.field(
        description="出接近度 [kW/m²]. One over the sum of its distances to what it reaches."
    )
    in_closeness: float = strawberry.field(
        description="入接近度 [kW/m²]. The same towards it: how exposed it is."
    )
    betweenness: float = strawberry.field(
        description="中介度 [-]. Share of shortest ways between others that pass it."
    )
    risk_as_source: float | None = strawberry.field(
        description="作为起火源的贡献. Units expected to fail if it burns first; null where that "
        "could not be computed, see notComputed."
    )
    risk_as_victim: float = strawberry.field(
        description="作为受害者的贡献. Sum of its chances to fail as each other unit burns first."
    )


@strawberry.type(
    description="关键单元排序. Units of a region, park or organisation; computed, never asserted."
)
class Criticality:
    """Units by how critical they are."""

    snapshot: Snapshot
    units_considered: int = strawberry.field(description="涉及单元数. Units that were compared.")
    units: list[RankedUnit] = strawberry.field(description="单元. Most critical first.")
    not_computed: list[NotComputed]
    complete: bool = strawberry.field(
        description="是否完整. Whether the fire of every unit could be followed."
    )
    method: MethodStatement


CriticalityResult = Annotated[
    Criticality | MissingData | OutOfValidity | InvalidData | NotFound | BudgetExceeded,
    strawberry.union("CriticalityResult", description="关键单元结果. The ranking, or why not."),
]
