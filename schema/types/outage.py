"""Outages (停供影响): what stops when a utility or a pipeline stops, and which measures with it."""

from typing import Annotated

import strawberry

from graph.model.labels import Redundancy
from schema.filters import enum_of
from schema.types.base import Snapshot
from schema.types.method import Coverage
from schema.types.problems import InvalidData, MissingData, NotFound, OutOfValidity
from schema.types.reference import Evidence, Measure, NodeRef, Unit

__all__ = [
    "LostMeasure",
    "LostService",
    "Outage",
    "OutageResult",
    "PipelineEnd",
    "Stopped",
    "Supply",
]

enum_of(Redundancy)


@strawberry.type(description="一路供给. One unit that supplies a service, as the record has it.")
class Supply:
    """One unit that supplies a service."""

    supplier: Unit = strawberry.field(description="供给单元. Unit that supplies it.")
    backup_time: float | None = strawberry.field(
        description="备用时间 [s]. How long the user goes on without it; null if not on record, "
        "which counts as none."
    )
    lost_after: float | None = strawberry.field(
        description="失去时间 [s]. When its supply has ended, backup and all; null if it goes on."
    )
    evidence: list[Evidence]


@strawberry.type(description="一项服务. One service of one user, with everything that supplies it.")
class LostService:
    """One service of one user."""

    user: NodeRef = strawberry.field(description="使用方. Unit or measure that needs it.")
    service: str = strawberry.field(description="公用工程. Empty if the record does not name it.")
    redundancy: Redundancy = strawberry.field(description="冗余方式. How the supplies count.")
    redundancy_stated: bool = strawberry.field(
        description="冗余方式是否有据. False where several units supply it and the record does not "
        "say how they back each other up: all are then taken to be needed."
    )
    supplies: list[Supply] = strawberry.field(description="各路供给. Every unit that supplies it.")


@strawberry.type(description="停用. A unit that stops, when, and for want of what.")
class Stopped:
    """A unit that stops."""

    unit: Unit
    order: int = strawberry.field(description="级数. 0 for what stops from the start.")
    stops_after: float = strawberry.field(
        description="停用时间 [s]. After the start, with the backup times on record."
    )
    lost: list[LostService] = strawberry.field(description="失去的服务. The first first.")
    ring: bool = strawberry.field(
        description="循环供给. Whether only units that supply each other would keep it running."
    )


@strawberry.type(
    description="失效措施. A measure that stops with what it needs; hazardPropagation takes it as "
    "failed where the same units are given as outOfService."
)
class LostMeasure:
    """A measure that stops with what it needs."""

    measure: Measure
    guards: list[Unit] = strawberry.field(
        description="所护单元. Units whose hazards it keeps in check."
    )
    order: int = strawberry.field(description="级数. Steps from what stops from the start.")
    stops_after: float = strawberry.field(description="失效时间 [s]. After the start.")
    lost: list[LostService] = strawberry.field(description="失去的服务. The first first.")


@strawberry.type(
    description="断流管线. A pipeline out of a unit that stops; whether its end stops too is told "
    "only where a dependency on record says so."
)
class PipelineEnd:
    """A pipeline out of a unit that stops."""

    source: Unit
    target: Unit
    medium: str | None = strawberry.field(description="介质. What it carries.")
    depends: bool = strawberry.field(
        description="是否登记依赖. Whether a dependency of the end on the source is on record; if "
        "not, it may stop all the same."
    )
    evidence: list[Evidence]


@strawberry.type(
    description="停供影响. What stops when a utility or a pipeline stops; computed from the "
    "dependencies on record, never asserted."
)
class Outage:
    """What stops when a utility or a pipeline stops."""

    snapshot: Snapshot
    stopped: list[Stopped] = strawberry.field(
        description="停用单元. By time, what stops from the start first."
    )
    measures_lost: list[LostMeasure] = strawberry.field(description="失效措施. By time.")
    weakened: list[LostService] = strawberry.field(
        description="冗余降低. Services that go on with fewer supplies than before."
    )
    pipelines: list[PipelineEnd] = strawberry.field(
        description="断流管线. Pipelines out of units that stop."
    )
    coverage: Coverage
    assumptions: list[str]
    warnings: list[str]


OutageResult = Annotated[
    Outage | MissingData | OutOfValidity | InvalidData | NotFound,
    strawberry.union("OutageResult", description="停供影响结果. What stops, or why not told."),
]
