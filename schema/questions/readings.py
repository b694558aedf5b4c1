"""Neighbourhoods read of late (邻域缓存): rows of statements, by the revision of the graph.

What was read holds until a write ends: the instants of the writes that have are the revision.
One small statement tells whether there are others than when reading began; then everything is
let go, and so it is after a minute, since a load that was killed or runs for long, and whoever
writes without Custody, leaves no such instant. Rows are kept by what the caller may see, the
statement and its parameters, among them the day; results are computed from them, never written.
Answers of late are kept with them, by what was asked: they are what their rows are. What is kept
is bounded by its size, whatever it is made of.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

import orjson

from graph.cypher.following import MARKS_SINCE
from graph.evidence import At as Point
from graph.evidence.clock import instant
from graph.store.guarded import GuardedStore, Tally, note, tallying
from graph.store.keeping import Kept, written_size
from graph.store.port import NO_PARAMETERS, Row, Store
from graph.store.wrapped import WrappedStore
from schema.answers import Answer, snapshot_of
from schema.context import Context
from schema.planning import Plan
from schema.singly import Singly
from schema.subscriptions.mark import LATE

__all__ = ["Held", "Readings", "held"]

T = TypeVar("T")

_LASTS: Final = timedelta(minutes=1)
_MOST: Final = 8_000_000
"""Length of all rows that are kept, as JSON [B]; in memory they take some ten times that."""
_ANSWERS: Final = 4_000_000
"""Length of all answers that are kept, as JSON [B]."""
_READING: Final = 2000
"""What a reading or answer weighs by itself [B], so that many of nothing are not kept for ever."""


@dataclass(frozen=True, slots=True)
class _Epoch:
    """Readings between two writes.

    Attributes:
        until: When they are let go at the latest.
        since: Instant since when ended writes are looked for.
        revision: Instants of the writes that had ended.
        rows: What was read, by who asked and what.
        answers: What was computed from it of late, by who asked and what.
        answering: Held by whoever computes an answer, so that others wait for the same one.
    """

    until: datetime
    since: str
    revision: frozenset[str]
    rows: "Kept[Hashable, _Reading]"
    answers: "Kept[Hashable, _Answered]"
    answering: Singly = field(default_factory=Singly)

    def holds(self, reading: "_Reading | _Answered", known_at: str) -> bool:
        """Tell whether what was read is also what was known at another moment."""
        between = (reading.known_at < each <= known_at for each in self.revision)
        return reading.known_at <= known_at and not any(between)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Rows as they were known at a moment, and what was hidden from who asked."""

    known_at: str
    rows: list[Row]
    hidden: Tally


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer as of a moment, the plan that asked it, and what was hidden from who asked."""

    known_at: str
    plan: Plan
    answer: Answer
    hidden: Tally


class Readings:
    """The neighbourhoods that one process keeps (邻域缓存), those read longest ago going first."""

    def __init__(self, rows: int = _MOST, answers: int = _ANSWERS) -> None:
        """Keep nothing yet.

        Args:
            rows: Length of all rows that may be kept, as JSON [B].
            answers: Length of all answers that may be kept, as JSON [B].
        """
        self._most = rows, answers
        self._epoch: _Epoch | None = None
        self._beginning = asyncio.Lock()

    @property
    def weight(self) -> tuple[int, int]:
        """What the rows and the answers weigh that are kept now [B]."""
        held = self._epoch
        return (held.rows.weight, held.answers.weight) if held else (0, 0)

    async def epoch(self, store: Store, point: Point) -> _Epoch | None:
        """Return the readings of now; None at a moment of knowledge that is long past.

        Args:
            store: The whole graph.
            point: Point on both clocks.
        """
        held = self._epoch
        if held is None or not await _lasts(store, held):
            async with self._beginning:
                by_another = self._epoch if self._epoch is not held else None
                if by_another is None or not await _lasts(store, by_another):
                    self._epoch = await self._begun(store)
                held = self._epoch
        return held if held and point.known_at > held.since else None

    async def _begun(self, store: Store) -> _Epoch:
        now = datetime.now(UTC)
        since, (rows, answers) = instant(now - LATE), self._most
        revision = await _ended(store, since)
        return _Epoch(now + _LASTS, since, revision, Kept(rows), Kept(answers))


class _HeldStore(WrappedStore):
    """A store that answers from what was read in an epoch (缓存读取)."""

    def __init__(self, store: Store, epoch: _Epoch) -> None:
        super().__init__(store)
        self._epoch = epoch
        self.sees = _sees(store)

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Return what a statement gives, from memory if it was read since the last write."""
        if "known_at" not in parameters:  # it does not ask about a moment
            return await self._store.read(statement, parameters)
        known_at = str(parameters["known_at"])
        given = {name: value for name, value in parameters.items() if name != "known_at"}
        key = (self.sees, str(statement), orjson.dumps(given, option=orjson.OPT_SORT_KEYS))
        kept = self._epoch.rows
        found = kept.get(key)
        if found is None or not self._epoch.holds(found, known_at):
            with tallying() as hidden:
                rows = await self._store.read(statement, parameters)
            found = _Reading(known_at, rows, hidden)
            _keep(kept, key, found, rows, 0)
        note(found.hidden)
        return list(found.rows)


@dataclass(frozen=True, slots=True)
class Held:
    """A request whose store answers from what was read of late (缓存请求).

    Attributes:
        context: Its context.
        epoch: What was read and answered since the last write; None where nothing is kept.
    """

    context: Context
    epoch: _Epoch | None = None

    async def answer(
        self, plan: Plan, point: Point, compute: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        """Return what was answered when the same was asked since the last write, or compute it.

        Args:
            plan: What is asked, arguments and all.
            point: Point on both clocks.
            compute: Answers from nothing but what it reads of the store of this request.
        """
        if self.epoch is None:
            return await compute()
        key = (_sees(self.context.store), id(plan), point.as_of)
        async with self.epoch.answering.of(key):
            found = self.epoch.answers.get(key)
            if found is None or not self.epoch.holds(found, point.known_at):
                with tallying() as hidden:
                    found = _Answered(point.known_at, plan, await compute(), hidden)
                _keep(self.epoch.answers, key, found, found.answer, plan.weight)
        note(found.hidden)
        if hasattr(found.answer, "snapshot"):
            return replace(found.answer, snapshot=snapshot_of(point))
        return found.answer


async def held(context: Context, point: Point) -> Held:
    """Return a request that reads nothing twice while nothing is written."""
    if context.readings is None:
        return Held(context)
    epoch = await context.readings.epoch(context.deciding, point)
    if epoch is None:
        return Held(context)
    return Held(replace(context, store=_HeldStore(context.store, epoch)), epoch)


def _sees(store: Store) -> tuple[str, ...] | None:
    """Return what tells one caller from another; None of one who sees everything."""
    if isinstance(store, _HeldStore):
        return store.sees
    return store.keys if isinstance(store, GuardedStore) else None


def _keep(kept: Kept[Hashable, T], key: Hashable, found: T, made_of: object, beside: int) -> None:
    """Keep what was found, by the size of what it is made of; what has none is not kept."""
    size = written_size(made_of)
    if size is not None:
        kept.keep(key, found, _READING + size + beside)


async def _lasts(store: Store, held: _Epoch) -> bool:
    """Tell whether an epoch is not over; asked of the record, whoever asked it before."""
    return datetime.now(UTC) <= held.until and await _ended(store, held.since) == held.revision


async def _ended(store: Store, since: str) -> frozenset[str]:
    return frozenset(row["at"] for row in await store.read(MARKS_SINCE, {"since": since}))
