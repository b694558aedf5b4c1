"""Answering questions (作答): the point in time, the record, and the shape of the response."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

from graph.evidence import At as Point
from graph.store.guarded import tallying
from schema.context import point_of
from schema.execution import Shaped
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types.base import At, Snapshot
from schema.types.problems import NotFound, Problem

__all__ = ["Answer", "answering", "snapshot_of"]

HIDDEN: Final = "HIDDEN_BY_POLICY"
"""What kept an answer from being complete if only the rights of the caller did."""

Answer = Any
"""A record whose class bears the name of its GraphQL type."""


async def answering(info: Asking, at: At | None, ask: Callable[[Point], Awaitable[Answer]]) -> Any:
    """Ask at the point given, and return the answer in the shape that was asked."""
    point = point_of(at)
    with tallying() as tally:
        found = await ask(point)
    if tally.hidden and not isinstance(found, NotFound):
        found = _less(found, tally.hidden)
    return Shaped(await answer(info.context.store, found, asked_of(info), point))


def _less(found: Answer, hidden: int) -> Answer:
    """Return an answer that says how many things were kept from the caller."""
    if (coverage := getattr(found, "coverage", None)) is not None:
        stopped = coverage.stopped_by or HIDDEN
        return replace(
            found,
            coverage=replace(coverage, complete=False, stopped_by=stopped, hidden_by_policy=hidden),
        )
    if isinstance(found, Problem):
        return replace(
            found,
            message=f"{found.message}（另有 {hidden} 个对象不在您的可见范围内，可能与此有关。）",
            message_en=f"{found.message_en} ({hidden} things that you may not see may bear on it.)",
        )
    return replace(found, complete=False) if hasattr(found, "complete") else found


def snapshot_of(point: Point) -> Snapshot:
    """Return what an answer was computed on."""
    return Snapshot(as_of=point.as_of, known_at=point.known_at, token=point.token)  # type: ignore[arg-type]  # scalars are text
