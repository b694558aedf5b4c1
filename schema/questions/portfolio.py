"""What somebody answers for, and what would be lost with them (责任清单与单点责任)."""

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.evidence.answer import Coverage
from graph.model.finding import FINDING
from graph.model.groups import ORGANISATION, PERSON, POST
from graph.model.identity import label_of
from graph.model.measure import MEASURE
from graph.model.spec import NodeSpec
from graph.responsibility.portfolio import Duty, PortfolioCount, duty_of
from graph.responsibility.resilience import orphaned_by, reporting_cycles, single_points, spans
from graph.responsibility.rows import situation_of
from graph.store.port import Store
from schema.answers import Answer, answering, snapshot_of
from schema.paging import cut, page_size
from schema.questions.scope import SCOPES, NothingThereError
from schema.questions.surveys import held_survey
from schema.reading import Asking
from schema.types import portfolio as types
from schema.types.base import At, PageInfo

if TYPE_CHECKING:
    NodeType: TypeAlias = Enum
else:
    from schema.roots import NodeType

__all__ = ["orphaned", "resilience", "responsibilities"]

_SHOWN: Final = 50
"""Things shown of one single point of failure; the counts tell of all."""
_SPANS: Final = 10
"""Spans of control shown."""


async def responsibilities(
    info: Asking,
    of: strawberry.ID,
    types: list[NodeType] | None = None,
    first: int = 50,
    after: str | None = None,
    at: At | None = None,
) -> Any:
    """Return what a person, post or organisation answers for, with everything below."""
    limit = page_size(first)

    async def ask(point: Point) -> Answer:
        store = info.context.store
        parameters = {"id": of, **point.parameters}
        wanted = None if types is None else [label.value for label in types]
        page = {"after": after or "", "limit": limit + 1, "types": wanted}
        duties, counts, things = await asyncio.gather(
            store.read(question("portfolio/duties").text, parameters),
            store.read(question("portfolio/counts").text, parameters),
            store.read(question("portfolio/things").text, {**parameters, **page}),
        )
        if not duties:
            await _there(store, of, point, "人员、岗位或机构", "person, post or organisation")
        return _portfolio(
            [duty_of(row) for row in duties],
            [PortfolioCount(**row) for row in counts],
            [row["thing"] for row in things],
            (limit, after),
            point,
        )

    return await answering(info, at, ask)


async def orphaned(info: Asking, person: strawberry.ID, at: At | None = None) -> Any:
    """Return what would be left without anyone if a person left on the day."""

    async def ask(point: Point) -> Answer:
        store = info.context.store
        parameters = {"id": person, **point.parameters}
        rows = await store.read(question("chain/person").text, parameters)
        if not rows:
            await _there(store, person, point, "人员", "person", PERSON.name)
        situation = situation_of(person, PERSON.name, rows, point.as_of)
        return orphaned_by(person, situation, info.context.rules)

    return await answering(info, at, ask)


async def resilience(
    info: Asking,
    scope: strawberry.ID,
    first: int = 20,
    after: str | None = None,
    at: At | None = None,
) -> Any:
    """Return on whom alone a scope rests, and how its posts report."""

    async def ask(point: Point) -> Answer:
        held, reports = await asyncio.gather(
            held_survey(info.context, scope, point), _reports(info.context.store, scope, point)
        )
        survey = held.survey
        found = single_points(survey.situation, survey.inside)
        points, _, page = cut(found, first, after)
        return types.Resilience(
            single_points=[
                types.SinglePoint(
                    person=each.person,
                    posts=list(each.posts),
                    lines_lost=each.lines_lost,
                    roles_lost=each.roles_lost,
                    things=list(each.things[:_SHOWN]),
                )
                for each in points
            ],
            page_info=page,
            total_count=len(found),
            reporting_cycles=[list(ring) for ring in reporting_cycles(reports)],
            spans=[
                types.SpanOfControl(post=post, reports=count)
                for post, count in spans(reports)[:_SPANS]
            ],
            snapshot=snapshot_of(point),
            coverage=survey.coverage,  # type: ignore[arg-type]  # a record of the same shape
        )

    return await answering(info, at, ask)


async def _reports(store: Store, scope: str, point: Point) -> list[tuple[str, str]]:
    """Read who reports to whom in a scope, and above it; nobody in what is no scope."""
    if label_of(scope) not in SCOPES:
        return []
    statement = question("scope/reports").about(label_of(scope))
    rows = await store.read(statement, {"id": scope, **point.parameters})
    return [(row["post"], row["above"]) for row in rows]


def _portfolio(
    duties: list[Duty],
    counts: list[PortfolioCount],
    things: list[str],
    page: tuple[int, str | None],
    point: Point,
) -> Answer:
    limit, after = page
    shown = things[:limit]
    return types.ResponsibilityPortfolio(
        snapshot=snapshot_of(point),
        counts=counts,  # type: ignore[arg-type]  # records of the same shape
        open_findings=sum(count.open for count in counts),
        overdue_findings=_overdue(counts, FINDING),
        overdue_measures=_overdue(counts, MEASURE),
        things=shown,
        page_info=PageInfo(
            has_next_page=len(things) > limit,
            has_previous_page=after is not None,
            start_cursor=shown[0] if shown else None,
            end_cursor=shown[-1] if shown else None,
        ),
        coverage=Coverage(expanded=sum(count.total for count in counts)),  # type: ignore[arg-type]  # a record of the same shape
        found=duties,  # type: ignore[arg-type]  # records of the same shape
    )


def _overdue(counts: list[PortfolioCount], spec: NodeSpec) -> int:
    return sum(count.overdue for count in counts if count.type == spec.label)


async def _there(
    store: Store, identifier: str, point: Point, zh: str, en: str, *labels: str
) -> None:
    """Refuse an id that names nothing of the kinds asked for.

    Raises:
        NothingThereError: If nothing there bears it.
    """
    label = label_of(identifier)
    if label in (labels or (PERSON.name, POST.name, ORGANISATION.name)):
        statement = question("lookup/is_there").about(label)
        if await store.read(statement, {"id": identifier, **point.parameters}):
            return
    raise NothingThereError(identifier, zh, en)
