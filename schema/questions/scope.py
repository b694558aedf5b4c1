"""What is wrong in a whole park or district (责任普查): five statements, whatever its size."""

import asyncio
from collections import Counter
from typing import Any

import strawberry

from graph.cypher import question
from graph.errors import CustodyError
from graph.evidence import At as Point
from graph.evidence.answer import Coverage
from graph.model.groups import ORGANISATION, PARK, REGION
from graph.model.identity import label_of
from graph.model.labels import DutyRole, Line
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.load import overloaded
from graph.responsibility.survey import Survey, SurveyRows, survey_of
from graph.store.port import Row, Store
from schema.answers import Answer, answering, snapshot_of
from schema.paging import cut
from schema.reading import Asking
from schema.types import responsibility as types
from schema.types.base import At

__all__ = ["NothingThereError", "SpanError", "responsibility_gaps", "surveyed", "things_in"]

_SCOPES = (REGION.name, PARK.name, ORGANISATION.name)


class NothingThereError(CustodyError):
    """Nothing of the kinds asked for is there at the point (该时点无此对象)."""

    def __init__(self, identifier: str, kinds_zh: str, kinds_en: str) -> None:
        self.id = identifier
        super().__init__(
            zh=f"没有标识为“{identifier}”的{kinds_zh}，或该时点尚无记录；请先检索取得标识。",
            en=f"no {kinds_en} with id {identifier!r} at the asked point; search for it first.",
        )


class SpanError(CustodyError):
    """A span of control below one (管辖幅度无效)."""

    def __init__(self, span: int) -> None:
        self.span = span
        super().__init__(
            zh=f"管辖幅度 span 应至少为 1，收到 {span}；不需要时请不要填写。",
            en=f"span must be at least 1, got {span}; leave it out if it is not wanted.",
        )


async def surveyed(store: Store, scope: str, point: Point) -> Survey:
    """Read everything in a scope at a point.

    Raises:
        NothingThereError: If there is no such region, park or organisation.
    """
    label = label_of(scope)
    missing = NothingThereError(scope, "行政区、园区或机构", "region, park or organisation")
    if label not in _SCOPES:
        raise missing
    parameters = {"id": scope, **point.parameters}

    async def read(name: str) -> list[Row]:
        return await store.read(question(f"scope/{name}").about(label), parameters)

    names = ("things", "duties", "posts", "services", "checks")
    rows = await asyncio.gather(*(read(name) for name in names))
    if not rows[0]:
        raise missing
    return survey_of(scope, SurveyRows(**dict(zip(names, rows, strict=True))), point.as_of)


async def things_in(
    store: Store, scope: str, point: Point, *, missing_ok: bool = False
) -> list[Row]:
    """Read everything in a scope at a point, with whatever it lies in; `context` and `type`.

    Raises:
        NothingThereError: If there is no such region, park or organisation, unless that is
            all right.
    """
    label = label_of(scope)
    found = []
    if label in _SCOPES:
        statement = question("scope/things").about(label)
        found = await store.read(statement, {"id": scope, **point.parameters})
    if not (found or missing_ok):
        raise NothingThereError(scope, "行政区、园区或机构", "region, park or organisation")
    return found


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
        survey = await surveyed(info.context.store, scope, point)
        found = [
            *survey.gaps(info.context.rules),
            *(overloaded(survey, scope, span) if span else ()),
        ]
        wanted = [
            gap
            for gap in found
            if (kinds is None or gap.kind in kinds)
            and (lines is None or gap.line in lines)
            and (roles is None or gap.role in roles)
        ]
        return _connection(wanted, survey, point, first, after)

    return await answering(info, at, ask)


def _connection(
    found: list[ResponsibilityGap], survey: Survey, point: Point, first: int, after: str | None
) -> Answer:
    nodes, cursors, page = cut(found, first, after)
    counts = Counter(gap.kind for gap in found)
    return types.GapConnection(
        edges=[types.GapEdge(cursor=c, node=n) for c, n in zip(cursors, nodes, strict=True)],  # type: ignore[arg-type]  # a record of the same shape
        nodes=nodes,  # type: ignore[arg-type]  # records of the same shape
        page_info=page,
        total_count=len(found),
        counts=[types.GapCount(kind=k, count=counts[k]) for k in GapKind if counts[k]],
        snapshot=snapshot_of(point),
        coverage=Coverage(expanded=len(survey.situation.contexts)),  # type: ignore[arg-type]  # a record of the same shape
    )
