"""What somebody answers for, and who stands alone (责任清单与单点责任)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import strawberry

from graph.model.labels import DutyRole, Line
from graph.responsibility.causes import ChangeReason
from graph.responsibility.changes import ChangeKind
from schema.paging import cut
from schema.scalars import Date
from schema.types.base import PageInfo, Snapshot
from schema.types.method import Coverage
from schema.types.reference import Answerable, Asserted, Evidence, Person, Post
from schema.types.responsibility import ResponsibilityGap, Rung

if TYPE_CHECKING:
    NodeType: TypeAlias = str
else:
    from schema.roots import NodeType

__all__ = [
    "ChainChange",
    "Duty",
    "DutyConnection",
    "PortfolioCount",
    "Resilience",
    "ResponsibilityPortfolio",
    "SinglePoint",
    "SpanOfControl",
]

strawberry.enum(ChangeKind, description="变化类别. What happened to a rung or a gap.")
strawberry.enum(ChangeReason, description="变化原因. Why it did, as far as the record tells.")


@strawberry.type(description="职责. A duty, contract or supervision in force.")
class Duty(Asserted):
    """A duty, contract or supervision in force."""

    subject: Answerable
    post: Post | None = strawberry.field(
        description="岗位. Null for what an organisation bears itself."
    )
    line: Line
    role: DutyRole
    basis: str | None = strawberry.field(description="责任依据. In the words of the source.")
    sector: str | None
    contract: str | None
    scope: str | None


@strawberry.type(description="职责列表. Duties, by what they are on.")
class DutyConnection:
    """Duties, by what they are on."""

    nodes: list[Duty]
    page_info: PageInfo
    total_count: int


@strawberry.type(description="分类计数. How many things of one type somebody answers for.")
class PortfolioCount:
    """How many things of one type somebody answers for."""

    type: NodeType = strawberry.field(description="对象类型. Name of the type.")
    total: int = strawberry.field(description="数量. Each thing once, however it is reached.")
    open: int = strawberry.field(description="未销号隐患. Findings that are not closed.")
    overdue: int = strawberry.field(
        description="逾期. Open findings past their deadline; measures past their next check."
    )


@strawberry.type(
    description="责任清单. What a person, post or organisation answers for, with everything below."
)
class ResponsibilityPortfolio:
    """What somebody answers for, with everything below."""

    snapshot: Snapshot
    counts: list[PortfolioCount] = strawberry.field(
        description="分类计数. Of everything below, counted by the database."
    )
    open_findings: int
    overdue_findings: int
    overdue_measures: int = strawberry.field(
        description="逾期未检措施. Measures past the day recorded for their next check."
    )
    things: list[Answerable] = strawberry.field(
        description="对象. A page of everything below, of the types asked for, by id."
    )
    page_info: PageInfo
    coverage: Coverage
    found: strawberry.Private[Sequence[Duty]]

    @strawberry.field(description="职责. What is borne by itself, not through what lies below.")  # type: ignore[untyped-decorator]  # it ships no type
    def duties(self, first: int = 50, after: str | None = None) -> DutyConnection:
        """Return a page of duties."""
        nodes, _, info = cut(self.found, first, after)
        return DutyConnection(nodes=nodes, page_info=info, total_count=len(self.found))


@strawberry.type(description="责任链变化. One difference between a chain at two points, and why.")
class ChainChange:
    """One difference between a chain at two points."""

    kind: ChangeKind
    reason: ChangeReason
    line: Line
    before: Rung | None = strawberry.field(description="变化前. Null if it was not there.")
    after: Rung | None = strawberry.field(description="变化后. Null if it is not there.")
    gap: ResponsibilityGap | None = strawberry.field(
        description="责任缺口. The gap that opened or closed."
    )
    on: Date | None = strawberry.field(description="日期. When, where the record says.")
    evidence: list[Evidence] = strawberry.field(
        description="变化依据. What says why: of the rung, or of what made the gap open or close."
    )
    message: str
    message_en: str


@strawberry.type(description="单点责任人. A person on whom alone duties rest.")
class SinglePoint:
    """A person on whom alone duties rest."""

    person: Person
    posts: list[Post]
    lines_lost: int = strawberry.field(
        description="将断线数. Lines of things on which nobody would be left."
    )
    roles_lost: int = strawberry.field(
        description="将缺岗数. Roles on things in which nobody would be left."
    )
    things: list[Answerable] = strawberry.field(
        description="受影响对象. Those that lose a line first; at most fifty."
    )


@strawberry.type(description="管理幅度. How many posts report to a post directly.")
class SpanOfControl:
    """How many posts report to a post directly."""

    post: Post
    reports: int


@strawberry.type(
    description="责任韧性. Single points of failure, rings of reporting and spans of a whole scope."
)
class Resilience:
    """Single points of failure of a whole scope."""

    single_points: list[SinglePoint]
    page_info: PageInfo
    total_count: int
    reporting_cycles: list[list[Post]] = strawberry.field(
        description="循环报告. Posts that report to one another in a ring."
    )
    spans: list[SpanOfControl] = strawberry.field(
        description="管理幅度. Posts with most direct reports; at most ten."
    )
    snapshot: Snapshot
    coverage: Coverage
