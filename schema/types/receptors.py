"""Protection targets that accidents reach (受波及目标), and the people on record there."""

import strawberry

from hazard.consequence.effect import EffectKind
from hazard.scenario import ScenarioKind
from schema.types.base import PageInfo
from schema.types.problems import Problem
from schema.types.reference import Evidence, NodeRef, Substance, Unit

__all__ = [
    "NotCounted",
    "ReceptorEffect",
    "ReceptorImpact",
    "ReceptorImpactConnection",
    "ReceptorImpactEdge",
]


@strawberry.type(
    description="到达目标的效应. What one scenario of a unit does there if the unit fails."
)
class ReceptorEffect:
    """What one scenario of a unit does at the place."""

    source: Unit
    substance: Substance
    scenario: ScenarioKind
    kind: EffectKind
    distance: float = strawberry.field(description="距离 [m], from the unit.")
    probability: float = strawberry.field(
        description="该单元失效概率. Of the unit; that of the scenario is not on record."
    )
    arrival_time: float | None = strawberry.field(
        description="到达时间 [s], after the start; null if no model gives when the unit fails."
    )
    lethality: float | None = strawberry.field(
        description="条件致死概率. Chance of death in the open if it happens; null nearer than the "
        "model is stated for."
    )
    evidence: list[Evidence] = strawberry.field(
        description="存量依据. What says that the unit holds it."
    )


@strawberry.type(
    description="受波及目标. A protection target or an enterprise within the reach of an event."
)
class ReceptorImpact:
    """A protection target or an enterprise within the reach of an event."""

    place: NodeRef
    order: int = strawberry.field(description="级数. 1 where the origin itself reaches it.")
    probability: float = strawberry.field(
        description="波及概率下限. Greatest probability among the units that reach it if they fail."
    )
    arrival_time: float | None = strawberry.field(
        description="最早到达时间 [s], after the start; null if no model gives it."
    )
    population: int | None = strawberry.field(
        description="人数. People on record; null where none is, which is not nobody."
    )
    effects: list[ReceptorEffect] = strawberry.field(description="效应. Gravest first.")
    evidence: list[Evidence] = strawberry.field(
        description="目标依据. What says where it is and how many people are there."
    )


@strawberry.type(
    description="未能计入. A unit whose reach is not computed, or a place of which it cannot be "
    "told whether it is reached or how many people are there; the field that would tell."
)
class NotCounted:
    """What is not counted among the people exposed, and which field would change that."""

    of: NodeRef
    problem: Problem


@strawberry.type
class ReceptorImpactEdge:
    """A place reached and its cursor."""

    cursor: str
    node: ReceptorImpact


@strawberry.type(description="受波及目标列表. By order, then nearest in time, then by name.")
class ReceptorImpactConnection:
    """A page of places reached."""

    edges: list[ReceptorImpactEdge]
    nodes: list[ReceptorImpact]
    page_info: PageInfo
    total_count: int
