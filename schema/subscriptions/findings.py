"""Findings of a scope as they are recorded (隐患动态)."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import Any, Final

import strawberry

from graph.cypher.following import instants, members
from graph.evidence import At as Point, instant
from graph.model.finding import FINDING
from schema.answers import snapshot_of
from schema.execution import Shaped
from schema.questions.scope import things_in
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.subscriptions.mark import Mark
from schema.subscriptions.tokens import token_of
from schema.types.live import FindingEvent, FindingNews

__all__ = ["findings"]

_CHANGED: Final = members(FINDING)
_INSTANTS: Final = instants(FINDING)
_MICROSECOND: Final = timedelta(microseconds=1)

Change = tuple[str, FindingNews, list[str]]
"""Id of a finding, what became of it, and ids of what says so."""


async def findings(
    info: Asking, scope: strawberry.ID, after: str | None = None
) -> AsyncIterator[Any]:
    """Tell of each finding of a scope that was recorded, changed or withdrawn.

    Which ones changed is read as the subscriber may see it, at each event anew.

    Raises:
        NothingThereError: If there is no such scope.
        TokenError: If a token is given that no event gave.
    """
    context, asked = info.context, asked_of(info)
    mark = None if after is None else Mark.of(after)
    await things_in(context.store, scope, Point.of())
    async with aclosing(context.following.findings.follow(mark)) as news:
        async for moment, before in news:
            rows = await context.store.read(_CHANGED, {"instant": moment})
            now = Point(as_of=Point.of().as_of, known_at=moment)
            changes = list(_changes(rows))
            points = {_seen(kind, now) for _, kind, _ in changes}
            places = {point: await _inside(context.store, scope, point) for point in points}
            for identifier, kind, evidence in changes:
                point = _seen(kind, now)
                done = moment == before.begun and identifier <= before.last
                if done or identifier not in places[point]:
                    continue
                event = FindingEvent(
                    token=await token_of(context, _INSTANTS, before, (moment, identifier)),
                    snapshot=snapshot_of(now),
                    kind=kind,
                    finding=identifier,
                    evidence=evidence,
                )
                shaped = await answer(context.store, event, asked, point)
                if shaped is not None:
                    yield Shaped(shaped)


def _seen(kind: FindingNews, now: Point) -> Point:
    """Return the point at which a finding is shown: just before, if it is withdrawn now."""
    if kind is not FindingNews.WITHDRAWN:
        return now
    just_before = instant(datetime.fromisoformat(now.known_at) - _MICROSECOND)
    return Point(as_of=now.as_of, known_at=just_before)


async def _inside(store: Any, scope: str, point: Point) -> frozenset[str]:
    rows = await things_in(store, scope, point, missing_ok=True)
    return frozenset(row["context"] for row in rows if row["type"] == FINDING.label)


def _changes(rows: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    """Yield what became of each finding, by id."""
    recorded: dict[str, list[str]] = {}
    retracted: dict[str, list[str]] = {}
    for row in rows:
        into = recorded if row["recorded"] else retracted
        into[row["id"]] = list(dict.fromkeys([*into.get(row["id"], []), *row["evidence"]]))
    for identifier in sorted({*recorded, *retracted}):
        if identifier not in recorded:
            yield identifier, FindingNews.WITHDRAWN, retracted[identifier]
        elif identifier in retracted:
            yield identifier, FindingNews.CHANGED, recorded[identifier]
        else:
            yield identifier, FindingNews.RECORDED, recorded[identifier]
