"""Gaps of a scope as they open and close (责任缺口动态)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

import strawberry

from graph.cypher.roots import by_ids
from graph.cypher.selection import ById, Field
from graph.evidence import At as Point
from graph.responsibility.changes import ChainChange, ChangeKind, gap_changes
from graph.responsibility.rules import Rule
from graph.responsibility.survey import Survey
from schema.answers import snapshot_of
from schema.context import Context, TokenError, point_of
from schema.execution import Shaped
from schema.questions.scope import surveyed
from schema.reading import Asking, asked_of
from schema.shaping import answer, target_of
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
        while True:
            before, today = whole, Point.of().as_of
            turn = _Turn(context, scope, place.point, held)
            to, found = await (turn.again(place.to) if place.to else turn.onward(whole))
            changes = turn.changes(found, to)
            for count, change in enumerate(changes, 1):
                seen = _seen(change, place.point, to)
                if count <= place.told or not await _visible(context, change, seen):
                    continue
                last = count == len(changes)
                token = to.token if last else place.on_the_way(to, count)
                shaped = await answer(context.store, _event(change, to, token), asked, seen)
                if shaped is not None:
                    yield Shaped(shaped)
            place, held = _Place(point=to), found
            while whole == before and Point.of().as_of == today:
                whole = await context.following.writes.changed(before, _MINUTE)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What comes after a point at which some gaps were open."""

    context: Context
    scope: str
    point: Point
    held: Survey

    def changes(self, found: Survey, to: Point) -> tuple[ChainChange, ...]:
        """Return what opened and closed on the way to a point."""
        return _changes(self.held, found, (self.point, to), self.context.rules)

    async def again(self, to: Point) -> tuple[Point, Survey]:
        """Return the point that a token names, and what is open there."""
        return to, await surveyed(self.context.store, self.scope, to)

    async def onward(self, whole: frozenset[str]) -> tuple[Point, Survey]:
        """Return the first point from which it is as it is now, and what is open then.

        That is the instant of a write that changed what the subscriber may see: of other
        writes an event must not tell. If nothing changed, that is the point where they stand.
        """
        day = max(self.point.as_of, Point.of().as_of)
        later = sorted(moment for moment in whole if moment > self.point.known_at)
        points = [Point(as_of=day, known_at=m) for m in (self.point.known_at, *later)]
        low, high = -1, len(points) - 1
        found = await surveyed(self.context.store, self.scope, points[high])
        if not self.changes(found, points[high]):
            return self.point, self.held
        while high - low > 1:
            middle = (low + high) // 2
            there = await surveyed(self.context.store, self.scope, points[middle])
            between = (points[middle], points[high])
            same = not _changes(there, found, between, self.context.rules)
            low, high = (low, middle) if same else (middle, high)
        return points[high], found


async def _visible(context: Context, change: ChainChange, point: Point) -> bool:
    """Tell whether a subscriber may still see what a gap is about, since rights move."""
    if change.gap is None:
        return False
    subject = change.gap.subject
    asked = by_ids([ById(target=target_of(subject), ids=[subject], items=(Field("id", "id"),))])
    rows = await context.store.read(asked.text, {**asked.parameters, **point.parameters})
    return bool(rows[0]["data0"])


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
