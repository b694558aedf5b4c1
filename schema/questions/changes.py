"""What changed in a chain between two points, and why (责任链变化)."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from graph.errors import CustodyError
from graph.evidence import At as Point
from graph.model.labels import Line
from graph.responsibility.changes import ChainChange, changes_between
from schema.context import point_of
from schema.execution import Shaped
from schema.questions.responsibility import chained
from schema.questions.scope import NothingThereError
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types.base import At

__all__ = ["BackwardsError", "chain_changes"]


class BackwardsError(CustodyError):
    """The first of two points is the later one (时点先后颠倒)."""

    def __init__(self, first: Point, second: Point) -> None:
        self.first, self.second = first, second
        super().__init__(
            zh=f"from（{first.token}）不应晚于 to（{second.token}）；请对调后重试。",
            en=f"from ({first.token}) must not be after to ({second.token}); exchange them.",
        )


async def chain_changes(
    info: Asking,
    of: strawberry.ID,
    from_: Annotated[At, strawberry.argument(name="from")],
    to: At,
    lines: list[Line] | None = None,
) -> Any:
    """Return what changed in the chain of a subject between two points, and why."""
    first, second = point_of(from_), point_of(to)
    if first.as_of > second.as_of or first.known_at > second.known_at:
        raise BackwardsError(first, second)
    store = info.context.store
    before, after = await asyncio.gather(
        *(chained(info.context, of, point, lines) for point in (first, second))
    )
    if before is None or after is None:
        raise NothingThereError(of, "可追责对象（两个时点均须存在）", "subject (at both points)")
    found = changes_between(before, after, (first, second), info.context.rules)
    asked = asked_of(info)
    gone = [change for change in found if change.after is None and _of_before(change, before.gaps)]
    rest = [change for change in found if change not in gone]
    parts = await asyncio.gather(
        answer(store, gone, asked, first), answer(store, rest, asked, second)
    )
    shaped = {
        id(change): one
        for changes, ones in zip((gone, rest), parts, strict=True)
        for change, one in zip(changes, ones, strict=True)
    }
    return Shaped([shaped[id(change)] for change in found])


def _of_before(change: ChainChange, gaps: Sequence[Any]) -> bool:
    """Tell whether a change speaks of what was there at the first point only."""
    return change.before is not None or change.gap in gaps
