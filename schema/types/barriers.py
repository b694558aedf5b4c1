"""Barriers and what they change (安全屏障): what counts, what-if, and which matters most."""

import strawberry

from graph.model.labels import BarrierKind
from schema.filters import enum_of
from schema.types.method import Citation
from schema.types.problems import Problem
from schema.types.reference import Evidence, Measure, NodeRef, Unit

__all__ = [
    "BarrierUsed",
    "LethalityChange",
    "MeasureInput",
    "NotEffective",
    "ProbabilityChange",
    "RankedMeasure",
    "WhatIf",
]

enum_of(BarrierKind)


@strawberry.input(
    description="拟增措施. A barrier added for a what-if; figures left out are those of the table, "
    "and are asked for where it has none."
)
class MeasureInput:
    """A barrier added for a what-if."""

    barrier: BarrierKind
    unit: strawberry.ID = strawberry.field(description="所保护的单元. The unit that it protects.")
    failure_on_demand: float | None = strawberry.field(
        default=None, description="要求时失效概率 [-]. Chance that it does not work when needed."
    )
    remaining_share: float | None = strawberry.field(
        default=None, description="剩余热辐射份额 [-]. Of a water spray or a separation."
    )
    effect_time: float | None = strawberry.field(
        default=None,
        description="生效时间 [s]. Delay by a fireproofing, or time until a team cools the unit or "
        "the release is shut off.",
    )


@strawberry.type(description="计入的屏障. A barrier that counts in the figures.")
class BarrierUsed:
    """A barrier that counts in the figures."""

    unit: Unit
    barrier: BarrierKind
    measure: Measure | None = strawberry.field(
        description="措施. Null for one that was added for the what-if."
    )
    failure_on_demand: float = strawberry.field(
        description="要求时失效概率 [-]. Chance that it does not work when needed."
    )
    remaining_share: float | None = strawberry.field(
        description="剩余热辐射份额 [-]. Of a water spray or a separation; null for others."
    )
    effect_time: float | None = strawberry.field(
        description="生效时间 [s]. Delay by a fireproofing, or time until a team cools the unit or "
        "the release is shut off."
    )
    basis: list[Citation] = strawberry.field(
        description="参数来源. Of figures that neither the record nor the question gave."
    )
    evidence: list[Evidence]


@strawberry.type(
    description="未计入的措施. A measure on record that lacks a figure, so does nothing."
)
class NotEffective:
    """A measure on record that lacks a figure."""

    measure: Measure
    unit: Unit
    problem: Problem


@strawberry.type(
    description="概率变化. How a unit's probability differs from that without changes."
)
class ProbabilityChange:
    """How the probability of a unit changes."""

    unit: Unit
    before: float = strawberry.field(description="变更前. With the measures on record.")
    after: float = strawberry.field(description="变更后. As asked.")
    difference: float


@strawberry.type(
    description="致死概率变化. How the chance of death by the release of an origin (gas, jet fire, "
    "pool and its vapour) differs at a place, if it happens; isolation and gas detection end it."
)
class LethalityChange:
    """How the chance of death by the release of an origin changes at a place."""

    place: NodeRef = strawberry.field(description="目标. Protection target or enterprise.")
    before: float = strawberry.field(description="变更前 [-]. With the measures on record.")
    after: float = strawberry.field(description="变更后 [-]. As asked.")
    difference: float = strawberry.field(description="差值 [-]. After, less before.")


@strawberry.type(
    description="假设分析. What the measures taken as failed and those added change, against the "
    "measures on record."
)
class WhatIf:
    """What measures taken away or added change."""

    changes: list[ProbabilityChange] = strawberry.field(
        description="各单元. Greatest change first."
    )
    expected_failures_before: float = strawberry.field(
        description="预期失效单元数（变更前）. Sum of the probabilities of all that may follow."
    )
    expected_failures_after: float = strawberry.field(
        description="预期失效单元数（变更后）. The same with the changes asked."
    )
    lethality_changes: list[LethalityChange] = strawberry.field(
        description="各目标致死概率. Of places in reach of a release of the origin, greatest "
        "change first."
    )
    expected_deaths_before: float | None = strawberry.field(
        description="预期死亡人数（变更前）. By the gravest release of the origin that can be shut "
        "off, if it happens, among people on record, in the open; null where none is computed."
    )
    expected_deaths_after: float | None = strawberry.field(
        description="预期死亡人数（变更后）. The same with the changes asked."
    )


@strawberry.type(
    description="措施排序. By how much a barrier lowers the expected number of units that fail."
)
class RankedMeasure:
    """By how much a barrier lowers the risk."""

    barrier: BarrierUsed
    expected_failures_without: float = strawberry.field(
        description="该措施失效时的预期失效单元数. All others as they are."
    )
    reduction: float = strawberry.field(
        description="降低的预期失效单元数. Greatest first; at most a few standard errors of noise."
    )
    deaths_averted: float | None = strawberry.field(
        description="减少的预期死亡人数. By releases of the origin, as in the what-if; of "
        "isolation and gas detection. Null where no release that can be shut off is computed."
    )
