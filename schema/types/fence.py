"""The fence of a park (越界影响): what accidents within carry out, and those outside carry in."""

from typing import Annotated

import strawberry

from hazard.consequence.effect import EffectKind
from hazard.footprint import FootprintLevel
from hazard.scenario import ScenarioKind
from schema.types.base import Snapshot
from schema.types.exposure import NotComputed, Weather
from schema.types.footprint import FootprintPlace
from schema.types.method import MethodStatement
from schema.types.problems import (
    BudgetExceeded,
    InvalidData,
    MissingData,
    NotFound,
    OutOfValidity,
)
from schema.types.reference import Evidence, Park, Substance, Unit

__all__ = ["Fence", "FenceCrossing", "FenceResult"]


@strawberry.type(
    description="越界情景. One scenario of one unit whose ground lies on both sides of the fence."
)
class FenceCrossing:
    """One scenario that reaches across the fence."""

    unit: Unit
    substance: Substance
    scenario: ScenarioKind
    kind: EffectKind
    level: float = strawberry.field(description="界限值, in levelUnit.")
    level_unit: str = strawberry.field(description="界限值单位. Unit of the level.")
    level_meaning: str = strawberry.field(description="界限含义. What happens at that level.")
    fence_distance: float = strawberry.field(
        description="离边界距离 [m]. From the unit to the nearest point of the fence."
    )
    reach: float = strawberry.field(description="最远距离 [m]. From the unit, at the level.")
    beyond: float = strawberry.field(
        description="越界距离 [m]. Greatest distance from the fence of ground that is reached on "
        "the other side."
    )
    truncated: bool = strawberry.field(
        description="是否截断. Whether it goes on beyond what the model is stated for."
    )
    places: list[FootprintPlace] = strawberry.field(
        description="越界波及目标. Those on the other side of the fence, nearest to the unit first."
    )
    people_on_record: int = strawberry.field(
        description="登记人数. Sum of the populations on record there; a lower bound."
    )
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that the unit holds it."
    )
    method: MethodStatement


@strawberry.type(
    description="越界影响. What can cross the fence of a park, and come in over it; computed, "
    "never asserted. What could not be computed is listed, so an empty list alone means nothing."
)
class Fence:
    """What can cross the fence of a park, and come in over it."""

    park: Park = strawberry.field(description="园区. Park whose fence it is.")
    snapshot: Snapshot
    weather: Weather
    level: FootprintLevel = strawberry.field(description="影响级别. What bounds the ground.")
    radius: float = strawberry.field(
        description="搜索半径 [m]. Units farther off than this outside the park are left out."
    )
    evidence: list[Evidence] = strawberry.field(
        description="边界依据. What gives the boundary of the park."
    )
    outward: list[FenceCrossing] = strawberry.field(
        description="越出. Scenarios of units within that reach beyond the fence, farthest first."
    )
    inward: list[FenceCrossing] = strawberry.field(
        description="侵入. Scenarios of units outside that reach in, farthest first."
    )
    contained: int = strawberry.field(
        description="未越界情景数. Scenarios that stay on their side of the fence."
    )
    people_outside: int | None = strawberry.field(
        description="园区外波及人数. On record outside and reached from within, each place once; a "
        "lower bound, null where no unit within could be computed."
    )
    people_inside: int | None = strawberry.field(
        description="园区内波及人数. On record within and reached from outside, each place once; a "
        "lower bound, null where no unit outside could be computed."
    )
    units_considered: int = strawberry.field(
        description="涉及单元数. Units of the park and around it, those not computed among them."
    )
    not_computed: list[NotComputed]
    complete: bool = strawberry.field(
        description="是否完整. Whether nothing was left out within the radius."
    )
    assumptions: list[str]
    warnings: list[str]


FenceResult = Annotated[
    Fence | MissingData | OutOfValidity | InvalidData | NotFound | BudgetExceeded,
    strawberry.union("FenceResult", description="越界影响结果. What crosses, or why not told."),
]
