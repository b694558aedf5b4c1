"""Gaps of a scope as they open and close (责任缺口动态)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

import strawberry

from graph.evidence import At as Point
from graph.responsibility.changes import ChainChange, ChangeKind, gap_changes
from graph.responsibility.rules import Rule
from graph.responsibility.survey import Survey
from schema.answers import snapshot_of
from schema.context import TokenError, point_of
from schema.execution import Shaped
from schema.questions.scope import surveyed
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types.base import At
from schema.types.live import GapEvent

__all__ = ["gaps"]

_TO: Final = ">"
_MINUTE: Final = 60.0
"""How often the day is looked at: a gap opens with a day too, without anything recorded [s]."""
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a subscriber stands: at a point, or so many changes on the way to the next."""

    point: Point
    to: Point | None = None
    told: int = 0

    @classmethod
    def of(cls, token: str) -> "_Place":
        first, *rest = token.split(_TO)
        if not rest:
            return cls(point=_point(first, token))
        if len(rest) != len(("to", "told")) or not rest[1].isdecimal() or len(rest[1]) > _DIGITS:
            raise TokenError(token[:80])
        return cls(point=_point(first, token), to=_point(rest[0], token), told=int(rest[1]))

    def on_the_way(self, to: Point, told: int) -> str:
        return _TO.join((self.point.token, to.token, str(told)))


def _point(text: str, token: str) -> Point:
    if "/" not in text:
        raise TokenError(token[:80])
    return point_of(At(token=text))


async def gaps(info: Asking, scope: strawberry.ID, after: str | None = None) -> AsyncIterator[Any]:
    """Tell of each gap of a scope that opens or closes, by the record or with the day.

    Raises:
        NothingThereError: If there is no such scope.
        TokenError: If a token is given that no event gave.
    """
    context, asked = info.context, asked_of(info)
    place = _Place(point=Point.of()) if after is None else _Place.of(after)
    held = await surveyed(context.store, scope, place.point)
    with context.following.writes.listening():
        whole = await context.following.writes.changed(None, 0)
        to = place.to or _next(place.point, whole)
        while True:
            found = await surveyed(context.store, scope, to)
            changes = _changes(held, found, (place.point, to), context.rules)
            for count, change in enumerate(changes, 1):
                if count <= place.told:
                    continue
                last = count == len(changes)
                token = to.token if last else place.on_the_way(to, count)
                shaped = await answer(
                    context.store, _event(change, to, token), asked, _seen(change, place.point, to)
                )
                if shaped is not None:
                    yield Shaped(shaped)
            place, held = _Place(point=to), found
            before = whole
            while whole == before and Point.of().as_of == to.as_of:
                whole = await context.following.writes.changed(before, _MINUTE)
            to = _next(to, whole)


def _next(point: Point, whole: frozenset[str]) -> Point:
    """Return today with all that is whole, never earlier than a point."""
    return Point(as_of=max(point.as_of, Point.of().as_of), known_at=max(point.known_at, *whole, ""))


def _seen(change: ChainChange, first: Point, second: Point) -> Point:
    """Return the point at which what a change speaks of was there."""
    return first if change.kind is ChangeKind.GAP_CLOSED else second


def _event(change: ChainChange, point: Point, token: str) -> GapEvent:
    return GapEvent(
        token=token,
        snapshot=snapshot_of(point),
        change=change,  # type: ignore[arg-type]  # a record of the same shape
        evidence=list(change.gap.evidence) if change.gap else [],
    )


def _changes(
    held: Survey, found: Survey, points: tuple[Point, Point], rules: tuple[Rule, ...]
) -> tuple[ChainChange, ...]:
    return gap_changes(
        (held.gaps(rules), found.gaps(rules)), (held.situation, found.situation), points, rules
    )
