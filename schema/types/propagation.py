"""Propagation of fire (危害传播): what can follow from one event."""

from collections.abc import Callable, Sequence
from typing import Annotated

import strawberry

from graph.model.labels import EscalationBasis, Line
from graph.responsibility import chain
from hazard.scenario import ScenarioKind
from schema.filters import enum_of
from schema.paging import cut, page_size, place_of
from schema.types.barriers import BarrierUsed, NotEffective, RankedMeasure, WhatIf
from schema.types.base import PageInfo, Snapshot
from schema.types.call_tree import CallTreeEntry
from schema.types.method import Coverage, MethodStatement
from schema.types.problems import (
    BudgetExceeded,
    InvalidData,
    MissingData,
    NotFound,
    OutOfValidity,
)
from schema.types.receptors import (
    NotCounted,
    ReceptorImpact,
    ReceptorImpactConnection,
    ReceptorImpactEdge,
)
from schema.types.reference import Evidence, Unit
from schema.types.responsibility import ResponsibilityChain

__all__ = [
    "BurnOutInput",
    "Effect",
    "Propagation",
    "PropagationEvent",
    "PropagationGraph",
    "PropagationPath",
    "PropagationResult",
    "PropagationStep",
    "ScenarioInput",
]

enum_of(EscalationBasis)

_COMPUTED = (
    "是否由物理模型计算. Whether physics gave the heat, from what the source holds, which is then "
    "the evidence; else an assessment on record states it."
)


@strawberry.input(
    description="燃尽时间. How long the fire of a unit heats others, from when it fails."
)
class BurnOutInput:
    """How long the fire of a unit heats others."""

    unit: strawberry.ID = strawberry.field(description="单元. The unit that burns.")
    time: float = strawberry.field(description="燃尽时间 [s]. From when the unit fails.")


@strawberry.input(
    description="情景. How heat becomes a probability; left out, the way the assessments on record "
    "state it, else the probit 9.25 with minutes."
)
class ScenarioInput:
    """How the calculation is done."""

    escalation: EscalationBasis | None = None
    kinds: list[ScenarioKind] | None = strawberry.field(
        default=None,
        description="起始情景. How the origins fail: by a fire, an explosion, a release; all that "
        "their contents allow if left out.",
    )
    also_burning: list[strawberry.ID] | None = strawberry.field(
        default=None, description="同时起火单元. Units that burn from the start besides the origin."
    )
    burn_out: list[BurnOutInput] | None = strawberry.field(
        default=None,
        description="燃尽时间. Fires that go out: what would take longer to fail does not. Units "
        "that are not named burn on, unless computedBurnOut.",
    )
    computed_burn_out: bool = strawberry.field(
        default=False,
        description="按存量计燃尽. Whether fires that physics gives burn out once what the unit "
        "holds is burnt.",
    )
    trials: int | None = None
    seed: int | None = None


_FLUX = "热辐射强度 [kW/m²]. Heat radiation; 0 for a blast."
_BLAST = "超压 [kPa]. Overpressure of a blast, which strikes when its source fails; null for heat."


@strawberry.type(description="作用. Heat or blast that one unit receives from another.")
class Effect:
    """Heat or blast that one unit receives from another."""

    source: Unit
    heat_flux: float = strawberry.field(description=_FLUX)
    overpressure: float | None = strawberry.field(description=_BLAST)
    computed: bool = strawberry.field(description=_COMPUTED)
    evidence: list[Evidence]


@strawberry.type(description="事件. One unit that may follow.")
class PropagationEvent:
    """One unit that may follow."""

    unit: Unit
    order: int = strawberry.field(description="级数. 1 for the direct effects of the origin.")
    probability: float
    standard_error: float | None = strawberry.field(description="标准误. Null where exact.")
    time_to_failure: float | None = strawberry.field(
        description="预计失效时间 [s]. Expected, after the origin; null if no model gives it."
    )
    effects: list[Effect]
    answers: strawberry.Private[Callable[[str, list[Line] | None], chain.ResponsibilityChain]]

    @strawberry.field(  # type: ignore[untyped-decorator]  # it ships no type
        description="责任链. Who answers for this unit: the same as responsibilityChain(of:).",
        graphql_type=ResponsibilityChain,
    )
    def responsibility(self, lines: list[Line] | None = None) -> chain.ResponsibilityChain:
        """Return the chain of the unit."""
        return self.answers(self.unit, lines)


@strawberry.type(description="传播步. One unit making another fail, by heat or by blast.")
class PropagationStep:
    """One unit making another fail."""

    source: Unit
    target: Unit
    heat_flux: float = strawberry.field(description=_FLUX)
    overpressure: float | None = strawberry.field(description=_BLAST)
    probability: float = strawberry.field(
        description="单独作用下的失效概率. Under this heat or blast alone."
    )
    time_to_failure: float | None
    computed: bool = strawberry.field(description=_COMPUTED)
    evidence: list[Evidence]


