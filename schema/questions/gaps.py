"""What is wrong in a whole park or district (责任普查), a page at a time."""

from collections import Counter
from typing import Any

import strawberry

from graph.errors import CustodyError
from graph.evidence import At as Point
from graph.model.labels import DutyRole, Line
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.load import overloaded
from schema.answers import Answer, answering, snapshot_of
from schema.paging import cut
from schema.questions.surveys import HeldSurvey, held_survey
from schema.reading import Asking
from schema.types import responsibility as types
from schema.types.base import At
from schema.types.method import citations

__all__ = ["SpanError", "responsibility_gaps"]


class SpanError(CustodyError):
    """A span of control below one (管辖幅度无效)."""

    def __init__(self, span: int) -> None:
        self.span = span
        super().__init__(
            zh=f"管辖幅度 span 应至少为 1，收到 {span}；不需要时请不要填写。",
            en=f"span must be at least 1, got {span}; leave it out if it is not wanted.",
        )


async def responsibility_gaps(
    info: Asking,
    scope: strawberry.ID,
    *,
    kinds: list[GapKind] | None = None,
    lines: list[Line] | None = None,
    roles: list[DutyRole] | None = None,
    span: int | None = None,
    first: int = 50,
    after: str | None = None,
    at: At | None = None,
) -> Any:
    """Return the gaps of everything in a scope, a page at a time."""
    if span is not None and span < 1:
        raise SpanError(span)

    async def ask(point: Point) -> Answer:
        held = await held_survey(info.context, scope, point)
        found = [
            *held.compared.gaps,
            *(overloaded(held.survey, scope, span) if span else ()),
        ]
        wanted = [
            gap
            for gap in found
            if (kinds is None or gap.kind in kinds)
            and (lines is None or gap.line in lines)
            and (roles is None or gap.role in roles)
        ]
        return _connection(wanted, held, point, (first, after), lines)

    return await answering(info, at, ask)


def _connection(
    found: list[ResponsibilityGap],
    held: HeldSurvey,
    point: Point,
    page_asked: tuple[int, str | None],
    lines: list[Line] | None,
) -> Answer:
    nodes, cursors, page = cut(found, *page_asked)
    counts = Counter(gap.kind for gap in found)
    return types.GapConnection(
        edges=[types.GapEdge(cursor=c, node=n) for c, n in zip(cursors, nodes, strict=True)],  # type: ignore[arg-type]  # a record of the same shape
        nodes=nodes,  # type: ignore[arg-type]  # records of the same shape
        page_info=page,
        total_count=len(found),
        counts=[types.GapCount(kind=k, count=counts[k]) for k in GapKind if counts[k]],
        snapshot=snapshot_of(point),
        coverage=held.survey.coverage,  # type: ignore[arg-type]  # a record of the same shape
        rules=citations(
            rule.citation for rule in held.compared.rules if lines is None or rule.line in lines
        ),
    )
