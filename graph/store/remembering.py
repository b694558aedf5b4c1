"""Remembering (免重读): rows of a statement are given again while nothing is written.

Why that is never stale: nothing was written between two moments at which as many writes were over
and none was under way (`graph.store.writes`; on Neo4j what it says itself, `graph.store.standing`).
Rows that were read after the first are given again at the second, so they are what the engine would
give; rows of a later state under the number of an earlier one never are, since that does not come
again. Whoever asks what was known at a moment gets rows of an earlier one, and of the same day:
nothing was recorded in between, since every write that there had been was over, and its instant
past, before the earlier moment. What is found by words is no exception: those indexes are changed
by the same transaction. Rows are kept for a minute: so long nobody would notice a clock that is set
back, or one who writes to the embedded engine without Custody.
"""

import marshal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from graph.evidence.clock import now
from graph.store.bolt import BoltStore
from graph.store.keeping import Kept
from graph.store.port import NO_PARAMETERS, Row, Store
from graph.store.wrapped import WrappedStore
from graph.store.writes import Writes

__all__ = ["Counted", "Counting", "RememberingStore", "remembering"]

_MOST: Final = 8_000_000
"""Length of all rows that are kept, written down, with what was asked [B]."""
_BESIDE: Final = 500
"""What kept rows take beside [B]."""
_LASTS: Final = 60.0
_PLAIN: Final = 2
"""Form of `marshal` in which equal values are written alike."""
_MOMENT: Final = "known_at"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows written down, so that nobody changes what another gets.

    Attributes:
        writes: How many writes there had been.
        moment: Moment of knowledge at which they were read; empty if they do not depend on one.
        until: When they are let go at the latest.
        written: The rows.
    """

    writes: int
    moment: str
    until: float
    written: bytes


class Counting(Protocol):
    """What tells how many writes there have been (写入计数); None while it cannot."""

    async def settled(self) -> int | None:
        """Return the number of the state of now."""
        ...

    async def reached(self) -> int | None:
        """Return the number of the state of now, or of one before it."""
        ...


class RememberingStore(WrappedStore):
    """A store that reads nothing twice while nobody writes (免重读的图数据库)."""

    def __init__(self, store: Store, counting: Counting, most: int = _MOST) -> None:
        """Remember nothing yet.

        Args:
            store: Where rows are read.
            counting: Tells how many writes there have been.
            most: Length of all rows that may be kept [B].
        """
        super().__init__(store)
        self._counting = counting
        self._kept: Kept[tuple[str, bytes], _Rows] = Kept(most)
        self._seen: tuple[int, str] = (-1, "")

    async def read(
        self, statement: str, parameters: Mapping[str, Any] = NO_PARAMETERS
    ) -> list[Row]:
        """Return the rows of a statement, from memory if the engine would give the same."""
        key, moment = _key(statement, parameters), str(parameters.get(_MOMENT, ""))
        if key is None:
            return await self._store.read(statement, parameters)
        if (found := await self._found(key, moment)) is not None:
            return found
        writes = await self._counting.reached()
        since = "" if writes is None else self._since(writes)
        rows = await self._store.read(statement, parameters)
        if writes is not None and (not moment or moment >= since):
            self._keep(key, rows, writes, moment)
        return rows

    async def _found(self, key: tuple[str, bytes], moment: str) -> list[Row] | None:
        found = self._kept.get(key)
        if found is None or found.moment > moment or time.monotonic() >= found.until:
            return None
        if await self._counting.settled() != found.writes:
            return None
        rows: list[Row] = marshal.loads(found.written)  # noqa: S302 - written by this process
        return rows

    def _since(self, writes: int) -> str:
        """Return an instant by which so many writes were over."""
        if self._seen[0] != writes:
            self._seen = (writes, now())
        return self._seen[1]

    def _keep(self, key: tuple[str, bytes], rows: list[Row], writes: int, moment: str) -> None:
        try:
            written = marshal.dumps(rows, _PLAIN)
        except ValueError:
            return  # a value that is not plain
        found = _Rows(writes, moment, time.monotonic() + _LASTS, written)
        self._kept.keep(key, found, _BESIDE + len(written) + len(key[0]) + len(key[1]))


@dataclass(frozen=True, slots=True)
class Counted:
    """What the writers of the embedded engine count (写入计数); asking costs next to nothing."""

    writes: Writes

    async def settled(self) -> int | None:
        """Return how many writes there have been; None while one is not over."""
        return self.writes.settled()

    reached = settled


def remembering(store: Store) -> Store:
    """Return a store that reads nothing twice, if it can tell whether it was written to."""
    if not isinstance(store, BoltStore):
        return store
    counting = Counted(store.writes) if store.writes else store.standing
    return RememberingStore(store, counting) if counting else store


def _key(statement: str, parameters: Mapping[str, Any]) -> tuple[str, bytes] | None:
    """Return what rows depend on beside the moment; None if that is more, or not plain."""
    given = {name: value for name, value in parameters.items() if name != _MOMENT}
    try:
        return str(statement), marshal.dumps((given, _MOMENT in parameters), _PLAIN)
    except ValueError:
        return None
