"""Answering questions (作答): the point in time, the record, and the shape of the response."""

from collections.abc import Awaitable, Callable
from typing import Any

from graph.evidence import At as Point
from schema.context import point_of
from schema.execution import Shaped
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types.base import At, Snapshot

__all__ = ["Answer", "answering", "snapshot_of"]

Answer = Any
"""A record whose class bears the name of its GraphQL type."""


async def answering(info: Asking, at: At | None, ask: Callable[[Point], Awaitable[Answer]]) -> Any:
    """Ask at the point given, and return the answer in the shape that was asked."""
    point = point_of(at)
    found = await ask(point)
    return Shaped(await answer(info.context.store, found, asked_of(info), point))


def snapshot_of(point: Point) -> Snapshot:
    """Return what an answer was computed on."""
    return Snapshot(as_of=point.as_of, known_at=point.known_at, token=point.token)  # type: ignore[arg-type]  # scalars are text