@strawberry.type(description="传播路径. Steps from an origin to a unit.")
class PropagationPath:
    """Steps from an origin to a unit."""

    to: Unit
    probability: float = strawberry.field(
        description="路径概率. Product of its steps: that this path alone suffices."
    )
    time_to_failure: float | None
    steps: list[PropagationStep]


@strawberry.type
class PropagationEventEdge:
    """An event and its cursor."""

    cursor: str
    node: PropagationEvent


@strawberry.type(description="事件列表. Events by order, then probability.")
class PropagationEventConnection:
    """A page of events."""

    edges: list[PropagationEventEdge]
    nodes: list[PropagationEvent]
    page_info: PageInfo
    total_count: int


@strawberry.type
class PropagationPathEdge:
    """A path and its cursor."""

    cursor: str
    node: PropagationPath


@strawberry.type(description="路径列表. Most probable first.")
class PropagationPathConnection:
    """A page of paths."""

    edges: list[PropagationPathEdge]
    nodes: list[PropagationPath]
    page_info: PageInfo


@strawberry.type(description="传播图. The same answer with every unit and step once, for drawing.")
class PropagationGraph:
    """Every unit and step once."""

    events: list[PropagationEvent]
    steps: list[PropagationStep]


@strawberry.type(description="危害传播. What can follow from one event; computed, never asserted.")
class Propagation:
    """What can follow from one event."""

    origin: Unit
    snapshot: Snapshot
    graph: PropagationGraph
    coverage: Coverage
    method: MethodStatement
    people_exposed: int | None = strawberry.field(
        description="波及人数. People on record within the reach of any event, each place once; a "
        "lower bound where notCounted has entries, null where no reach could be computed."
    )
    not_counted: list[NotCounted] = strawberry.field(
        description="未能计入. What keeps people out of peopleExposed, with the field to fill in."
    )
    units_within_reach: list[ReceptorImpact] = strawberry.field(
        description="波及单元. Units within 2 km of the origin that heat, blast or gas of an event "
        "reaches at the level for warning, whether or not they may fail; nearest in time first."
    )
    call_tree: list[CallTreeEntry] = strawberry.field(
        description="应急联系树. Who answers for every unit and place reached, by arrival time."
    )
    barriers: list[BarrierUsed] = strawberry.field(
        description="计入的屏障. Barriers on record or added that count at the units reached."
    )
    not_effective: list[NotEffective] = strawberry.field(
        description="未计入的措施. Measures on record that do nothing here for want of a figure."
    )
    what_if: WhatIf | None = strawberry.field(
        description="假设分析. Against the measures on record; null where neither without nor with "
        "was given."
    )
    measure_ranking: list[RankedMeasure] = strawberry.field(
        description="措施排序. Barriers that count, by how much each lowers risk here."
    )
    touched: strawberry.Private[Sequence[ReceptorImpact]]
    found: strawberry.Private[Sequence[PropagationEvent]]
    ways: strawberry.Private[Callable[[str | None, int], Sequence[PropagationPath]]]

    @strawberry.field(description="事件. Units that may follow, by order, then probability.")  # type: ignore[untyped-decorator]  # it ships no type
    def events(self, first: int = 50, after: str | None = None) -> PropagationEventConnection:
        """Return a page of events."""
        nodes, cursors, info = cut(self.found, first, after)
        edges = [
            PropagationEventEdge(cursor=c, node=n) for c, n in zip(cursors, nodes, strict=True)
        ]
        return PropagationEventConnection(
            edges=edges, nodes=nodes, page_info=info, total_count=len(self.found)
        )

    @strawberry.field(description="路径. Most probable first; to one unit, or to every unit.")  # type: ignore[untyped-decorator]  # it ships no type
    def paths(
        self, to: strawberry.ID | None = None, first: int = 5, after: str | None = None
    ) -> PropagationPathConnection:
        """Return a page of paths."""
        ways = self.ways(to, place_of(after) + page_size(first) + 1)
        nodes, cursors, info = cut(ways, first, after)
        edges = [PropagationPathEdge(cursor=c, node=n) for c, n in zip(cursors, nodes, strict=True)]
        return PropagationPathConnection(edges=edges, nodes=nodes, page_info=info)

    @strawberry.field(description="受波及目标. Protection targets and enterprises within reach.")  # type: ignore[untyped-decorator]  # it ships no type
    def receptors(self, first: int = 50, after: str | None = None) -> ReceptorImpactConnection:
        """Return a page of places reached."""
        nodes, cursors, info = cut(self.touched, first, after)
        return ReceptorImpactConnection(
            edges=[
                ReceptorImpactEdge(cursor=c, node=n) for c, n in zip(cursors, nodes, strict=True)
            ],
            nodes=nodes,
            page_info=info,
            total_count=len(self.touched),
        )


PropagationResult = Annotated[
    Propagation | OutOfValidity | MissingData | InvalidData | NotFound | BudgetExceeded,
    strawberry.union("PropagationResult", description="传播结果. What follows, or why not."),
]
