"""Neighbourhoods read of late (邻域缓存): rows of statements, by the revision of the graph.

What was read holds until a write ends: the instants of the writes that have are the revision.
One small statement tells whether there are others than when reading began; then everything is
let go. Rows are kept by what the caller may see, the statement and its parameters, among them
the day; results are computed from them and never written.
"""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import orjson

from graph.cypher.following import MARKS_SINCE
from graph.evidence import At as Point
from graph.evidence.clock import instant
from graph.store.guarded import GuardedStore, Tally, note, tallying
from graph.store.port import NO_PARAMETERS, EngineName, Observer, Row, Store, Transaction
from schema.context import Context
from schema.keeping import Kept
from schema.subscriptions.mark import LATE

__all__ = ["Held", "Readings", "held"]

T = TypeVar("T")

_MOST: Final = 50_000
"""Rows in all kept readings together; a neighbourhood of 1,000 units has some 3,000."""
_READING: Final = 5
"""What a reading weighs by itself [rows], so that many of nothing are not kept for ever."""


@dataclass(frozen=True, slots=True)
class _Epoch:
    """Readings between two writes.

    Attributes:
        since: Instant since when ended writes are looked for.
        began: Instant of knowledge of the first question; older ones are read anew.
        revision: Instants of the writes that had ended.
        rows: Rows, and what was hidden from the caller, by who asked and what.
    """

    since: str
    began: str
    revision: frozenset[str]
    rows: Kept[Hashable, tuple[list[Row], Tally]] = field(default_factory=lambda: Kept(_MOST))


class Readings:
    """The neighbourhoods that one process keeps (邻域缓存), those read longest ago going first."""

    def __init__(self) -> None:
        self._epoch: _Epoch | None = None

    async def epoch(self, store: Store, point: Point) -> _Epoch | None:
        """Return the readings that hold at a moment of knowledge; None if they are younger.

        Args:
            store: The whole graph.
            point: Point on both clocks.
        """
        now = self._epoch
        if now is None or await _ended(store, now.since) != now.revision:
            began = min(point.known_at, instant(datetime.now(UTC)))
            since = instant(datetime.fromisoformat(began) - LATE)
            now = _Epoch(since, began, await _ended(store, since))
            self._epoch = now
        return now if point.known_at >= now.began else None


class _HeldStore:
    """A store that answers from what was read in an epoch (缓存读取)."""

    def __init__(self, store: Store, epoch: _Epoch) -> None:
        self._store, self._epoch = store, epoch
        self._sees = store.keys if isinstance(store, GuardedStore) else None

    @property
    def engine(self) -> EngineName:
        return self._store.engine

    @property
    def database(self) -> str:
        return self._store.database

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Return what a statement gives, from memory if it was read since the last write."""
        given = {name: value for name, value in parameters.items() if name != "known_at"}
        key = (self._sees, str(statement), orjson.dumps(given, option=orjson.OPT_SORT_KEYS))
        kept = self._epoch.rows
        if (found := kept.get(key)) is None:
            with tallying() as hidden:
                rows = await self._store.read(statement, parameters)
            found = (rows, hidden)
            kept.keep(key, found, _READING + len(rows))
        note(found[1])
        return list(found[0])

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        return await self._store.write(work)

    def observe(self, observer: Observer) -> AbstractContextManager[None]:
        return self._store.observe(observer)

    async def close(self) -> None:
        await self._store.close()


@dataclass(frozen=True, slots=True)
class Held:
    """A request whose store answers from what was read of late (缓存请求).

    Attributes:
        context: Its context.
    """

    context: Context


async def held(context: Context, point: Point) -> Held:
    """Return a request that reads nothing twice while nothing is written."""
    if context.readings is None:
        return Held(context)
    epoch = await context.readings.epoch(context.deciding, point)
    if epoch is None:
        return Held(context)
    return Held(replace(context, store=_HeldStore(context.store, epoch)))


async def _ended(store: Store, since: str) -> frozenset[str]:
    return frozenset(row["at"] for row in await store.read(MARKS_SINCE, {"since": since}))
