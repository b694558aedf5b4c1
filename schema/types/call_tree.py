"""The call tree of an accident (应急联系树): whom to call, in which order."""

import strawberry

from graph.model.labels import Line
from schema.types.problems import Problem
from schema.types.reference import NodeRef
from schema.types.responsibility import ResponsibilityGap, Rung

__all__ = ["Call", "CallTreeEntry"]


@strawberry.type(description="联系对象. A post or organisation to call, with the duty it rests on.")
class Call:
    """A post or organisation to call."""

    line: Line
    rung: Rung
    already_called: bool = strawberry.field(
        description="前面已联系. Whether an earlier call is to the same post and person."
    )


@strawberry.type(
    description="联系次序. One place that the accident reaches, and who answers for it: on each "
    "line from the spot to the top, the guarantors of its hazards first."
)
class CallTreeEntry:
    """One place that the accident reaches, and who answers for it."""

    place: NodeRef
    order: int = strawberry.field(description="级数. 0 for a unit that fails from the start.")
    probability: float = strawberry.field(
        description="波及概率. Of a unit to fail; of another place as receptors have it."
    )
    arrival_time: float | None = strawberry.field(
        description="到达时间 [s], after the start; null if no model gives it. Those without come "
        "last, by order."
    )
    calls: list[Call]
    gaps: list[ResponsibilityGap] = strawberry.field(
        description="责任缺口. What the rules want for it and the record does not show."
    )
    missing: list[Problem] = strawberry.field(
        description="缺失. Why there is nobody to call, and the field of the register to fill in."
    )
