"""The responsibility chain (责任链): who answers, and what is missing."""

from typing import Annotated

import strawberry

from graph.model.labels import DutyRole, Line
from graph.responsibility.gaps import GapKind
from schema.filters import enum_of
from schema.scalars import Date
from schema.types.base import PageInfo, Snapshot
from schema.types.method import Citation, Coverage
from schema.types.problems import NotFound
from schema.types.reference import Answerable, Asserted, Evidence, Organisation, Person, Post

__all__ = [
    "ChainLine",
    "GapConnection",
    "GapCount",
    "GapEdge",
    "ResponsibilityChain",
    "ResponsibilityGap",
    "ResponsibilityResult",
    "Rung",
]

strawberry.enum(
    Line, name="ResponsibilityLine", description="责任线. The four lines of responsibility."
)
enum_of(DutyRole)
enum_of(GapKind)


@strawberry.type(description="责任层级. One rung of a line, from the spot to the top.")
class Rung(Asserted):
    """One rung of a line."""

    order: int = strawberry.field(description="层次. From 1 at the spot.")
    role: DutyRole
    subject: Answerable = strawberry.field(
        description="责任对象. What the duty is on: the subject itself, or what contains it."
    )
    post: Post | None = strawberry.field(
        description="岗位. Null where the sources name the organisation alone."
    )
    person: Person | None = strawberry.field(
        description="人员. Null where the sources name the post alone."
    )
    organisation: Organisation | None = strawberry.field(
        description="机构. Null where the sources name the post without its organisation."
    )
    sector: str | None = strawberry.field(description="监管行业. Of a supervisor.")
    contract: str | None = strawberry.field(description="托管合同编号. Of a custody provider.")
    scope: str | None = strawberry.field(description="托管范围. Of a custody provider.")
    acting: bool = strawberry.field(
        description="是否代理. Whether the person holds the post in place of another."
    )
    basis: list[Citation] = strawberry.field(
        description="责任依据. Instrument and clause, where a source names them."
    )


@strawberry.type(description="责任线. Rungs of one line, from the spot to the top.")
class ChainLine:
    """Rungs of one line."""

    line: Line
    rungs: list[Rung]


@strawberry.type(description="责任缺口. What a rule wants and the record does not show.")
class ResponsibilityGap:
    """What a rule wants and the record does not show."""

    kind: GapKind
    line: Line
    role: DutyRole | None
    subject: Answerable
    rule: Citation
    message: str = strawberry.field(description="处置建议. One sentence a steward can act on.")
    message_en: str
    evidence: list[Evidence] = strawberry.field(
        description="依据. What the gap rests on: the duty, who held its post, or the thing."
    )
    since: Date | None = strawberry.field(description="起始日. Since when, where known.")


@strawberry.type(
    description="责任链. Who answers for a subject on a date, from the spot to the top."
)
class ResponsibilityChain:
    """Who answers for a subject on a date."""

    subject: Answerable
    snapshot: Snapshot
    lines: list[ChainLine]
    gaps: list[ResponsibilityGap]
    rules: list[Citation]
    coverage: Coverage


@strawberry.type(description="缺口数. How many gaps of one kind.")
class GapCount:
    """How many gaps of one kind."""

    kind: GapKind
    count: int


@strawberry.type
class GapEdge:
    """A gap and its place in the list."""

    cursor: str
    node: ResponsibilityGap


@strawberry.type(description="责任缺口列表. Gaps of a whole scope, thing by thing.")
class GapConnection:
    """Gaps of a whole scope."""

    edges: list[GapEdge]
    nodes: list[ResponsibilityGap]
    page_info: PageInfo
    total_count: int
    counts: list[GapCount] = strawberry.field(
        description="分类计数. Gaps of each kind that occurs, on all pages together."
    )
    snapshot: Snapshot
    coverage: Coverage
    rules: list[Citation]


ResponsibilityResult = Annotated[
    ResponsibilityChain | NotFound,
    strawberry.union("ResponsibilityResult", description="责任链查询结果. The chain, or why not."),
]
